-- Every time series, point by point, with its definition. Series of two definitions are two series; what speaks against
-- drawing one on from the other stands in `not_joined_with`.
with breaks as (
    {%- for here, there in [('', 'other_'), ('other_', '')] %}
    {{ 'union all' if not loop.first }}
    select
        {{ here }}series_id as series_id,
        {{ there }}publisher || ', ' || {{ there }}place || ' (' || verdict || ': '
        || array_to_string(attributes_that_differ, ', ') || ')' as beside
    from {{ ref('mart_comparability') }}
    where verdict <> 'same' and offense_type_id = other_offense_type_id and statistic = other_statistic
    {%- endfor %}
),

broken as (
    select series_id, list(distinct beside order by beside) as not_joined_with
    from breaks
    group by series_id
),

yearly as (
    select * from {{ ref('int_figure') }}
    where period_start = period_end and value is not null
),

long_enough as (
    select series_id from yearly
    group by series_id
    having count(distinct period_start) > 1
)

select
    yearly.figure_id,
    yearly.series_id,
    series.concept,
    series.publisher,
    yearly.document_id,
    yearly.place,
    yearly.printed_as,
    yearly.measure_id,
    yearly.stage_id,
    yearly.unit_of_count_id,
    yearly.counting_rule_id,
    yearly.source_system_id,
    yearly.offense_type_id,
    yearly.category_id,
    yearly.agency_id,
    yearly.statistic,
    yearly.unit,
    yearly.period_type,
    yearly.period_start as year,
    yearly.printed,
    yearly.value,
    series.codes,
    series.left_out,
    series.limits,
    series.definition_ids,
    coalesce(broken.not_joined_with, []) as not_joined_with,
    yearly.period_start - lag(yearly.period_start) over (
        partition by yearly.series_id order by yearly.period_start
    ) as years_since_last
from yearly
inner join long_enough on yearly.series_id = long_enough.series_id
inner join {{ ref('int_series') }} as series on yearly.series_id = series.series_id
left join broken on yearly.series_id = broken.series_id
order by series.concept, yearly.document_id, yearly.place, yearly.series_id, yearly.period_start, yearly.figure_id
