select
    measure_id,
    label,
    description
from {{ ref('seed_measure') }}
order by measure_id
