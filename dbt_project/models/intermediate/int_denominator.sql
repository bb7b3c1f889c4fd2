-- What a share or a change is taken of: the count that agrees with it in everything but what the publication file
-- names. Where none or several do, there is no denominator, and a test tells.
with overrides as (
    select
        observation_id,
        max(code) filter (where attribute = 'denominator.table') as table_id,
        max(code) filter (where attribute = 'denominator.category') as category_id,
        max(code) filter (where attribute = 'denominator.offense_type') as offense_type_id,
        max(code) filter (where attribute = 'denominator.agency') as agency_id,
        coalesce(max(code) filter (where attribute = 'denominator.period_offset'), '0')::integer as years
    from {{ ref('stg_meaning') }}
    where attribute = 'denominator' or attribute like 'denominator.%'
    group by observation_id
),

observations as (
    select * from {{ ref('stg_observation') }}
),

wanted as (
    select
        observations.observation_id,
        observations.edition_id,
        observations.value,
        coalesce(overrides.table_id, observations.table_id) as table_id,
        coalesce(overrides.category_id, observations.category_id) as category_id,
        coalesce(overrides.offense_type_id, observations.offense_type_id) as offense_type_id,
        coalesce(overrides.agency_id, observations.agency_id) as agency_id,
        observations.period_type,
        observations.period_start + overrides.years as period_start,
        observations.period_end + overrides.years as period_end
    from observations
    inner join overrides on observations.observation_id = overrides.observation_id
    where observations.statistic in ('share', 'change_percent')
),

counts as (
    select * from observations
    where statistic = 'count'
),

found as (
    select
        wanted.observation_id,
        wanted.value is not null as is_expected,
        count(counts.observation_id) as candidates,
        min(counts.observation_id) as first_candidate
    from wanted
    left join counts
        on
            wanted.edition_id = counts.edition_id
            and wanted.table_id = counts.table_id
            and wanted.category_id is not distinct from counts.category_id
            and wanted.offense_type_id is not distinct from counts.offense_type_id
            and wanted.agency_id is not distinct from counts.agency_id
            and wanted.period_type is not distinct from counts.period_type
            and wanted.period_start is not distinct from counts.period_start
            and wanted.period_end is not distinct from counts.period_end
    group by wanted.observation_id, wanted.value
)

select
    observation_id,
    candidates,
    is_expected,
    case when candidates = 1 then first_candidate end as denominator_observation_id
from found
order by observation_id
