-- Notes, footnotes and source lines as the published edition prints them.
select
    notes.note_id as footnote_id,
    editions.document_id,
    notes.edition_id,
    notes.table_id,
    notes.kind,
    notes.marker,
    notes.text,
    notes.page,
    notes.x0,
    notes.top,
    notes.x1,
    notes.bottom
from {{ ref('stg_note') }} as notes
inner join {{ ref('stg_edition') }} as editions on notes.edition_id = editions.edition_id
where editions.is_published
order by notes.edition_id, notes.table_id, notes.note_id
