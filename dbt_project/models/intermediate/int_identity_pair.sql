{{ config(materialized='ephemeral') }}
-- Two or three numbers held against each other: a share and its base, a change, a count printed twice, mean and median.
with numbers as (
    select * from {{ ref('int_number') }}
),

-- A share is its count over its base; a change is the difference over the base.
ratios as (
    select
        ratios.observation_id,
        if(ratios.statistic = 'share', 'percent_of_total', 'change_between') as kind,
        100 * (counts.exact / bases.exact - if(ratios.statistic = 'share', 0, 1)) as expected,
        100 * ((counts.exact + counts.half) / (bases.exact - bases.half) - counts.exact / bases.exact) as slack,
        if(ratios.is_of_itself, [ratios.base_id], [ratios.numerator_id, ratios.base_id]) as other_ids,
        if(ratios.is_of_itself, [0::double], [(100 / bases.exact)::double, 0]) as weights,
        if(ratios.statistic = 'share', counts.printed, '(' || counts.printed || ' - ' || bases.printed || ')')
        || ' / ' || bases.printed as arithmetic,
        null::integer as target
    from numbers as ratios
    inner join numbers as counts on ratios.numerator_id = counts.observation_id
    inner join numbers as bases on ratios.base_id = bases.observation_id
    where bases.exact > bases.half
),

-- The total of a measure may be a category of another measure: those that are declined are one way to conclude.
counts as (
    select
        numbers.*,
        coalesce(if(numbers.category_id = 'total', measures.total_is_measure_id, null), numbers.measure_id)
            as counted_id,
        coalesce(if(numbers.category_id = 'total', measures.total_is_category_id, null), numbers.category_id)
            as counted_category_id
    from numbers
    inner join {{ ref('seed_measure') }} as measures on numbers.measure_id = measures.measure_id
    where numbers.statistic = 'count'
),

-- The same count, printed in two tables of one edition.
equalities as (
    select
        later.observation_id,
        'cross_table_equality' as kind,
        earlier.exact as expected,
        earlier.half as slack,
        [earlier.observation_id] as other_ids,
        [1::double] as weights,
        earlier.printed || ' in ' || earlier.table_id as arithmetic,
        null::integer as target
    from counts as earlier
    inner join counts as later
        on
            earlier.edition_id = later.edition_id
            and earlier.table_id < later.table_id
            and earlier.counted_id = later.counted_id
            and earlier.counted_category_id is not distinct from later.counted_category_id
            and earlier.offense_type_id is not distinct from later.offense_type_id
            and earlier.agency_id is not distinct from later.agency_id
            and earlier.counting_rule_id is not distinct from later.counting_rule_id
            and earlier.period_type is not distinct from later.period_type
            and earlier.period_start is not distinct from later.period_start
            and earlier.period_end is not distinct from later.period_end
),

-- At least half lie at or below the median; a mean above twice the median asks much of the other half.
bounds as (
    select
        means.observation_id,
        'mean_median_bound' as kind,
        medians.exact as expected,
        medians.exact + 2 * medians.half as slack,
        [medians.observation_id] as other_ids,
        [0::double] as weights,
        'at most 2 x ' || medians.printed as arithmetic,
        null::integer as target
    from numbers as means
    inner join numbers as medians
        on
            means.edition_id = medians.edition_id and means.table_id = medians.table_id
            and means.column_path = medians.column_path
    where means.statistic = 'mean' and medians.statistic = 'median' and medians.exact > medians.half
),

tried as (
    select * from ratios
    union all
    select * from equalities
    union all
    select * from bounds
)

select
    observation_id,
    kind,
    expected::decimal(38, 6) as expected,
    slack::decimal(38, 6) as slack,
    other_ids,
    weights,
    arithmetic,
    target
from tried
order by kind, observation_id, arithmetic
