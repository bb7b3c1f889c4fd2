{{ config(materialized='ephemeral') }}
-- Weighted means: the mean of all is that of the parts, weighted by their counts, where the parts divide the whole. A
-- share is such a mean, too: it is told where the counts behind it are not printed, but what they are of is.
with numbers as (
    select * from {{ ref('int_number') }}
)

select
    wholes.observation_id,
    'weighted_mean' as kind,
    (sum(parts.exact::decimal(38, 6) * weights.exact) / sum(weights.exact))::decimal(38, 6) as expected,
    (sum(parts.half::decimal(38, 6) * weights.exact) / sum(weights.exact))::decimal(38, 6) as slack,
    list(parts.observation_id order by parts.col_start) as other_ids,
    list((weights.exact / totals.exact)::double order by parts.col_start) as weights,
    '(' || string_agg(parts.printed || ' x ' || weights.printed, ' + ' order by parts.col_start) || ') / '
    || min(totals.printed) as arithmetic,
    null::integer as target
from numbers as wholes
inner join numbers as totals
    on
        wholes.edition_id = totals.edition_id and wholes.table_id = totals.table_id
        and wholes.column_path = totals.column_path and totals.statistic = 'count'
inner join {{ ref('int_declared_part') }} as divided_by
    on totals.observation_id = divided_by.observation_id and divided_by.axis = 'columns'
inner join numbers as weights on divided_by.part_id = weights.observation_id
inner join numbers as parts
    on
        weights.edition_id = parts.edition_id and weights.table_id = parts.table_id
        and weights.column_path = parts.column_path and wholes.row_path = parts.row_path
        and wholes.statistic = parts.statistic
where
    wholes.statistic = 'mean'
    or wholes.statistic = 'share' and wholes.numerator_id is null
    and wholes.base_id = totals.observation_id and parts.base_id = weights.observation_id
group by wholes.observation_id
having sum(weights.exact) = min(totals.exact)
order by wholes.observation_id
