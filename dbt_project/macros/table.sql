{#- A table, made under its own name. dbt's own way makes it under another name, moves the one that stands there aside,
    renames, and drops: here a build starts with an empty file that nobody reads (so that nothing stands there), and a
    model that fails takes back what it did with its transaction. -#}
{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] %}
    {%- set target = this.incorporate(type='table') -%}
    {%- set existing = load_cached_relation(this) -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- if existing is not none %}
        {% do adapter.drop_relation(existing) %}
    {%- endif %}
    {% call statement('main', language=model['language']) %}
        {{- create_table_as(False, target, compiled_code, model['language']) }}
    {% endcall %}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {% do persist_docs(target, model) %}
    {{ adapter.commit() }}
    {{ run_hooks(post_hooks, inside_transaction=False) }}

    {{ return({'relations': [target]}) }}
{% endmaterialization %}
