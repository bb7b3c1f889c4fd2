select
    note_id,
    edition_id,
    table_id,
    kind,
    nullif(marker, '') as marker,
    text,
    page,
    x0,
    top,
    x1,
    bottom
from {{ source('landing', 'note') }}
order by note_id
