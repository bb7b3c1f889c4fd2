-- Printed numbers that their identities contradict: which number is at fault where something fails, and why.
with failed as (
    select
        identities.*,
        coalesce(corrections.number_id, identities.observation_id) as number_id,
        corrections.shown,
        corrections.as_good,
        corrections.told
    from {{ ref('identity') }} as identities
    left join {{ ref('int_correction') }} as corrections
        on identities.identity_id = corrections.identity_id and corrections.place = 1
    where not identities.holds
),

-- What is only to be expected is told of the number of which something fails that must hold, where there is one.
blamed as (
    select
        failed.identity_id,
        coalesce(min(strict.number_id), failed.number_id) as number_id
    from failed
    left join failed as strict
        on
            not failed.is_strict and strict.is_strict
            and list_contains(list_prepend(failed.observation_id, failed.other_observation_ids), strict.number_id)
    group by failed.identity_id, failed.number_id
),

-- A share may be right by the printed, rounded shares that it is the sum of, or that it leaves of a hundred.
rounded as (
    select distinct failed.number_id
    from failed
    inner join {{ ref('identity') }} as sums
        on
            sums.residual = 0 and (
                sums.kind = 'group_sum' and failed.number_id = sums.observation_id
                or sums.kind = 'hundred_sum'
                and list_contains(list_prepend(sums.observation_id, sums.other_observation_ids), failed.number_id)
            )
    where failed.kind = 'percent_of_total' and failed.number_id = failed.observation_id
),

-- Each failure in words, with what is expected of the number at fault.
told as (
    select
        numbers.document_id,
        numbers.table_id,
        numbers.printed,
        array_to_string(numbers.row_path, ' / ') || '; ' || array_to_string(numbers.column_path, ' / ') as place,
        blamed.number_id,
        failed.kind,
        failed.is_strict,
        failed.as_good,
        failed.told as smallest_correction,
        rounded.number_id is not null as is_rounded,
        list_prepend(failed.observation_id, failed.other_observation_ids) as observation_ids,
        case
            when not failed.is_strict and failed.number_id <> failed.observation_id then 'at least ' || failed.shown
            when not failed.is_strict then coalesce('at most ' || failed.shown, failed.arithmetic)
            when failed.shown is null and failed.kind = 'hundred_sum' then 'shares that add to 100%'
            else
                rtrim(coalesce(failed.shown, format('{:,.' || numbers.decimals || 'f}', failed.expected_value)), '%')
                || if(numbers.unit = 'percent', '%', '')
        end as expected,
        case
            when failed.is_strict
                then
                    failed.arithmetic || ' = ' || {{ plain_number('failed.expected_value') }}
                    || if(failed.kind in ('percent_of_total', 'change_between', 'hundred_sum'), '%', '')
                    || case
                        when failed.kind = 'hundred_sum' then ', not 100%'
                        when failed.number_id = failed.observation_id then ''
                        else ', and ' || failed.printed || ' is printed'
                    end
            else
                concat_ws(
                    '', 'half of the cases lie at or below the median, so that with a mean of ', failed.printed,
                    ' the others would average at least ',
                    round(2 * failed.printed_value - failed.expected_value)::integer,
                    if(failed.number_id = failed.observation_id, '', '; other sums leave the mean no other value')
                )
        end as arithmetic
    from failed
    inner join blamed on failed.identity_id = blamed.identity_id
    inner join {{ ref('int_number') }} as numbers on blamed.number_id = numbers.observation_id
    left join rounded on blamed.number_id = rounded.number_id
)

-- A number is told once, with all that fails on its account.
select
    number_id,
    document_id,
    table_id,
    first(kind order by is_strict desc, kind asc, arithmetic asc) as kind,
    case when is_rounded then 'note' when bool_or(is_strict) then 'error' else 'warning' end as severity,
    printed,
    first(expected order by is_strict desc, kind asc, arithmetic asc) as expected,
    concat_ws(
        '', place, ' prints ', printed, ', but ',
        string_agg(arithmetic, '; also ' order by is_strict desc, kind asc, arithmetic asc),
        if(min(as_good) > 0, '. Other numbers would set it right as well: ' || min(as_good), ''),
        if(is_rounded, '. It follows from the rounded figures', '')
    ) as explanation,
    list_sort(list_distinct(flatten(list(observation_ids)))) as observation_ids,
    first(smallest_correction order by is_strict desc, kind asc, arithmetic asc) as smallest_correction
from told
group by number_id, document_id, table_id, printed, place, is_rounded
order by document_id, table_id, number_id
