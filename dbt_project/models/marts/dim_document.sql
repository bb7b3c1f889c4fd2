select
    document_id,
    publisher,
    publisher_abbreviation,
    publisher_parents,
    publication_number,
    title,
    authors,
    series,
    published,
    language,
    about,
    licence_id,
    licence_name,
    licence_url,
    citation,
    original_url,
    original_confirmed
from {{ ref('stg_document') }}
order by document_id
