-- Body cells only: heads, labels and section rows are not numbers. A range has ends and no value.
select
    cell_id as observation_id,
    edition_id,
    document_id,
    table_id,
    row_start,
    col_start,
    row_path,
    column_path,
    row_key,
    column_key,
    printed,
    markers,
    value_kind,
    case when value_kind = 'number' then value end as value,
    value_low,
    value_high,
    open_low,
    open_high,
    decimals,
    nullif(printed_unit, '') as printed_unit,
    obs_status,
    page,
    x0,
    top,
    x1,
    bottom
from {{ source('landing', 'cell') }}
where role = 'body'
order by edition_id, table_id, row_start, col_start
