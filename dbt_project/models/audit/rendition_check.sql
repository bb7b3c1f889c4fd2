select
    md5(concat_ws('|', edition_id, other_edition_id, observation_id, other_observation_id)) as check_id,
    document_id,
    release,
    table_id,
    row_path,
    column_path,
    rendition,
    edition_id,
    observation_id,
    printed,
    other_rendition,
    other_edition_id,
    other_observation_id,
    other_printed,
    finding,
    finding = 'agree' as agrees
from {{ ref('int_rendition_match') }}
order by document_id, release, table_id, row_path, column_path, check_id
