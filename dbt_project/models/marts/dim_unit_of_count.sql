select
    unit_of_count_id,
    family,
    label,
    description
from {{ ref('seed_unit_of_count') }}
order by unit_of_count_id
