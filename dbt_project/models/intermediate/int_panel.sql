{{ config(materialized='ephemeral') }}
-- Panels: shares that one column prints of one whole, which they divide by category, agency or type of offense.
with shares as (
    select
        numbers.*,
        md5(concat_ws(
            '|', numbers.edition_id, numbers.table_id, array_to_string(numbers.column_path, '/'), numbers.base_id,
            categories.category_type
        )) as panel_id,
        case
            when categories.category_type <> 'total' then 'category'
            when numbers.agency_id = bases.agency_id then 'offense_type'
            else 'agency'
        end as axis,
        coalesce(bases.additivity_id, numbers.additivity_id) as declared_id
    from {{ ref('int_number') }} as numbers
    inner join {{ ref('seed_category') }} as categories on numbers.category_id = categories.category_id
    left join {{ ref('int_number') }} as bases on numbers.base_id = bases.observation_id
    where numbers.statistic = 'share' and not numbers.is_of_itself
),

-- A share that is part of another of the panel is counted with that.
outermost as (
    select shares.*
    from shares
    anti join shares as wholes
        on shares.panel_id = wholes.panel_id and list_contains(shares.part_of, wholes.observation_id)
)

select
    outermost.panel_id,
    outermost.axis,
    outermost.observation_id,
    outermost.document_id,
    outermost.edition_id,
    outermost.table_id,
    outermost.base_id,
    outermost.numerator_id,
    outermost.printed,
    outermost.exact,
    outermost.half,
    outermost.row_start as place,
    declared.additivity_id,
    case
        when declared.additivity_id = 'not_additive' then null
        when outermost.axis = 'category' then declared.sums_over_categories
        when outermost.axis = 'agency' then declared.sums_over_agencies
        else declared.sums_over_offense_types
    end as is_divided
from outermost
inner join {{ ref('seed_additivity') }} as declared on outermost.declared_id = declared.additivity_id
qualify count(*) over (partition by outermost.panel_id) > 1
order by outermost.panel_id, outermost.row_start, outermost.observation_id
