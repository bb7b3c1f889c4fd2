-- Whether numbers of the same table are printed parts of a number. Who adds a number to its parts counts them twice.
-- Printed parts are known by the labels (rows under a row), by the totals that the publication file declares, and by
-- what the numbers mean: the same measure for a narrower offense type, category, agency or period.
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

by_declared_total as (
    select observations.observation_id
    from observations
    inner join {{ ref('stg_declared_total') }} as totals
        on
            observations.document_id = totals.document_id
            and observations.table_id = totals.table_id
            and totals.whole = case totals.axis
                when 'rows' then observations.row_key
                when 'columns' then observations.column_key
            end
),

by_label as (
    select wholes.observation_id
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

by_meaning as (
    select wholes.observation_id
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
            {%- for axis in ['offense_type', 'category', 'agency'] %}
            and (
                wholes.{{ axis }}_id is not distinct from parts.{{ axis }}_id
                or (wholes.{{ axis }}_id, parts.{{ axis }}_id) in (
                    select (within.code, within.part) from within where within.axis = '{{ axis }}'
                )
            )
            {%- endfor %}
            and (
                wholes.period_start < parts.period_start
                or wholes.period_end > parts.period_end
                or wholes.offense_type_id is distinct from parts.offense_type_id
                or wholes.category_id is distinct from parts.category_id
                or wholes.agency_id is distinct from parts.agency_id
            )
),

wholes as (
    select observation_id from by_declared_total
    union
    select observation_id from by_label
    union
    select observation_id from by_meaning
)

select
    observations.observation_id,
    wholes.observation_id is not null as has_parts
from observations
left join wholes on observations.observation_id = wholes.observation_id
order by observations.observation_id
