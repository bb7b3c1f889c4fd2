-- Every number that a published edition states in running text, with the arithmetic that was tried on it.
select
    md5(concat_ws('|', matches.statement_id, matches.mention)) as check_id,
    matches.statement_id,
    matches.mention,
    statements.document_id,
    matches.edition_id,
    statements.text as sentence,
    matches.printed,
    matches.value,
    matches.unit,
    matches.relation,
    matches.verdict,
    matches.checked_against,
    matches.computed,
    matches.explanation,
    statements.page
from {{ ref('int_statement_match') }} as matches
inner join {{ ref('stg_statement') }} as statements on matches.statement_id = statements.statement_id
inner join {{ ref('stg_edition') }} as editions on matches.edition_id = editions.edition_id
where editions.is_published
order by statements.document_id, statements.ordinal, matches.mention
