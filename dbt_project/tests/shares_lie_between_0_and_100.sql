select observation_id, printed, value
from {{ ref('fct_observation') }}
where statistic = 'share' and (value < 0 or value > 100 or unit <> 'percent')
