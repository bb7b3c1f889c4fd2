-- Every printed share or change beside the count that it speaks of, and the same ratio worked out again from the
-- printed counts: unrounded, and rounded to the printed digits. The printed value stays what it is.
with observations as (
    select * from {{ ref('int_observation') }}
),

ratios as (
    select * from observations
    where statistic in ('share', 'change_percent')
),

counts as (
    select * from observations
    where statistic = 'count'
),

paired as (
    select
        ratios.observation_id,
        min(counts.observation_id) as numerator_observation_id
    from ratios
    inner join counts
        on
            ratios.edition_id = counts.edition_id
            and ratios.table_id = counts.table_id
            and ratios.category_id is not distinct from counts.category_id
            and ratios.offense_type_id is not distinct from counts.offense_type_id
            and ratios.agency_id is not distinct from counts.agency_id
            and ratios.period_type is not distinct from counts.period_type
            and ratios.period_start is not distinct from counts.period_start
            and ratios.period_end is not distinct from counts.period_end
    group by ratios.observation_id
    having count(*) = 1
),

computed as (
    select
        ratios.observation_id,
        ratios.statistic,
        ratios.printed,
        ratios.value,
        ratios.decimals,
        ratios.row_start,
        ratios.col_start,
        paired.numerator_observation_id,
        ratios.denominator_observation_id,
        case ratios.statistic
            when 'share' then 100 * numerators.value / nullif(denominators.value, 0)
            when 'change_percent'
                then 100 * (numerators.value - denominators.value) / nullif(denominators.value, 0)
        end as recomputed_unrounded
    from ratios
    left join paired on ratios.observation_id = paired.observation_id
    left join counts as numerators on paired.numerator_observation_id = numerators.observation_id
    left join counts as denominators on ratios.denominator_observation_id = denominators.observation_id
)

-- A count shows one ratio beside it: a share before a change, then the first on the page.
select
    observation_id,
    statistic,
    printed,
    value,
    decimals,
    numerator_observation_id,
    denominator_observation_id,
    recomputed_unrounded,
    round(recomputed_unrounded, decimals) as recomputed,
    coalesce(numerator_observation_id is not null and row_number() over (
        partition by numerator_observation_id order by statistic <> 'share', row_start, col_start, observation_id
    ) = 1, false) as stands_beside_count
from computed
order by observation_id
