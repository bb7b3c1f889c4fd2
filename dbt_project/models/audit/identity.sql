-- Every identity that the declared meaning of the published numbers offers: sums, weighted means, and what holds two or
-- three numbers against each other (shares, changes, equal counts, bounds). It fails only where no values that round to
-- the printed ones can satisfy it (see int_number).
with tried as (
    select * from {{ ref('int_identity_sum') }}
    union all
    select * from {{ ref('int_identity_mean') }}
    union all
    select * from {{ ref('int_identity_pair') }}
)

select
    md5(concat_ws('|', tried.kind, tried.observation_id, tried.arithmetic)) as identity_id,
    tried.kind,
    numbers.document_id,
    numbers.edition_id,
    numbers.table_id,
    numbers.observation_id,
    list_filter(tried.other_ids, lambda id: id <> numbers.observation_id) as other_observation_ids,
    if(tried.target is null, numbers.printed, '100') as printed,
    coalesce(tried.target, numbers.exact)::double as printed_value,
    tried.expected::double as expected_value,
    (coalesce(tried.target, numbers.exact) - tried.expected)::double as residual,
    (tried.slack + if(tried.target is null, numbers.half, 0))::double as tolerance,
    tried.arithmetic,
    {{ identity_holds('tried', 'numbers') }} as holds,
    tried.kind <> 'mean_median_bound' as is_strict
from tried
inner join {{ ref('int_number') }} as numbers on tried.observation_id = numbers.observation_id
order by numbers.document_id, numbers.table_id, tried.kind, numbers.row_start, numbers.col_start, tried.arithmetic
