select
    edition_id,
    document_id,
    rendition,
    release,
    file,
    sha256,
    bytes,
    pages,
    nullif(note, '') as note,
    is_published,
    box_unit
from {{ source('landing', 'edition') }}
order by edition_id
