-- Numbers that stand in running text and in no table: facts of their own, with what their words say of them.
select
    stated_number_id as observation_id,
    'prose' as kind,
    statement_id,
    document_id,
    edition_id,
    location,
    sentence,
    printed,
    value,
    unit,
    relation,
    offense_type_id,
    period_start,
    period_end,
    contains(sentence, '(not shown)') as is_not_shown,
    page,
    x0,
    top,
    x1,
    bottom
from {{ ref('fct_statement') }}
where is_prose_fact
order by document_id, page, statement_id, mention
