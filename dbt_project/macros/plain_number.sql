{#- A number as a reader writes it: with thousands, at most three decimals, and no zeros at their end. -#}
{% macro plain_number(value) -%}
rtrim(rtrim(format('{:,.3f}', ({{ value }})::double), '0'), '.')
{%- endmacro %}
