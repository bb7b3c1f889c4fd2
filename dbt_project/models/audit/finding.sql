-- What fails, one row each: identities, statements, renditions that disagree, charts that name another source.
with failed as (
    select
        identities.document_id,
        identities.table_id,
        identities.kind,
        if(identities.is_strict, 'error', 'warning') as severity,
        identities.printed,
        if(identities.is_strict, round(identities.expected_value, cells.decimals)::varchar, identities.arithmetic)
            as expected,
        concat_ws(
            '', array_to_string(cells.row_path, ' / '), '; ', array_to_string(cells.column_path, ' / '), ' prints ',
            identities.printed, ', but ', identities.arithmetic,
            if(identities.is_strict, ' = ' || round(identities.expected_value, 3), ' is expected')
        ) as explanation,
        list_prepend(identities.observation_id, identities.other_observation_ids) as observation_ids,
        []::varchar[] as statement_ids,
        corrections.told as smallest_correction
    from {{ ref('identity') }} as identities
    inner join {{ ref('stg_cell') }} as cells on identities.observation_id = cells.observation_id
    left join {{ ref('int_correction') }} as corrections
        on
            identities.observation_id = corrections.observation_id
            and identities.kind = corrections.kind
            and identities.arithmetic = corrections.arithmetic
            and corrections.place = 1
    where not identities.holds
),

stated as (
    select
        checks.document_id,
        null as table_id,
        'statement' as kind,
        if(starts_with(checks.explanation, 'It follows from the rounded figures'), 'note', 'error') as severity,
        checks.printed,
        coalesce(
            matches.expected,
            round(checks.computed, 1) || if(checks.relation in ('share', 'change_percent'), '%', '')
        ) as expected,
        concat_ws(' ', checks.sentence, checks.explanation) as explanation,
        checks.checked_against as observation_ids,
        [checks.statement_id] as statement_ids,
        null as smallest_correction
    from {{ ref('statement_check') }} as checks
    inner join {{ ref('int_statement_match') }} as matches
        on checks.statement_id = matches.statement_id and checks.mention = matches.mention
    where checks.verdict = 'inconsistent'
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
        [observation_id, other_observation_id] as observation_ids,
        []::varchar[] as statement_ids,
        null as smallest_correction
    from {{ ref('rendition_check') }}
    where finding = 'differ'
),

-- Two prints of one quantity: neither is known to be the wrong one.
told_twice as (
    select
        document_id,
        null as table_id,
        'disagreement' as kind,
        'error' as severity,
        printed,
        other_printed as expected,
        explanation,
        observation_ids,
        []::varchar[] as statement_ids,
        null as smallest_correction
    from {{ ref('disagreement') }}
    where not agrees
),

found as (
    select * from failed
    union all
    select * from stated
    union all
    select * from renditions
    union all
    select * from told_twice
    union all
    select * from {{ ref('int_chart_source') }}
)

select
    md5(concat_ws('|', kind, document_id, table_id, printed, explanation)) as finding_id,
    severity,
    document_id,
    table_id,
    kind,
    printed,
    expected,
    explanation,
    observation_ids,
    statement_ids,
    smallest_correction
from found
order by severity, document_id, kind, finding_id
