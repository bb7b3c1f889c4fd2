select
    document_id,
    publisher,
    publisher_abbreviation,
    publisher_parents,
    nullif(number, '') as publication_number,
    title,
    authors,
    nullif(series, '') as series,
    published,
    language,
    about,
    licence_id,
    licence_name,
    nullif(licence_url, '') as licence_url,
    citation,
    original_url,
    original_confirmed
from {{ source('landing', 'document') }}
order by document_id
