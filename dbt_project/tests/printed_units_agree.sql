select observation_id, edition_id, table_id, row_path, column_path, printed, printed_unit, unit
from {{ ref('stg_observation') }}
where printed_unit is not null and unit is distinct from printed_unit
