{#-
    The interval that a printed number stands for: half a unit of its last printed digit to either side. A count is exact;
    a median of printed ages or months is rounded like any other measure.
-#}
{% macro printed_bound(row, side) -%}
case
    when {{ row }}.statistic = 'count' then {{ row }}.value
    else {{ row }}.value {{ '-' if side == 'low' else '+' }} 0.5 / power(10, {{ row }}.decimals)
end
{%- endmacro %}

{#-
    The rows of a mart: the observations that `condition` selects, with their labels, notes and places. A count carries
    the printed share or change that speaks of it beside the same ratio worked out from the printed counts; a ratio
    without its count is a row of its own, with the whole numbers that it may stand for. Nothing printed is replaced.
-#}
{% macro mart_rows(condition) -%}
with observations as (
    select *
    from {{ ref('fct_observation') }} as observations
    where {{ condition }}
),

ratios as (
    select * from {{ ref('int_share') }}
    where stands_beside_count
),

notes as (
    select observations.observation_id, list(notes.text order by notes.footnote_id) as notes
    from observations
    inner join {{ ref('dim_footnote') }} as notes
        on
            list_contains(observations.footnote_ids, notes.footnote_id)
            -- A note without a marker is on all numbers of its table.
            or observations.edition_id = notes.edition_id
            and observations.table_id = notes.table_id
            and notes.kind = 'note'
    group by observations.observation_id
)

select
    observations.observation_id,
    observations.document_id,
    observations.table_id,
    observations.row_path,
    observations.column_path,
    observations.printed,
    observations.value,
    observations.value_low,
    observations.value_high,
    observations.unit,
    observations.decimals,
    observations.statistic,
    observations.measure_id,
    observations.stage_id,
    observations.unit_of_count_id,
    observations.counting_rule_id,
    observations.source_system_id,
    observations.period_start,
    observations.period_end,
    observations.period_type,
    observations.offense_type_id,
    offense_types.label as offense_type,
    observations.category_id,
    categories.label as category,
    observations.agency_id,
    agencies.label as agency,
    observations.additivity_id,
    observations.obs_status,
    ratios.observation_id as share_observation_id,
    ratios.statistic as share_statistic,
    ratios.printed as share_printed,
    ratios.value as share_value,
    ratios.recomputed as share_recomputed,
    ratios.recomputed_unrounded as share_recomputed_unrounded,
    ratios.denominator_observation_id as share_denominator_observation_id,
    observations.has_parts,
    observations.part_of,
    observations.sums_over,
    observations.additivity_reason,
    observations.category_type,
    observations.limits,
    observations.definition_ids,
    observations.footnote_ids,
    coalesce(notes.notes, []) as notes,
    {{ printed_bound('observations', 'low') }} as printed_low,
    {{ printed_bound('observations', 'high') }} as printed_high,
    {{ printed_bound('ratios', 'low') }} as share_low,
    {{ printed_bound('ratios', 'high') }} as share_high,
    observations.denominator_observation_id,
    case when observations.statistic = 'share' then bases.value end as base_value,
    case when observations.statistic = 'share'
        then ceil(round(bases.value * greatest({{ printed_bound('observations', 'low') }}, 0) / 100, 6))
    end as implied_count_low,
    case when observations.statistic = 'share'
        then floor(round(bases.value * least({{ printed_bound('observations', 'high') }}, 100) / 100, 6))
    end as implied_count_high,
    observations.page
from observations
left join ratios on observations.observation_id = ratios.numerator_observation_id
left join notes on observations.observation_id = notes.observation_id
left join {{ ref('fct_observation') }} as bases on observations.denominator_observation_id = bases.observation_id
left join {{ ref('dim_offense_type') }} as offense_types
    on observations.offense_type_id = offense_types.offense_type_id
left join {{ ref('dim_category') }} as categories on observations.category_id = categories.category_id
left join {{ ref('dim_agency') }} as agencies on observations.agency_id = agencies.agency_id
where observations.observation_id not in (select ratios.observation_id from ratios)
order by observations.document_id, observations.table_id, observations.row_order, observations.column_order
{%- endmacro %}
