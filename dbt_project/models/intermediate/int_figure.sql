-- Printed figures in one form, wherever they are printed: in a table, in running text, or drawn in a chart whose source
-- the publisher names. What all figures of a series share is hashed to its series_id.
{%- set axes = [
    'measure_id', 'stage_id', 'unit_of_count_id', 'counting_rule_id', 'source_system_id', 'offense_type_id',
    'category_id', 'agency_id', 'period_type', 'statistic', 'unit',
] %}
{%- set columns = ['document_id', 'edition_id'] + axes + ['period_start', 'period_end', 'printed', 'value'] -%}
{%- set common = columns | join(', ') %}
{%- set said = 'figures.' ~ columns | join(', figures.') %}

with in_tables as (
    select
        observations.observation_id as figure_id,
        'table' as printed_as,
        observations.table_id as place,
        coalesce(shares.numerator_observation_id = shares.denominator_observation_id, false) as is_of_itself,
        observations.{{ columns | join(', observations.') }}
    from {{ ref('int_observation') }} as observations
    left join {{ ref('int_share') }} as shares on observations.observation_id = shares.observation_id
    where observations.obs_status <> 'V'
),

in_text as (
    select figures.figure_id, 'text' as printed_as, 'text' as place, false as is_of_itself, {{ said }}
    from {{ ref('stg_stated_figure') }} as figures
    inner join {{ ref('stg_edition') }} as editions on figures.edition_id = editions.edition_id
    where editions.is_published
),

-- A chart draws figures of a table; only the source named under it is its own.
in_charts as (
    select
        md5(charts.definition_id || '|' || in_tables.figure_id) as figure_id,
        'chart' as printed_as,
        charts.chart_id as place,
        in_tables.* exclude (figure_id, printed_as, place) replace (charts.source_system_id as source_system_id)
    from {{ ref('stg_definition') }} as charts
    inner join in_tables
        on
            charts.edition_id = in_tables.edition_id
            and charts.measure_id = in_tables.measure_id
            and in_tables.period_start = in_tables.period_end
    where charts.chart_id is not null
),

figures as (
    select * from in_tables
    union all by name
    select * from in_text
    union all by name
    select * from in_charts
)

select
    figure_id,
    md5(concat_ws('|', edition_id, place, {{ axes | join(', ') }})) as series_id,
    printed_as,
    place,
    is_of_itself,
    {{ common }}
from figures
order by document_id, place, series_id, period_start, period_end, figure_id
