-- Figures that the running text of a published edition states and that its publication file gives a meaning.
select
    figures.figure_id,
    figures.document_id,
    figures.edition_id,
    figures.statement_id,
    statements.kind as location,
    statements.text as sentence,
    figures.printed,
    figures.value,
    figures.decimals,
    figures.unit,
    figures.statistic,
    figures.measure_id,
    figures.stage_id,
    figures.unit_of_count_id,
    figures.counting_rule_id,
    figures.source_system_id,
    figures.offense_type_id,
    figures.category_id,
    figures.agency_id,
    figures.period_start,
    figures.period_end,
    figures.period_type,
    figures.additivity_id,
    statements.page,
    statements.x0,
    statements.top,
    statements.x1,
    statements.bottom,
    statements.ordinal as statement_order,
    figures.ordinal as figure_order
from {{ ref('stg_stated_figure') }} as figures
inner join {{ ref('stg_edition') }} as editions on figures.edition_id = editions.edition_id
inner join {{ ref('stg_statement') }} as statements on figures.statement_id = statements.statement_id
where editions.is_published
order by figures.document_id, figures.ordinal
