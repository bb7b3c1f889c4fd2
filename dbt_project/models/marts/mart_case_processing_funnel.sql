-- The stages side by side, each with its unit, rule, records and period. A ratio is one of two counts of one period:
-- the persons behind them are not the same, so it is never the share of a cohort.
with counts as (
    select
        facts.*,
        stages.sort_order as stage_order,
        stages.label as stage,
        lower(units.label) || ' by ' || lower(rules.label) as counted
    from {{ ref('fct_observation') }} as facts
    inner join {{ ref('dim_stage') }} as stages on facts.stage_id = stages.stage_id
    inner join {{ ref('dim_unit_of_count') }} as units on facts.unit_of_count_id = units.unit_of_count_id
    inner join {{ ref('dim_counting_rule') }} as rules on facts.counting_rule_id = rules.counting_rule_id
    inner join {{ ref('dim_agency') }} as agencies on facts.agency_id = agencies.agency_id
    where
        facts.statistic = 'count'
        and units.family in ('suspects', 'defendants')
        and facts.category_id in ('total', 'prosecuted', 'convicted', 'prison_only', 'prison_community_split')
        and agencies.parent_id is null
),

-- One figure for each stage, outcome, offense type and period of a publication: the first table that prints it.
steps as (
    select * from counts
    qualify row_number() over (
        partition by document_id, stage_id, measure_id, category_id, offense_type_id, period_start, period_end
        order by table_id, row_order, column_order
    ) = 1
)

select
    steps.observation_id,
    steps.document_id,
    steps.table_id,
    steps.stage_id,
    steps.stage,
    steps.stage_order,
    steps.measure_id,
    steps.category_id,
    steps.offense_type_id,
    steps.period_start,
    steps.period_end,
    steps.period_type,
    steps.unit_of_count_id,
    steps.counting_rule_id,
    steps.source_system_id,
    steps.additivity_id,
    steps.printed,
    steps.value,
    bases.observation_id as base_observation_id,
    bases.printed as base_printed,
    bases.stage_id as base_stage_id,
    bases.unit_of_count_id as base_unit_of_count_id,
    100 * steps.value / nullif(bases.value, 0) as period_ratio,
    case
        when bases.observation_id is null then 'No referrals are printed for this type and period.'
        else format(
            'Ratio of two counts of one period, not a share of the same persons: {} for 100 {}.',
            steps.counted, bases.counted
        )
    end as how_to_read,
    steps.statistic,
    steps.unit,
    steps.agency_id,
    steps.category_type,
    steps.part_of,
    steps.sums_over,
    steps.additivity_reason,
    steps.limits
from steps
left join steps as bases
    on
        steps.document_id = bases.document_id
        and steps.offense_type_id = bases.offense_type_id
        and steps.period_start = bases.period_start
        and steps.period_end = bases.period_end
        and steps.period_type = bases.period_type
        and bases.stage_id = 'referred'
order by
    steps.document_id, steps.offense_type_id, steps.period_start, steps.period_end, steps.stage_order, steps.table_id,
    steps.row_order, steps.column_order
