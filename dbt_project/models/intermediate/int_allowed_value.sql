-- For each number of each identity: between which values it has to lie for the identity to hold, given all its other
-- numbers as printed. An end that is not known is empty.
with identities as (
    select
        tried.*,
        numbers.exact as whole_exact,
        numbers.half as whole_half
    from {{ ref('int_identity') }} as tried
    inner join {{ ref('int_number') }} as numbers on tried.observation_id = numbers.observation_id
),

-- A whole has to be what its parts give; a mean has an upper end only. (The first share of a hundred is a part.)
wholes as (
    select
        identity_id,
        observation_id as number_id,
        if(is_strict, expected - slack, null) as lowest,
        expected + slack as highest
    from identities
    where target is null
),

others as (
    select
        identities.*,
        numbers.observation_id as number_id,
        numbers.exact as number_exact,
        numbers.half as number_half,
        identities.weights[list_position(identities.other_ids, numbers.observation_id)] as weight,
        coalesce(identities.target, identities.whole_exact) - identities.expected as missing,
        identities.slack + if(identities.target is null, identities.whole_half, 0) as tolerance
    from identities
    inner join {{ ref('int_number') }} as numbers on list_contains(identities.other_ids, numbers.observation_id)
),

-- A part has to be as much more as the whole is above the sum, over the weight with which the part goes into it. (Of
-- the tolerance, its own half is not counted.)
parts as (
    select
        identity_id,
        number_id,
        number_exact + (missing - tolerance) / weight + number_half as lowest,
        number_exact + (missing + tolerance) / weight - number_half as highest
    from others
    where weight > 0
),

-- The base of a share has to make the share of its count what is printed: 100 x count / base. So has the base of a
-- change, which is 100 less. (A share that is printed as 0 bounds its base from below only.)
bases as (
    select
        ratios.identity_id,
        ratios.number_id,
        100 * (counts.exact - counts.half) / if(ratios.at_most > 0, ratios.at_most, null) as lowest,
        100 * (counts.exact + counts.half) / if(ratios.at_least > 0, ratios.at_least, null) as highest
    from (
        select
            *,
            whole_exact - whole_half + if(kind = 'change_between', 100, 0) as at_least,
            whole_exact + whole_half + if(kind = 'change_between', 100, 0) as at_most
        from others
        where kind in ('percent_of_total', 'change_between') and number_id = other_ids[2]
    ) as ratios
    inner join {{ ref('int_number') }} as counts on ratios.other_ids[1] = counts.observation_id
),

-- Half of the cases lie at or below the median: it has to be at least half of the mean.
medians as (
    select
        identity_id,
        number_id,
        (whole_exact - whole_half) / 2 as lowest,
        null as highest
    from others
    where kind = 'mean_median_bound'
),

allowed as (
    select * from wholes
    union all
    select * from parts
    union all
    select * from bases
    union all
    select * from medians
)

select
    allowed.identity_id,
    identities.observation_id,
    identities.is_strict,
    not identities.holds as fails,
    allowed.number_id,
    allowed.lowest::decimal(38, 6) as lowest,
    allowed.highest::decimal(38, 6) as highest
from allowed
inner join identities on allowed.identity_id = identities.identity_id
order by allowed.identity_id, allowed.number_id
