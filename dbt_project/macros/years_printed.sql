{#- The years printed in a text, in their order: '2004–2013' and '2004 and 2013' give both ends of the span. -#}
{% macro years_printed(expr) -%}
list_transform(regexp_extract_all({{ expr }}, '{{ label_year() }}'), lambda year: year::integer)
{%- endmacro %}
