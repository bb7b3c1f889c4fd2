select
    agency_id,
    parent_id,
    sort_order,
    abbreviation,
    label
from {{ ref('seed_agency') }}
order by sort_order
