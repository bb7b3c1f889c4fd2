-- Counts that may be added over every axis of their table: within one table, their sum counts nothing twice.
select *
from {{ ref('fct_observation') }}
where
    not has_parts
    and statistic = 'count'
    and value is not null
    and len(sums_over) = 4
order by document_id, table_id, row_order, column_order
