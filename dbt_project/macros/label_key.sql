{#-
    The form under which printed and declared labels meet. `label_key` says the same as `label_key` of
    pipelines/documents/spec.py, and a test holds both against each other; `fold_label` is the part of it that keeps
    the years, for comparing the labels of one edition in two renditions.
-#}
{% macro label_dashes() -%}
[\x{2010}\x{2011}\x{2012}\x{2013}\x{2014}\x{2015}\x{2212}-]
{%- endmacro %}

{% macro label_year() -%}
(?:1[89]|20|21)[0-9][0-9]
{%- endmacro %}

{% macro even_label(expr) -%}
lower(trim(regexp_replace(
    translate({{ expr }}, '’‘“”' || chr(160), '''''"" '),
    '[\s\x{b}\x{1c}-\x{1f}\x{85}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'
)))
{%- endmacro %}

{% macro tidy_label(expr) -%}
regexp_replace(regexp_replace({{ expr }}, '{{ label_dashes() }}', '-', 'g'), '\s*/\s*', '/', 'g')
{%- endmacro %}

{% macro fold_label(expr) -%}
{{ tidy_label(even_label(expr)) }}
{%- endmacro %}

{% macro label_key(expr) -%}
{%- set span = label_year() ~ ' *' ~ label_dashes() ~ ' *' ~ label_year() -%}
{%- set joined = label_year() ~ ' +and +' ~ label_year() -%}
{%- set periods = "regexp_replace(regexp_replace(" ~ even_label(expr) ~ ", '" ~ span ~ "', '{period}', 'g'), '"
    ~ joined ~ "', '{period}', 'g')" -%}
{{ tidy_label("regexp_replace(" ~ periods ~ ", '" ~ label_year() ~ "', '{year}', 'g')") }}
{%- endmacro %}
