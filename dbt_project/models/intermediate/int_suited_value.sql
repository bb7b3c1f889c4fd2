{{ config(materialized='ephemeral') }}
-- For each printed number of an identity that fails: the value with which all identities that it takes part in hold,
-- given the other numbers as printed; where there is none, the value on which most of them agree, if these are more
-- than now. (What is only to be expected is asked where it fails itself, and corrects nothing else.)
with allowed as (
    select
        *,
        if(is_strict, '', identity_id) as expectation_id
    from {{ ref('int_allowed_value') }}
),

doubted as (
    select distinct
        number_id,
        expectation_id
    from allowed
    where fails
),

-- All that is asked of a number.
asked as (
    select
        doubted.number_id,
        doubted.expectation_id,
        allowed.identity_id,
        allowed.lowest,
        allowed.highest,
        allowed.fails
    from doubted
    inner join allowed
        on doubted.number_id = allowed.number_id and allowed.expectation_id in ('', doubted.expectation_id)
),

-- In what range it may be: for all of it together, and for each that fails.
ranges as (
    select
        number_id,
        expectation_id,
        max(lowest) as lowest,
        min(highest) as highest
    from asked
    group by number_id, expectation_id
    union
    select
        number_id,
        expectation_id,
        lowest,
        highest
    from asked
    where fails
),

-- The value in the middle of a range, at the printed precision; where one end is open, the nearest to the other.
valued as (
    select distinct
        ranges.number_id,
        ranges.expectation_id,
        numbers.printed,
        numbers.exact,
        numbers.half,
        case
            when ranges.highest is null
                then ceil((ranges.lowest - numbers.half) * power(10, numbers.decimals)) / power(10, numbers.decimals)
            when ranges.lowest is null
                then floor((ranges.highest + numbers.half) * power(10, numbers.decimals)) / power(10, numbers.decimals)
            else round((ranges.lowest + ranges.highest) / 2, numbers.decimals)
        end::decimal(38, 6) as corrected,
        format('{:,.' || numbers.decimals || 'f}', corrected::double) || if(ends_with(numbers.printed, '%'), '%', '')
            as shown
    from ranges
    inner join {{ ref('int_number') }} as numbers on ranges.number_id = numbers.observation_id
),

-- How many identities of the number agree on the value.
agreed as (
    select
        valued.*,
        asked.identity_id,
        asked.fails,
        valued.corrected + valued.half >= coalesce(asked.lowest, valued.corrected)
        and valued.corrected - valued.half <= coalesce(asked.highest, valued.corrected) as agrees
    from valued
    inner join asked on valued.number_id = asked.number_id and valued.expectation_id = asked.expectation_id
    where valued.corrected <> valued.exact and (valued.exact < 0 or valued.corrected >= 0)
)

-- One value for each number: that on which most agree.
select
    number_id,
    expectation_id,
    printed,
    exact,
    corrected,
    shown,
    count(*) as identities,
    count(*) filter (where not fails) as holding,
    count(*) filter (where agrees) as agreeing,
    list(identity_id) filter (where agrees and fails) as restored_ids
from agreed
group by number_id, expectation_id, printed, exact, corrected, shown
having agreeing = identities or agreeing > greatest(holding, 1) and 2 * agreeing > identities
qualify row_number() over (partition by number_id, expectation_id order by agreeing desc, corrected asc) = 1
order by number_id, expectation_id
