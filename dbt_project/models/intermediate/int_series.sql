-- One row for each series: figures of one place that differ in nothing but their years, with what defines them.
{%- set axes = [
    'document_id', 'edition_id', 'printed_as', 'place', 'measure_id', 'stage_id', 'unit_of_count_id',
    'counting_rule_id', 'source_system_id', 'offense_type_id', 'category_id', 'agency_id', 'period_type', 'statistic',
    'unit',
] %}
with series as (
    select
        series_id,
        {% for axis in axes -%}
        any_value({{ axis }}) as {{ axis }},
        {% endfor -%}
        list(struct_pack(first := period_start, last := period_end) order by period_start, period_end) as periods,
        list(figure_id order by period_start, period_end, figure_id) as figure_ids,
        bool_and(is_of_itself) as is_of_itself
    from {{ ref('int_figure') }}
    group by series_id
),

-- A definition holds for what it names, and for everything where it names nothing.
holds as (
    select
        series.series_id,
        definitions.*
    from series
    inner join {{ ref('stg_definition') }} as definitions
        on
            series.edition_id = definitions.edition_id
            and definitions.chart_id is null
            and (definitions.offense_type_id is null or definitions.offense_type_id = series.offense_type_id)
            and (len(definitions.stage_ids) = 0 or list_contains(definitions.stage_ids, series.stage_id))
            -- Running text speaks of the same figures as the tables do.
            and (
                len(definitions.table_ids) = 0
                or list_contains(definitions.table_ids, series.place)
                or series.printed_as = 'text'
            )
),

defined as (
    select
        series_id,
        list_sort(list_distinct(flatten(list(codes)))) as codes,
        list(distinct definition order by definition) filter (where kind in ('exclusion', 'missingness')) as left_out,
        list(distinct definition order by definition) filter (where kind = 'limit') as limits,
        bool_or(kind = 'counting_rule') as has_rule,
        list(distinct definition_id order by definition_id) as definition_ids
    from holds
    group by series_id
)

select
    series.*,
    measures.concept,
    documents.publisher_abbreviation as publisher,
    case
        when
            len(series.periods) > 2
            and series.periods[-1]['last'] - series.periods[1]['first'] = len(series.periods) - 1
            and len(list_filter(series.periods, lambda p: p['first'] <> p['last'])) = 0
            then ['each year ' || series.periods[1]['first'] || '–' || series.periods[-1]['last']]
        else list_transform(series.periods, lambda p: case
            when p['first'] = p['last'] then p['first']::varchar else p['first'] || '–' || p['last']
        end)
    end as years,
    coalesce(defined.codes, []) as codes,
    coalesce(defined.left_out, []) as left_out,
    coalesce(defined.limits, []) as limits,
    coalesce(defined.has_rule, false) as has_rule,
    coalesce(defined.definition_ids, []) as definition_ids
from series
left join {{ ref('seed_measure') }} as measures on series.measure_id = measures.measure_id
left join {{ ref('stg_document') }} as documents on series.document_id = documents.document_id
left join defined on series.series_id = defined.series_id
order by series.document_id, series.place, series.series_id
