select
    denominators.observation_id,
    observations.edition_id,
    observations.table_id,
    observations.row_path,
    observations.column_path,
    denominators.candidates
from {{ ref('int_denominator') }} as denominators
inner join {{ ref('stg_observation') }} as observations on denominators.observation_id = observations.observation_id
where denominators.is_expected and denominators.candidates <> 1
