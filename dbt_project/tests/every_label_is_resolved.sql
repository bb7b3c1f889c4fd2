{%- set attributes = [
    'measure_id', 'statistic', 'unit', 'stage_id', 'unit_of_count_id', 'counting_rule_id', 'source_system_id',
    'offense_type_id', 'category_id', 'agency_id', 'period_start', 'period_end', 'period_type', 'additivity_id',
] -%}
select
    observation_id,
    edition_id,
    table_id,
    row_path,
    column_path,
    {{ attributes | join(', ') }}
from {{ ref('stg_observation') }}
where
    obs_status <> 'V'
    and (
        {%- for attribute in attributes %}
        {{ 'or ' if not loop.first }}{{ attribute }} is null
        {%- endfor %}
    )
