select
    measure_id,
    parent_id,
    concept,
    label,
    description
from {{ ref('seed_measure') }}
order by measure_id
