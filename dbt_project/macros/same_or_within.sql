{#- Whether the parts of a join have the code of the wholes on an axis, or one under it, as the CTE `within` lists them. -#}
{% macro same_or_within(axis) -%}
(
    wholes.{{ axis }}_id is not distinct from parts.{{ axis }}_id
    or ('{{ axis }}', wholes.{{ axis }}_id, parts.{{ axis }}_id) in (select (axis, code, part) from within)
)
{%- endmacro %}
