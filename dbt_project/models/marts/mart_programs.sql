-- Who states what of programs, and as of when; statements are set beside one another and never joined.
select
    figures.figure_id,
    figures.document_id,
    documents.publisher_abbreviation as publisher,
    documents.published,
    figures.measure_id,
    measures.label as measure,
    figures.counting_rule_id,
    counting_rules.description as counting_rule,
    figures.unit_of_count_id,
    figures.source_system_id,
    figures.printed,
    figures.value,
    figures.unit,
    figures.statistic,
    figures.period_start,
    figures.period_end,
    figures.period_type,
    figures.additivity_id,
    figures.sentence,
    figures.statement_id,
    figures.page
from {{ ref('fct_stated_figure') }} as figures
inner join {{ ref('dim_document') }} as documents on figures.document_id = documents.document_id
left join {{ ref('dim_measure') }} as measures on figures.measure_id = measures.measure_id
left join {{ ref('dim_counting_rule') }} as counting_rules
    on figures.counting_rule_id = counting_rules.counting_rule_id
where measures.concept in ('task_forces', 'agencies_in_network', 'tips')
order by figures.measure_id, figures.period_start, figures.period_end, figures.figure_id
