{{ config(materialized='ephemeral') }}
-- Which printed counts are direct parts of which along one axis of meaning, within one table.
with numbers as (
    select * from {{ ref('int_number') }}
    where statistic = 'count'
),

-- A whole and its part, and along which axes they differ.
related as (
    select
        wholes.observation_id,
        parts.observation_id as part_id,
        parts.part_of,
        list_filter([
            if(wholes.offense_type_id is not distinct from parts.offense_type_id, null, 'offense_type'),
            if(wholes.category_id is not distinct from parts.category_id, null, 'category'),
            if(wholes.agency_id is not distinct from parts.agency_id, null, 'agency'),
            if(
                (wholes.period_start, wholes.period_end) is not distinct from (parts.period_start, parts.period_end),
                null, 'period'
            )
        ], lambda axis: axis is not null) as axes
    from numbers as parts
    inner join numbers as wholes on list_contains(parts.part_of, wholes.observation_id)
),

-- Those that differ along several are parts of parts.
pairs as (
    select
        * exclude (axes),
        axes[1] as axis
    from related
    where len(axes) = 1
)

-- A part that lies in another part of the same whole is counted with that.
select
    pairs.observation_id,
    pairs.part_id,
    pairs.axis
from pairs
anti join pairs as between_them
    on
        pairs.observation_id = between_them.observation_id
        and pairs.axis = between_them.axis
        and list_contains(pairs.part_of, between_them.part_id)
order by pairs.axis, pairs.observation_id, pairs.part_id
