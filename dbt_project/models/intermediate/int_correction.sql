-- What could be wrong where an identity fails: each of its numbers that another value would set right (see
-- int_suited_value), the smallest correction first.
with ranked as (
    select
        failed.identity_id,
        failed.is_strict or failed.number_id = failed.observation_id as is_asked_first,
        suited.*
    from {{ ref('int_allowed_value') }} as failed
    inner join {{ ref('int_suited_value') }} as suited
        on
            failed.number_id = suited.number_id
            and suited.expectation_id = if(failed.is_strict, '', failed.identity_id)
            and list_contains(suited.restored_ids, failed.identity_id)
    where failed.fails
)

-- The smallest one sets most right, leaves nothing wrong, most identities agree on it, it changes the fewest digits,
-- and the number least. Of a mean and its median, the mean.
select
    identity_id,
    number_id,
    printed,
    corrected,
    shown,
    identities,
    agreeing,
    row_number() over (
        partition by identity_id
        order by
            agreeing - holding desc, agreeing = identities desc, agreeing desc, is_asked_first desc,
            levenshtein(shown, printed) asc, abs(corrected - exact) / greatest(abs(exact), 1) asc, number_id asc
    ) as place,
    count(*) over (partition by identity_id, agreeing - holding, agreeing = identities, agreeing) - 1 as as_good,
    concat_ws(
        '', shown, ' for ', printed, ': ', agreeing, ' of its ', identities,
        if(identities = 1, ' identity holds', ' identities hold'), ' then, ', holding, ' now'
    ) as told
from ranked
order by identity_id, place
