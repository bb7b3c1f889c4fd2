select observation_id, printed, value
from {{ ref('fct_observation') }}
where statistic = 'count' and (value < 0 or value <> floor(value))
