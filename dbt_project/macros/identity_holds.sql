{#- Whether an identity holds: some value that is printed as its number lies within what its other numbers allow. -#}
{% macro identity_holds(identity, number) -%}
abs(coalesce({{ identity }}.target, {{ number }}.exact) - {{ identity }}.expected)
    <= {{ identity }}.slack + if({{ identity }}.target is null, {{ number }}.half, 0)
{%- endmacro %}
