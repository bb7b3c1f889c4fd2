{{ config(materialized='ephemeral') }}
with
{% for axis, other, place in [('row', 'column', 'row_start'), ('column', 'row', 'col_start')] -%}
-- A declared total over the {{ axis }}s and its parts, {{ other }} by {{ other }}: counts, or shares of one base.
-- (The share that the base has of itself is 100, which is told of the panel; see int_panel.)
parts_of_{{ axis }}s as (
    select
        wholes.observation_id,
        wholes.statistic,
        totals.parts_kind,
        parts.observation_id as part_id,
        parts.exact,
        parts.half,
        parts.printed,
        parts.{{ place }} as place
    from {{ ref('stg_declared_total') }} as totals
    inner join {{ ref('int_number') }} as wholes
        on
            totals.document_id = wholes.document_id and totals.table_id = wholes.table_id
            and totals.whole = wholes.{{ axis }}_key
    inner join {{ ref('int_number') }} as parts
        on
            wholes.edition_id = parts.edition_id and wholes.table_id = parts.table_id
            and wholes.{{ other }}_key = parts.{{ other }}_key and wholes.{{ other }}_path = parts.{{ other }}_path
            and wholes.statistic = parts.statistic
            and case totals.parts_kind
                when 'siblings'
                    then parts.{{ axis }}_key[:-2] = totals.whole[:-2] and parts.{{ axis }}_key <> totals.whole
                when 'children'
                    then len(parts.{{ axis }}_key) = len(totals.whole) + 1 and parts.{{ axis }}_key[:-2] = totals.whole
                else list_contains(totals.parts, parts.{{ axis }}_key)
            end
            and (
                not list_has_any(totals.whole, ['{year}', '{period}'])
                or (wholes.period_start, wholes.period_end) = (parts.period_start, parts.period_end)
            )
    where
        totals.axis = '{{ axis }}s'
        and (
            wholes.statistic = 'count'
            or wholes.statistic = 'share' and wholes.base_id = parts.base_id and not wholes.is_of_itself
        )
)
{%- if not loop.last %},
{% endif %}
{% endfor %}

select 'rows' as axis, * from parts_of_rows
union all
select 'columns' as axis, * from parts_of_columns
order by observation_id, parts_kind, place, part_id
