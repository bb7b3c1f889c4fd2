{#-
    What speaks against adding up the rows of an alias, as a list of sentences, each naming the axis and the reason; empty
    where they may be added. Only aggregates of the row's own columns, so that it works in any query, grouped or not,
    and under whatever name the file is attached.
-#}
{% macro years_of_periods(row) -%}
list_transform(
    list(distinct ({{ row }}.period_start, {{ row }}.period_end)), lambda period: range(period[1], period[2] + 1)
)
{%- endmacro %}

{% macro sum_problems(row) -%}
list_filter([
    case when count(*) > count(distinct {{ row }}.observation_id)
        then 'observation: the same printed number stands there several times, as after a join' end,
    case when count(*) > count({{ row }}.value)
        then 'value: a dash, a range or an empty cell has no value to add' end,
    case when count(*) > 1 and bool_or({{ row }}.statistic <> 'count')
        then 'statistic: ' || string_agg(distinct {{ row }}.statistic, ', ' order by {{ row }}.statistic) filter ({{ row }}.statistic <> 'count')
            || ' cannot be added; only counts can' end,
    case when count(distinct {{ row }}.unit) > 1
        then 'unit: values in ' || string_agg(distinct {{ row }}.unit, ' and ' order by {{ row }}.unit) || ' are not alike' end,
    {%- for axis, why in {
        'measure': 'are different things',
        'stage': 'are two stages; one person may stand in both, counted by another rule',
        'unit_of_count': 'are not the same unit of count',
        'counting_rule': 'count by different rules',
        'source_system': 'come from different records',
    }.items() %}
    case when count(distinct {{ row }}.{{ axis }}_id) > 1
        then '{{ axis }}: ' || string_agg(distinct {{ row }}.{{ axis }}_id, ' and ' order by {{ row }}.{{ axis }}_id) || ' {{ why }}' end,
    {%- endfor %}
    case when count(distinct {{ row }}.document_id || '/' || {{ row }}.table_id) > 1
        then 'table: ' || string_agg(distinct {{ row }}.document_id || '/' || {{ row }}.table_id, ' and ' order by {{ row }}.document_id || '/' || {{ row }}.table_id)
            || ' may count the same records twice' end,
    case when list_has_any(flatten(list({{ row }}.part_of)), list({{ row }}.observation_id))
        then 'part: a total stands there together with its parts, so that they count twice' end,
    {%- for axis in ['offense_type', 'category', 'agency'] %}
    case when count(distinct {{ row }}.{{ axis }}_id) > 1 and not bool_and(list_contains({{ row }}.sums_over, '{{ axis }}'))
        then '{{ axis }}: ' || min({{ row }}.additivity_reason)
            filter (not list_contains({{ row }}.sums_over, '{{ axis }}')) end,
    {%- endfor %}
    case when count(distinct {{ row }}.category_type) > 1
        then 'category: ' || string_agg(distinct {{ row }}.category_type, ' and ' order by {{ row }}.category_type)
            || ' divide the same whole, each in its own way' end,
    case when count(distinct ({{ row }}.period_start, {{ row }}.period_end)) > 1
            and not bool_and(list_contains({{ row }}.sums_over, 'period'))
        then 'period: ' || min({{ row }}.additivity_reason)
            filter (not list_contains({{ row }}.sums_over, 'period')) end,
    case when count(distinct {{ row }}.period_type) > 1
        then 'period: fiscal years and calendar years are not alike' end,
    -- The years of all distinct periods, one by one: a year that stands there twice is in two of them.
    case when len(flatten({{ years_of_periods(row) }})) > len(list_distinct(flatten({{ years_of_periods(row) }})))
        then 'period: ' || string_agg(distinct {{ row }}.period_start || '–' || {{ row }}.period_end, ' and '
            order by {{ row }}.period_start || '–' || {{ row }}.period_end) || ' share years' end
], lambda problem: problem is not null)
{%- endmacro %}

{#- The sum of the values of an alias, or an error that names every axis over which they must not be added. -#}
{% macro sum_observations(row) -%}
case
    when len({{ sum_problems(row) }}) > 0
        then error('These numbers must not be added. ' || array_to_string({{ sum_problems(row) }}, '; ') || '.')
    else sum({{ row }}.value)
end
{%- endmacro %}

{#- The same for people who ask the file: marts.sum_observations(row) and marts.sum_problems(row). -#}
{% macro create_sum_macros() -%}
create schema if not exists marts;
create or replace macro marts.sum_problems(numbers) as {{ sum_problems('numbers') }};
create or replace macro marts.sum_observations(numbers) as {{ sum_observations('numbers') }};
comment on macro marts.sum_problems is
    'What speaks against adding up the rows of an alias, as a list of sentences that name the axis and the reason';
comment on macro marts.sum_observations is
    'The sum of the values of an alias, or an error that names every axis over which they must not be added';
{%- endmacro %}
