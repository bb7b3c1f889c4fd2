select
    obs_status,
    label,
    description
from {{ ref('seed_obs_status') }}
order by obs_status
