{%- set codes = {
    'measure': 'measure_id', 'statistic': 'statistic', 'unit': 'unit', 'stage': 'stage_id',
    'unit_of_count': 'unit_of_count_id', 'counting_rule': 'counting_rule_id', 'source_system': 'source_system_id',
    'offense_type': 'offense_type_id', 'category': 'category_id', 'agency': 'agency_id', 'period_type': 'period_type',
    'additivity': 'additivity_id',
} -%}

-- Figures of running text with the meaning that the publication file gives them, where an edition prints them.
with meanings as (
    select
        document_id,
        ordinal,
        {%- for attribute, column in codes.items() %}
        max(code) filter (where attribute = '{{ attribute }}') as {{ column }},
        {%- endfor %}
        max(code) filter (where attribute = 'period_start')::integer as period_start,
        max(code) filter (where attribute = 'period_end')::integer as period_end
    from {{ source('landing', 'declared_figure_meaning') }}
    group by document_id, ordinal
)

select
    md5(found.edition_id || '|' || found.ordinal) as figure_id,
    found.edition_id,
    found.document_id,
    found.ordinal,
    found.statement_id,
    found.mention,
    figures.figure as printed,
    figures.value,
    figures.decimals,
    {% for column in codes.values() -%}
    meanings.{{ column }},
    {% endfor -%}
    meanings.period_start,
    meanings.period_end
from {{ source('landing', 'figure_found') }} as found
inner join {{ source('landing', 'declared_figure') }} as figures
    on found.document_id = figures.document_id and found.ordinal = figures.ordinal
left join meanings on found.document_id = meanings.document_id and found.ordinal = meanings.ordinal
order by found.edition_id, found.ordinal
