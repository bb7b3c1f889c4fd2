select
    edition_id,
    document_id,
    table_id,
    kind,
    nullif(label, '') as label,
    nullif(title, '') as title,
    pages,
    value_rows,
    value_columns,
    value_cells,
    nullif(source, '') as source
from {{ source('landing', 'table_read') }}
order by edition_id, table_id
