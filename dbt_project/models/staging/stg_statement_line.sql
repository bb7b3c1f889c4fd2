select
    statement_id,
    edition_id,
    line,
    page,
    x0,
    top,
    x1,
    bottom
from {{ source('landing', 'statement_line') }}
order by statement_id, line
