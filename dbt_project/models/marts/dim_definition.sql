-- Definitions of the published editions, with who defines it so and where it is printed: those that the publication
-- files quote, and the denominators that follow from the meaning of the labels.
with definitions as (
    select quoted.*
    from {{ ref('stg_definition') }} as quoted
    inner join {{ ref('stg_edition') }} as editions on quoted.edition_id = editions.edition_id
    where editions.is_published
    union all by name
    select
        *,
        'denominator' as kind,
        'number' as found_in,
        []::varchar[] as codes
    from {{ ref('int_denominator_definition') }}
)

select
    definitions.definition_id,
    definitions.document_id,
    definitions.edition_id,
    definitions.kind,
    definitions.offense_type_id,
    definitions.stage_ids,
    definitions.table_ids,
    definitions.first_year,
    definitions.last_year,
    definitions.codes,
    documents.publisher_abbreviation as defined_by,
    definitions.definition,
    definitions.printed_term,
    definitions.printed_words,
    definitions.found_in,
    definitions.page,
    definitions.x0,
    definitions.top,
    definitions.x1,
    definitions.bottom,
    definitions.chart_id,
    definitions.measure_id,
    definitions.source_system_id
from definitions
inner join {{ ref('stg_document') }} as documents on definitions.document_id = documents.document_id
order by definitions.document_id, definitions.ordinal, definitions.definition_id
