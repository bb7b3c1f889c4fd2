select observation_id, printed, value_kind, value, value_low, value_high
from {{ ref('stg_observation') }}
where
    (value_kind = 'number') <> (value is not null)
    or (value_kind = 'range') <> (coalesce(value_low, value_high) is not null)
