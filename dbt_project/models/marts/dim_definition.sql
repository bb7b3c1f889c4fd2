-- Definitions of the documents that this build holds.
select
    definitions.definition_id,
    definitions.document_id,
    definitions.kind,
    definitions.offense_type_id,
    definitions.table_id,
    definitions.defined_by,
    definitions.definition,
    definitions.printed_term,
    definitions.printed_in
from {{ ref('seed_definition') }} as definitions
inner join {{ ref('stg_document') }} as documents on definitions.document_id = documents.document_id
order by definitions.definition_id
