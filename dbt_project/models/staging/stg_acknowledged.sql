select
    document_id,
    ordinal,
    printed,
    place as place_key,
    note
from {{ source('landing', 'declared_acknowledged') }}
order by document_id, ordinal
