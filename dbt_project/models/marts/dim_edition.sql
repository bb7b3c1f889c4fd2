select
    edition_id,
    document_id,
    rendition,
    release,
    file,
    sha256,
    bytes,
    pages,
    note,
    is_published,
    box_unit
from {{ ref('stg_edition') }}
order by edition_id
