with landed as (
    select cells.cell_id, cells.printed
    from {{ source('landing', 'cell') }} as cells
    inner join {{ source('landing', 'edition') }} as editions on cells.edition_id = editions.edition_id
    where cells.role = 'body' and editions.is_published
)

select
    coalesce(landed.cell_id, facts.observation_id) as observation_id,
    landed.printed as landed_print,
    facts.printed as published_print
from landed
full outer join {{ ref('fct_observation') }} as facts on landed.cell_id = facts.observation_id
where landed.printed is distinct from facts.printed
