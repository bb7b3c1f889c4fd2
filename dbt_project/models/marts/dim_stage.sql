select
    stage_id,
    sort_order,
    label,
    description
from {{ ref('seed_stage') }}
order by sort_order
