select
    edition_id,
    table_id,
    kind,
    text,
    page,
    x0,
    top,
    x1,
    bottom
from {{ source('landing', 'remark') }}
order by all
