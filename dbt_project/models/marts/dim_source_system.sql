select
    source_system_id,
    keeper,
    label,
    description
from {{ ref('seed_source_system') }}
order by source_system_id
