with known as (
    {%- for attribute, seed in {
        'measure': 'seed_measure', 'stage': 'seed_stage', 'unit_of_count': 'seed_unit_of_count',
        'counting_rule': 'seed_counting_rule', 'source_system': 'seed_source_system',
        'offense_type': 'seed_offense_type', 'category': 'seed_category', 'agency': 'seed_agency',
        'additivity': 'seed_additivity',
    }.items() %}
    {{ 'union all' if not loop.first }}
    select '{{ attribute }}' as attribute, {{ attribute }}_id as code from {{ ref(seed) }}
    {%- endfor %}
),

declared as (
    select *, replace(attribute, 'denominator.', '') as code_list from {{ ref('stg_declared_label') }}
)

select
    declared.document_id,
    declared.table_id,
    declared.label_path,
    declared.attribute,
    declared.code
from declared
left join known on declared.code_list = known.attribute and declared.code = known.code
where
    declared.code_list in (select codes.attribute from known as codes)
    and known.code is null
