{{ config(materialized='ephemeral') }}
-- Sums: a declared total and its parts, the shares of a panel, the counts behind a panel and a total elsewhere.
with sums as (
    select
        observation_id,
        if(parts_kind = 'children' or statistic = 'share', 'group_sum', 'part_sum') as kind,
        sum(exact) as expected,
        sum(half) as slack,
        list(part_id order by place) as other_ids,
        list(1::double) as weights,
        string_agg(printed, ' + ' order by place) as arithmetic,
        null::integer as target
    from {{ ref('int_declared_part') }}
    group by observation_id, statistic, parts_kind
),

-- The shares of a panel add to 100.
hundreds as (
    select
        first(observation_id order by place) as observation_id,
        'hundred_sum' as kind,
        sum(exact) as expected,
        sum(half) as slack,
        list(observation_id order by place) as other_ids,
        list(1::double) as weights,
        string_agg(printed, ' + ' order by place) as arithmetic,
        100 as target,
        edition_id,
        table_id,
        bool_and(is_divided) as is_divided
    from {{ ref('int_panel') }}
    group by panel_id, edition_id, table_id
),

-- Whether answers may be given together is declared for the base. Of shares whose base is not printed it is told by
-- the table: where most of its panels do not come out, they divide nothing. That is a fact, and no identity.
divided as (
    select * exclude (edition_id, table_id, is_divided)
    from hundreds
    qualify coalesce(is_divided, 2 * count(*) filter (where abs(expected - target) <= slack) over (
        partition by edition_id, table_id, is_divided is null
    ) >= count(*) over (partition by edition_id, table_id, is_divided is null))
),

-- Where the base of a panel stands in another table, its counts add to what that table prints.
across_tables as (
    select
        bases.observation_id,
        'part_sum' as kind,
        sum(counts.exact) as expected,
        sum(counts.half) as slack,
        list(counts.observation_id order by panels.place) as other_ids,
        list(1::double) as weights,
        string_agg(counts.printed, ' + ' order by panels.place) || ' in ' || panels.table_id as arithmetic,
        null::integer as target
    from {{ ref('int_panel') }} as panels
    inner join {{ ref('int_number') }} as bases
        on panels.base_id = bases.observation_id and panels.table_id <> bases.table_id
    left join {{ ref('int_number') }} as counts on panels.numerator_id = counts.observation_id
    where panels.is_divided
    group by bases.observation_id, panels.panel_id, panels.table_id
    having bool_and(counts.observation_id is not null)
),

tried as (
    select * from sums
    union all
    select * from divided
    union all
    select * from across_tables
)

select
    observation_id,
    kind,
    expected::decimal(38, 6) as expected,
    slack::decimal(38, 6) as slack,
    other_ids,
    weights,
    arithmetic,
    target
from tried
order by kind, observation_id, arithmetic
