select
    additivity_id,
    sums_over_offense_types,
    sums_over_categories,
    sums_over_periods,
    label,
    description
from {{ ref('seed_additivity') }}
order by additivity_id
