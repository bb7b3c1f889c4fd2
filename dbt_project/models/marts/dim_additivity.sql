select
    additivity_id,
    sums_over_offense_types,
    sums_over_categories,
    sums_over_agencies,
    sums_over_periods,
    list_filter([
        case when sums_over_offense_types then 'offense_type' end,
        case when sums_over_categories then 'category' end,
        case when sums_over_agencies then 'agency' end,
        case when sums_over_periods then 'period' end
    ], lambda axis: axis is not null) as sums_over,
    label,
    description
from {{ ref('seed_additivity') }}
order by additivity_id
