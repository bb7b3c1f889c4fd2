select observation_id, row_path, row_key, column_path, column_key
from {{ ref('stg_cell') }}
where
    row_key <> list_transform(row_path, lambda label: {{ label_key('label') }})
    or column_key <> list_transform(column_path, lambda label: {{ label_key('label') }})
