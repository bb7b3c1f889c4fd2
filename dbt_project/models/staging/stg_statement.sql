-- Lines and quantities are counted here, so that a statement without either is seen by the tests.
with mentions as (
    select
        statement_id,
        count(*)::integer as mentions
    from {{ source('landing', 'statement_mention') }}
    group by statement_id
),

lines as (
    select
        statement_id,
        list_sort(list_distinct(list(page))) as pages
    from {{ source('landing', 'statement_line') }}
    group by statement_id
)

select
    statement.statement_id,
    statement.edition_id,
    statement.document_id,
    statement.ordinal,
    statement.kind,
    nullif(statement.section, '') as section,
    statement.text,
    coalesce(mentions.mentions, 0) as mentions,
    coalesce(lines.pages, []) as pages,
    statement.page,
    statement.x0,
    statement.top,
    statement.x1,
    statement.bottom
from {{ source('landing', 'statement') }} as statement
left join mentions using (statement_id)
left join lines using (statement_id)
order by statement.edition_id, statement.ordinal
