{{ config(severity='warn') }}
select definition_id, edition_id, printed_words
from {{ ref('dim_definition') }}
where page is null
