-- Two or three numbers held against each other: a share and its base, a change, a count printed twice, mean and median.
with numbers as (
    select * from {{ ref('int_number') }}
),

-- A share is its count over its base; a change is the difference over the base.
ratios as (
    select
        shares.observation_id,
        if(shares.statistic = 'share', 'percent_of_total', 'change_between') as kind,
        shares.recomputed_unrounded::decimal(18, 6) as expected,
        0::decimal(18, 6) as slack,
        [shares.numerator_observation_id, shares.denominator_observation_id] as other_ids,
        if(shares.statistic = 'share', counts.printed, '(' || counts.printed || ' - ' || bases.printed || ')')
        || ' / ' || bases.printed as arithmetic,
        null::integer as target
    from {{ ref('int_share') }} as shares
    inner join numbers as counts on shares.numerator_observation_id = counts.observation_id
    inner join numbers as bases on shares.denominator_observation_id = bases.observation_id
    where shares.numerator_observation_id <> shares.denominator_observation_id
),

-- The same count, printed in two tables of one edition.
equalities as (
    select
        later.observation_id,
        'cross_table_equality' as kind,
        earlier.exact as expected,
        earlier.half as slack,
        [earlier.observation_id] as other_ids,
        earlier.printed || ' in ' || earlier.table_id as arithmetic,
        null::integer as target
    from numbers as earlier
    inner join numbers as later
        on
            earlier.edition_id = later.edition_id
            and earlier.table_id < later.table_id
            and earlier.statistic = 'count' and later.statistic = 'count'
            and earlier.measure_id = later.measure_id
            and earlier.offense_type_id is not distinct from later.offense_type_id
            and earlier.category_id is not distinct from later.category_id
            and earlier.agency_id is not distinct from later.agency_id
            and earlier.period_start is not distinct from later.period_start
            and earlier.period_end is not distinct from later.period_end
),

-- At least half lie at or below the median; a mean above twice the median asks much of the other half.
bounds as (
    select
        means.observation_id,
        'mean_median_bound' as kind,
        medians.exact as expected,
        medians.exact + 2 * medians.half + means.half as slack,
        [medians.observation_id] as other_ids,
        'at most 2 x ' || medians.printed as arithmetic,
        null::integer as target
    from numbers as means
    inner join numbers as medians
        on
            means.edition_id = medians.edition_id and means.table_id = medians.table_id
            and means.column_path = medians.column_path
    where means.statistic = 'mean' and medians.statistic = 'median'
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
    arithmetic,
    target
from tried
order by kind, observation_id, arithmetic
