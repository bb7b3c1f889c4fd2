{%- set codes = {
    'measure': 'measure_id', 'statistic': 'statistic', 'stage': 'stage_id', 'unit_of_count': 'unit_of_count_id',
    'counting_rule': 'counting_rule_id', 'source_system': 'source_system_id', 'offense_type': 'offense_type_id',
    'category': 'category_id', 'agency': 'agency_id', 'period_type': 'period_type', 'additivity': 'additivity_id',
} -%}

with meanings as (
    select
        observation_id,
        {%- for attribute, column in codes.items() %}
        max(code) filter (where attribute = '{{ attribute }}') as {{ column }},
        {%- endfor %}
        max(code) filter (where attribute = 'unit') as declared_unit
    from {{ ref('stg_meaning') }}
    group by observation_id
),

cells as (
    select * from {{ ref('stg_cell') }}
),

periods as (
    select * from {{ ref('stg_period') }}
)

-- The unit is the declared one, so that a gate can hold it against the printed one.
select
    cells.observation_id,
    cells.document_id,
    cells.edition_id,
    cells.table_id,
    cells.row_start,
    cells.col_start,
    cells.row_path,
    cells.column_path,
    cells.printed,
    cells.markers,
    cells.value_kind,
    cells.value,
    cells.value_low,
    cells.value_high,
    coalesce(meanings.declared_unit, cells.printed_unit) as unit,
    cells.printed_unit,
    cells.decimals,
    {% for column in codes.values() if column != 'period_type' -%}
    meanings.{{ column }},
    {% endfor -%}
    periods.period_start,
    periods.period_end,
    meanings.period_type,
    cells.obs_status,
    cells.page,
    cells.x0,
    cells.top,
    cells.x1,
    cells.bottom
from cells
left join meanings on cells.observation_id = meanings.observation_id
left join periods on cells.observation_id = periods.observation_id
order by cells.edition_id, cells.table_id, cells.row_start, cells.col_start
