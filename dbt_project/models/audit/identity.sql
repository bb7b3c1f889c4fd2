-- Every identity that the declared meaning of the published numbers offers: sums, weighted means, and what holds two or
-- three numbers against each other (shares, changes, equal counts, bounds).
select
    tried.identity_id,
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
    tried.holds,
    tried.is_strict
from {{ ref('int_identity') }} as tried
inner join {{ ref('int_number') }} as numbers on tried.observation_id = numbers.observation_id
order by numbers.document_id, numbers.table_id, tried.kind, numbers.row_start, numbers.col_start, tried.arithmetic
