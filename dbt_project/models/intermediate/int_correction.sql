-- For each printed number of an identity that fails: the value with which all identities that it takes part in hold,
-- given the other numbers as printed, and how many these are. A number for which there is no such value is left out.
with tried as (
    select * from {{ ref('int_identity_sum') }}
    union all
    select * from {{ ref('int_identity_pair') }}
),

strict as (
    select
        tried.*,
        numbers.exact as whole_exact,
        numbers.half as whole_half,
        abs(coalesce(tried.target, numbers.exact) - tried.expected)
        > tried.slack + if(tried.target is null, numbers.half, 0) as fails
    from tried
    inner join {{ ref('int_number') }} as numbers on tried.observation_id = numbers.observation_id
    where tried.kind in ('part_sum', 'group_sum', 'hundred_sum', 'cross_table_equality', 'percent_of_total')
),

-- A whole has to be what its parts give. (The first share of a hundred is a part like the others.)
wholes as (
    select
        observation_id,
        kind,
        arithmetic,
        fails,
        observation_id as number_id,
        expected as needed,
        slack
    from strict
    where target is null
),

-- A part has to be as much more as the whole is above the sum.
parts as (
    select
        strict.observation_id,
        strict.kind,
        strict.arithmetic,
        strict.fails,
        numbers.observation_id as number_id,
        numbers.exact + coalesce(strict.target, strict.whole_exact) - strict.expected as needed,
        strict.slack - numbers.half + if(strict.target is null, strict.whole_half, 0) as slack
    from strict
    inner join {{ ref('int_number') }} as numbers on list_contains(strict.other_ids, numbers.observation_id)
    where strict.kind in ('part_sum', 'group_sum', 'hundred_sum', 'cross_table_equality')
),

asked as (
    select * from wholes
    union all
    select * from parts
),

values_needed as (
    select
        asked.number_id,
        max(asked.needed - asked.slack) as low,
        min(asked.needed + asked.slack) as high,
        count(*) as identities,
        count(*) filter (where asked.fails) as failing
    from asked
    group by asked.number_id
),

found as (
    select
        asked.observation_id,
        asked.kind,
        asked.arithmetic,
        asked.number_id,
        numbers.printed,
        round((needed.low + needed.high) / 2, numbers.decimals)::decimal(38, 6) as corrected,
        numbers.decimals,
        needed.identities,
        needed.failing
    from asked
    inner join values_needed as needed on asked.number_id = needed.number_id
    inner join {{ ref('int_number') }} as numbers on asked.number_id = numbers.observation_id
    where
        asked.fails
        and needed.low <= needed.high + 2 * numbers.half
        and (numbers.exact < 0 or needed.low + needed.high >= 0)
        and round((needed.low + needed.high) / 2, numbers.decimals) <> numbers.exact
)

select
    observation_id,
    kind,
    arithmetic,
    number_id,
    printed,
    corrected,
    decimals,
    identities,
    failing,
    row_number() over (
        partition by observation_id, kind, arithmetic
        order by failing desc, identities desc, number_id asc
    ) as place,
    format(
        '{:,.' || decimals || 'f} for {}; {} of its identities hold then, {} now',
        corrected::double, printed, identities, identities - failing
    ) as told
from found
order by observation_id, kind, arithmetic, place
