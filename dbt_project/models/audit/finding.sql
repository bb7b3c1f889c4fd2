-- What fails, one row each: numbers that their identities contradict, statements, renditions that disagree, charts that
-- name another source, parts that are declared to add up and do not. (The table of a statement is the one
-- that all numbers are of that it was held against.)
with stated as (
    select
        checks.document_id,
        if(count(distinct numbers.table_id) = 1, min(numbers.table_id), null) as table_id,
        if(starts_with(checks.explanation, 'It follows from the rounded figures'), 'follows_from_rounded', 'statement')
            as kind,
        if(starts_with(checks.explanation, 'It follows from the rounded figures'), 'note', 'error') as severity,
        checks.printed,
        coalesce(
            matches.expected,
            round(checks.computed, 1) || if(checks.relation in ('share', 'change_percent'), '%', '')
        ) as expected,
        concat_ws(' ', checks.sentence, checks.explanation) as explanation,
        checks.checked_against as observation_ids,
        [checks.statement_id] as statement_ids
    from {{ ref('statement_check') }} as checks
    inner join {{ ref('int_statement_match') }} as matches
        on checks.statement_id = matches.statement_id and checks.mention = matches.mention
    left join {{ ref('int_observation') }} as numbers
        on list_contains(checks.checked_against, numbers.observation_id)
    where checks.verdict = 'inconsistent'
    group by all
),

renditions as (
    select
        document_id,
        table_id,
        'rendition' as kind,
        'error' as severity,
        printed,
        other_printed as expected,
        rendition || ' prints ' || printed || ', ' || other_rendition || ' prints ' || other_printed as explanation,
        [observation_id, other_observation_id] as observation_ids
    from {{ ref('rendition_check') }}
    where finding = 'differ'
),

-- Two prints of one quantity: neither is known to be the wrong one.
told_twice as (
    select
        document_id,
        'disagreement' as kind,
        'error' as severity,
        printed,
        other_printed as expected,
        explanation,
        observation_ids
    from {{ ref('disagreement') }}
    where not agrees
),

-- Where no total is declared that an identity would try.
not_adding as (
    select
        checks.document_id,
        checks.table_id,
        'additivity' as kind,
        'error' as severity,
        checks.printed,
        {{ plain_number('checks.parts_sum') }} as expected,
        checks.explanation,
        list_prepend(checks.observation_id, checks.part_observation_ids) as observation_ids
    from {{ ref('additivity_check') }} as checks
    anti join {{ ref('identity') }} as identities
        on
            checks.observation_id = identities.observation_id
            and identities.kind in ('part_sum', 'group_sum', 'hundred_sum')
    where checks.is_declared_additive and checks.finding = 'overlapping'
),

found as (
    select * exclude (number_id) from {{ ref('number_at_fault') }}
    union all by name
    select * from stated
    union all by name
    select * from renditions
    union all by name
    select * from told_twice
    union all by name
    select * from not_adding
    union all by name
    select * from {{ ref('int_chart_source') }}
)

-- With what the publication file says of a slip that a person has seen in the print.
select
    md5(concat_ws('|', kind, found.document_id, table_id, found.printed, explanation)) as finding_id,
    severity,
    found.document_id,
    table_id,
    kind,
    found.printed,
    expected,
    explanation,
    observation_ids,
    coalesce(statement_ids, []) as statement_ids,
    smallest_correction,
    min(known.note) as acknowledged_note
from found
left join {{ ref('stg_acknowledged') }} as known
    on
        found.document_id = known.document_id and found.printed = known.printed
        and contains({{ label_key('explanation') }}, known.place_key)
group by all
order by severity, document_id, kind, finding_id
