-- Numbers without printed parts: no total stands here beside its parts.
select *
from {{ ref('fct_observation') }}
where not has_parts
order by document_id, table_id, row_order, column_order
