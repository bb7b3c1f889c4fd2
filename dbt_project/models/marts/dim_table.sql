-- Tables as the published edition prints them.
select
    tables.document_id || '/' || tables.table_id as document_table_id,
    tables.document_id,
    tables.table_id,
    tables.edition_id,
    tables.kind,
    tables.label,
    tables.title,
    tables.pages,
    tables.value_rows,
    tables.value_columns,
    tables.value_cells,
    tables.source
from {{ ref('stg_table') }} as tables
inner join {{ ref('stg_edition') }} as editions on tables.edition_id = editions.edition_id
where editions.is_published
order by tables.document_id, tables.table_id
