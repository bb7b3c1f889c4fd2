select
    document_id,
    table_id,
    ordinal,
    axis,
    whole,
    parts_kind,
    parts,
    nullif(note, '') as note
from {{ source('landing', 'declared_total') }}
order by document_id, table_id, ordinal
