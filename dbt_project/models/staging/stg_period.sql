-- The years of a number are those printed in its label or in its table's title, or those that the publication file
-- gives. A span and two years joined by "and" both give start and end.
with said as (
    select
        observation_id,
        max(code) filter (where attribute = 'period') as period,
        max(printed_label) filter (where attribute = 'period') as label,
        max(code) filter (where attribute = 'period_start') as first_year,
        max(code) filter (where attribute = 'period_end') as last_year
    from {{ ref('stg_meaning') }}
    where attribute in ('period', 'period_start', 'period_end')
    group by observation_id
),

titles as (
    select
        cells.observation_id,
        tables.title
    from {{ ref('stg_cell') }} as cells
    inner join {{ ref('stg_table') }} as tables
        on cells.edition_id = tables.edition_id and cells.table_id = tables.table_id
),

printed as (
    select
        said.observation_id,
        said.period,
        case said.period
            when 'label' then said.label
            when 'title' then titles.title
            when 'explicit' then concat_ws(' ', said.first_year, said.last_year)
        end as years_said
    from said
    left join titles on said.observation_id = titles.observation_id
),

dated as (
    select
        observation_id,
        period as said_in,
        {{ years_printed('years_said') }} as years
    from printed
)

select
    observation_id,
    said_in,
    list_min(years) as period_start,
    list_max(years) as period_end
from dated
order by observation_id
