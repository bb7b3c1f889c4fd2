with cells as (
    select
        observation_id,
        document_id,
        table_id,
        row_path,
        column_path,
        row_key,
        column_key
    from {{ ref('stg_cell') }}
),

declared as (
    select * from {{ ref('stg_declared_label') }}
),

-- What is said of a label holds for the labels under it too.
said as (
    select
        cells.observation_id,
        declared.attribute,
        declared.code,
        declared.axis,
        declared.precedence,
        case declared.axis
            when 'columns' then cells.column_path[len(declared.label_path)]
            when 'rows' then cells.row_path[len(declared.label_path)]
        end as printed_label
    from cells
    inner join declared
        on
            cells.document_id = declared.document_id
            and cells.table_id = declared.table_id
            and case declared.axis
                when 'table' then true
                when 'columns' then cells.column_key[1:len(declared.label_path)] = declared.label_path
                when 'rows' then cells.row_key[1:len(declared.label_path)] = declared.label_path
            end
)

select
    observation_id,
    attribute,
    code,
    axis as said_on,
    printed_label
from said
qualify row_number() over (partition by observation_id, attribute order by precedence desc) = 1
order by observation_id, attribute
