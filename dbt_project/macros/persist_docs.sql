{#- Comments on a table and its columns from their descriptions, in one statement. dbt asks the database for the columns
    twice before it does the same; here the descriptions are those of an enforced contract or of a seed, and a column
    that is described and not there is an error. -#}
{% macro duckdb__persist_docs(relation, model, for_relation, for_columns) %}
    {%- set columns = model.columns.values() if for_columns and config.persist_column_docs() else [] -%}
    {% call statement('persist_docs') %}
        {%- if for_relation and config.persist_relation_docs() and model.description %}
            {{ alter_relation_comment(relation, model.description) }}
        {%- endif %}
        {%- for column in columns if column.description %}
            comment on column {{ relation }}.{{ adapter.quote(column.name) if column.quote else column.name }}
            is {{ duckdb_escape_comment(column.description) }};
        {%- endfor %}
    {% endcall %}
{% endmacro %}
