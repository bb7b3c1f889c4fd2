-- Definitions of the publication files, with the place where each edition prints their words; none where it does not.
with lines as (
    select * from {{ source('landing', 'definition_line') }}
),

first_pages as (
    select edition_id, definition_id, min(page) as page
    from lines
    group by edition_id, definition_id
),

places as (
    select
        lines.edition_id,
        lines.definition_id,
        min(lines.found_in) as found_in,
        first_pages.page,
        min(lines.x0) as x0,
        min(lines.top) as top,
        max(lines.x1) as x1,
        max(lines.bottom) as bottom
    from lines
    inner join first_pages
        on
            lines.edition_id = first_pages.edition_id
            and lines.definition_id = first_pages.definition_id
            and lines.page = first_pages.page
    group by lines.edition_id, lines.definition_id, first_pages.page
)

select
    declared.document_id || '/' || declared.definition_id as definition_id,
    declared.document_id,
    editions.edition_id,
    declared.ordinal,
    declared.kind,
    declared.offense_type as offense_type_id,
    declared.stages as stage_ids,
    declared.tables as table_ids,
    declared.first_year,
    declared.last_year,
    declared.codes,
    declared.says as definition,
    declared.term as printed_term,
    declared.printed as printed_words,
    declared.chart as chart_id,
    declared.measure as measure_id,
    declared.source_system as source_system_id,
    places.found_in,
    places.page,
    places.x0,
    places.top,
    places.x1,
    places.bottom
from {{ source('landing', 'declared_definition') }} as declared
inner join {{ source('landing', 'edition') }} as editions on declared.document_id = editions.document_id
left join places on editions.edition_id = places.edition_id and declared.definition_id = places.definition_id
order by editions.edition_id, declared.ordinal
