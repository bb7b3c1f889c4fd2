-- One row for every number that prose, a heading, a highlight, a call-out or a note of a published edition states.
with tied as (
    select
        matches.statement_id,
        matches.mention,
        min(observations.offense_type_id) as offense_type_id,
        count(distinct observations.offense_type_id) as offense_types,
        min(observations.period_start) as period_start,
        max(observations.period_end) as period_end,
        string_agg(distinct observations.measure_id, ', ' order by observations.measure_id) as measure_text
    from {{ ref('int_statement_match') }} as matches
    inner join {{ ref('stg_observation') }} as observations
        on list_contains(matches.checked_against, observations.observation_id)
    group by matches.statement_id, matches.mention
),

-- What the words around a number name where it is tied to no cell: the offense type, if they name one alone.
named as (
    select
        matches.statement_id,
        matches.mention,
        min(observations.offense_type_id) as offense_type_id
    from {{ ref('int_statement_match') }} as matches
    inner join {{ ref('stg_observation') }} as observations
        on list_contains(matches.speaks_of, observations.observation_id)
    where observations.offense_type_id not in ('all', 'not_applicable')
    group by matches.statement_id, matches.mention
    having count(distinct observations.offense_type_id) = 1
)

select
    md5(concat_ws('|', matches.statement_id, matches.mention)) as stated_number_id,
    matches.statement_id,
    matches.mention,
    statements.document_id,
    matches.edition_id,
    case
        when contains(lower(coalesce(statements.section, '')), 'methodology') then 'methodology'
        when statements.kind = 'sentence' then 'paragraph'
        when statements.kind = 'highlight' then 'highlights'
        when statements.kind = 'caption' then 'figure'
        else statements.kind
    end as location,
    statements.text as sentence,
    matches.printed,
    matches.value,
    matches.unit,
    matches.relation,
    tied.measure_text,
    case
        when len(matches.checked_against) = 0 then named.offense_type_id
        when tied.offense_types = 1 then tied.offense_type_id
    end as offense_type_id,
    coalesce(tied.period_start, matches.first_year) as period_start,
    coalesce(tied.period_end, matches.last_year) as period_end,
    statements.page,
    statements.x0,
    statements.top,
    statements.x1,
    statements.bottom,
    matches.verdict,
    matches.checked_against,
    matches.computed,
    matches.explanation,
    len(matches.checked_against) = 0 and matches.value is not null and regexp_matches(matches.printed, '[0-9]')
        as is_prose_fact
from {{ ref('int_statement_match') }} as matches
inner join {{ ref('stg_statement') }} as statements on matches.statement_id = statements.statement_id
inner join {{ ref('stg_edition') }} as editions on matches.edition_id = editions.edition_id
left join tied on matches.statement_id = tied.statement_id and matches.mention = tied.mention
left join named on matches.statement_id = named.statement_id and matches.mention = named.mention
where editions.is_published
order by statements.document_id, statements.ordinal, matches.mention
