-- Every pair of series, attribute by attribute: how the first stands to the second, and in what words.
{%- set related = {
    'measure': "case
            when one.measure_id = other.measure_id then 'same'
            when one_measure.parent_id = other.measure_id then 'narrower'
            when other_measure.parent_id = one.measure_id then 'broader'
            else 'overlapping'
        end",
    'stage': "case when one.stage_id = other.stage_id then 'same' else 'not_comparable' end",
    'unit_of_count': "case
            when one.unit_of_count_id = other.unit_of_count_id then 'same'
            when one_unit.family = other_unit.family then 'overlapping'
            else 'not_comparable'
        end",
    'counting_rule': "case
            when one.counting_rule_id = other.counting_rule_id then 'same'
            when one.has_rule or other.has_rule then 'overlapping'
            else 'unknown'
        end",
    'source_system': "case
            when one.source_system_id = other.source_system_id then 'same'
            -- One publication that names two sources for one measure: which is right, it does not say.
            when one.document_id = other.document_id and one.measure_id = other.measure_id then 'unknown'
            else 'overlapping'
        end",
    'offense_type': "pairs.offense_relation",
    'statistic': "case when one.statistic = other.statistic then 'same' else 'not_comparable' end",
    'unit': "case when one.unit = other.unit then 'same' else 'other_unit' end",
    'definition': "case
            when pairs.offense_relation = 'not_comparable' then 'not_comparable'
            when one.codes = other.codes then 'same'
            when len(one.codes) = 0 or len(other.codes) = 0 then 'unknown'
            when list_has_all(one.codes, other.codes) then 'broader'
            when list_has_all(other.codes, one.codes) then 'narrower'
            when list_has_any(one.codes, other.codes) then 'overlapping'
            else 'unknown'
        end",
    'left_out': "case
            when one.left_out = other.left_out then 'same'
            when len(one.left_out) = 0 then 'broader'
            when len(other.left_out) = 0 then 'narrower'
            else 'overlapping'
        end",
    'limits': "case when one.limits = other.limits then 'same' else 'overlapping' end",
    'period': "pairs.period_relation",
    'period_type': "case when one.period_type = other.period_type then 'same' else 'overlapping' end",
} %}
{%- set told = {
    'measure': ("one_measure.label", "other_measure.label"),
    'stage': ("one_stage.label", "other_stage.label"),
    'unit_of_count': ("one_unit.label", "other_unit.label"),
    'counting_rule': ("one_rule.label", "other_rule.label"),
    'source_system': ("one_system.label", "other_system.label"),
    'offense_type': ("one_type.label", "other_type.label"),
    'statistic': ("replace(one.statistic, '_', ' ')", "replace(other.statistic, '_', ' ')"),
    'unit': ("one.unit", "other.unit"),
    'definition': ("array_to_string(one.codes, ', ')", "array_to_string(other.codes, ', ')"),
    'left_out': ("array_to_string(one.left_out, '; ')", "array_to_string(other.left_out, '; ')"),
    'limits': ("array_to_string(one.limits, '; ')", "array_to_string(other.limits, '; ')"),
    'period': ("array_to_string(one.years, ', ')", "array_to_string(other.years, ', ')"),
    'period_type': ("replace(one.period_type, '_', ' ')", "replace(other.period_type, '_', ' ')"),
} %}
with series as (
    select * from {{ ref('int_series') }}
),

compared as (
    {%- for attribute, relation in related.items() %}
    {{ 'union all' if not loop.first }}
    select
        pairs.series_id,
        pairs.other_series_id,
        {{ loop.index }} as attribute_order,
        '{{ attribute }}' as attribute,
        {{ relation }} as relation,
        {{ told[attribute][0] }} as first_told,
        {{ told[attribute][1] }} as second_told
    from {{ ref('int_series_pair') }} as pairs
    inner join series as one on pairs.series_id = one.series_id
    inner join series as other on pairs.other_series_id = other.series_id
    {%- for side in ['one', 'other'] %}
    left join {{ ref('seed_measure') }} as {{ side }}_measure on {{ side }}.measure_id = {{ side }}_measure.measure_id
    left join {{ ref('seed_stage') }} as {{ side }}_stage on {{ side }}.stage_id = {{ side }}_stage.stage_id
    left join {{ ref('seed_unit_of_count') }} as {{ side }}_unit
        on {{ side }}.unit_of_count_id = {{ side }}_unit.unit_of_count_id
    left join {{ ref('seed_counting_rule') }} as {{ side }}_rule
        on {{ side }}.counting_rule_id = {{ side }}_rule.counting_rule_id
    left join {{ ref('seed_source_system') }} as {{ side }}_system
        on {{ side }}.source_system_id = {{ side }}_system.source_system_id
    left join {{ ref('seed_offense_type') }} as {{ side }}_type
        on {{ side }}.offense_type_id = {{ side }}_type.offense_type_id
    {%- endfor %}
    {%- endfor %}
)

select
    series_id,
    other_series_id,
    attribute_order,
    attribute,
    relation,
    coalesce(nullif(first_told, ''), 'nothing stated') as first_told,
    coalesce(nullif(second_told, ''), 'nothing stated') as second_told
from compared
order by series_id, other_series_id, attribute_order
