select
    category_id,
    category_type,
    parent_id,
    sort_order,
    label
from {{ ref('seed_category') }}
order by sort_order
