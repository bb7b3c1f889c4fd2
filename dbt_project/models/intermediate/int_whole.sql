-- For every number of every edition: whether parts of it are printed in its table, and the numbers it is a part of.
with wholes as (
    select distinct observation_id from {{ ref('int_part') }}
),

parts as (
    select
        part_observation_id as observation_id,
        list(observation_id order by observation_id) as part_of
    from {{ ref('int_part') }}
    group by part_observation_id
)

select
    observations.observation_id,
    wholes.observation_id is not null as has_parts,
    coalesce(parts.part_of, []) as part_of
from {{ ref('stg_observation') }} as observations
left join wholes on observations.observation_id = wholes.observation_id
left join parts on observations.observation_id = parts.observation_id
order by observations.observation_id
