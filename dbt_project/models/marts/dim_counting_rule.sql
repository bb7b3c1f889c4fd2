select
    counting_rule_id,
    label,
    description
from {{ ref('seed_counting_rule') }}
order by counting_rule_id
