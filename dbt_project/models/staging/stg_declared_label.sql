-- A meaning that stands nearer to a number overrides one that stands farther: the table's own, then column labels from
-- the outermost to the innermost, then row labels likewise.
select
    document_id,
    table_id,
    axis,
    label_path,
    attribute,
    code,
    (case axis when 'table' then 0 when 'columns' then 100 when 'rows' then 200 end + len(label_path))::integer
        as precedence
from {{ source('landing', 'declared_label') }}
order by document_id, table_id, precedence, label_path, attribute
