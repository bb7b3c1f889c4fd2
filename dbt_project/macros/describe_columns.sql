{#- Comments on the table of a Python model and on its columns, from its description: dbt keeps those of SQL models only. -#}
{% macro describe_columns() %}
    comment on table {{ this }} is '{{ model.description | replace("'", "''") }}';
    {% for name, column in model.columns.items() %}
        comment on column {{ this }}.{{ name }} is '{{ column.description | replace("'", "''") }}';
    {% endfor %}
{% endmacro %}
