select
    landed.cell_id,
    count(staged.observation_id) as times
from {{ source('landing', 'cell') }} as landed
left join {{ ref('stg_observation') }} as staged on landed.cell_id = staged.observation_id
where landed.role = 'body'
group by landed.cell_id
having count(staged.observation_id) <> 1
