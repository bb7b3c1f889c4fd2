-- Which numbers are printed parts of which, within one table: by labels, by declared totals, by what they mean.
with recursive links as (
    {%- for axis in ['offense_type', 'category', 'agency'] %}
    {{ 'union all' if not loop.first }}
    select '{{ axis }}' as axis, parent_id as whole, {{ axis }}_id as part
    from {{ ref('seed_' ~ axis) }}
    where parent_id is not null
    {%- endfor %}
    union all
    -- The total of a measure holds all its categories, of whatever kind.
    select 'category' as axis, wholes.category_id as whole, parts.category_id as part
    from {{ ref('seed_category') }} as wholes
    cross join {{ ref('seed_category') }} as parts
    where wholes.category_type = 'total' and parts.category_type <> 'total'
),

-- Every code with itself and all codes under it, at any depth.
within as (
    select axis, whole as code, whole as part from links
    union
    select axis, part as code, part from links
    union
    select within.axis, within.code, links.part
    from within
    inner join links on within.axis = links.axis and within.part = links.whole
),

observations as (
    select observations.*, cells.row_key, cells.column_key
    from {{ ref('stg_observation') }} as observations
    inner join {{ ref('stg_cell') }} as cells on observations.observation_id = cells.observation_id
),

by_label as (
    select wholes.observation_id as whole, parts.observation_id as part
    from observations as wholes
    inner join observations as parts
        on
            wholes.edition_id = parts.edition_id
            and wholes.table_id = parts.table_id
            and (
                wholes.column_key = parts.column_key
                and len(parts.row_key) > len(wholes.row_key)
                and parts.row_key[1:len(wholes.row_key)] = wholes.row_key
                or wholes.row_key = parts.row_key
                and len(parts.column_key) > len(wholes.column_key)
                and parts.column_key[1:len(wholes.column_key)] = wholes.column_key
            )
),

{% for axis, other in [('row', 'column'), ('column', 'row')] -%}
-- A total over the {{ axis }}s adds values of one {{ other }}; a total of one year adds the parts of that year.
by_total_of_{{ axis }}s as (
    select wholes.observation_id as whole, parts.observation_id as part
    from {{ ref('stg_declared_total') }} as totals
    inner join observations as wholes
        on
            totals.document_id = wholes.document_id
            and totals.table_id = wholes.table_id
            and totals.whole = wholes.{{ axis }}_key
    inner join observations as parts
        on
            wholes.edition_id = parts.edition_id
            and wholes.table_id = parts.table_id
            and wholes.{{ other }}_key = parts.{{ other }}_key
            and wholes.{{ axis }}_key <> parts.{{ axis }}_key
            and case totals.parts_kind
                when 'siblings' then parts.{{ axis }}_key[:-2] = totals.whole[:-2]
                when 'listed' then list_contains(totals.parts, parts.{{ axis }}_key)
                else false
            end
            and (
                not list_has_any(totals.whole, ['{year}', '{period}'])
                or (wholes.period_start, wholes.period_end) = (parts.period_start, parts.period_end)
            )
    where totals.axis = '{{ axis }}s'
),

{% endfor -%}
by_meaning as (
    select wholes.observation_id as whole, parts.observation_id as part
    from observations as wholes
    inner join observations as parts
        on
            wholes.edition_id = parts.edition_id
            and wholes.table_id = parts.table_id
            and wholes.measure_id = parts.measure_id
            and wholes.statistic = parts.statistic
            and wholes.unit = parts.unit
            and wholes.period_type is not distinct from parts.period_type
            and parts.period_start between wholes.period_start and wholes.period_end
            and parts.period_end between wholes.period_start and wholes.period_end
            and wholes.observation_id <> parts.observation_id
            and {{ same_or_within('offense_type') }}
            and {{ same_or_within('category') }}
            and {{ same_or_within('agency') }}
)

{% for known in ['by_label', 'by_total_of_rows', 'by_total_of_columns', 'by_meaning'] -%}
{{ 'union' if not loop.first }}
select whole as observation_id, part as part_observation_id from {{ known }}
{% endfor -%}
order by observation_id, part_observation_id
