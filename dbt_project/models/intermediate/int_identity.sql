-- Every identity that is tried, whatever it does with its numbers, and whether it holds: it fails only where no values
-- that round to the printed ones can satisfy it (see int_number).
with tried as (
    select * from {{ ref('int_identity_sum') }}
    union all
    select * from {{ ref('int_identity_mean') }}
    union all
    select * from {{ ref('int_identity_pair') }}
)

select
    md5(concat_ws('|', tried.kind, tried.observation_id, tried.arithmetic)) as identity_id,
    tried.observation_id,
    tried.kind,
    tried.expected,
    tried.slack,
    tried.other_ids,
    tried.weights,
    tried.arithmetic,
    tried.target,
    {{ identity_holds('tried', 'numbers') }} as holds,
    tried.kind <> 'mean_median_bound' as is_strict
from tried
inner join {{ ref('int_number') }} as numbers on tried.observation_id = numbers.observation_id
order by tried.kind, tried.observation_id, tried.arithmetic
