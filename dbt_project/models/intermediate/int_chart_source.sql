-- A chart draws the measure of a table, but its source line names another system than the table's does.
select
    definitions.document_id,
    observations.table_id,
    'source_named' as kind,
    'error' as severity,
    definitions.printed_words as printed,
    systems.label as expected,
    concat_ws(
        '', 'The chart “', definitions.chart_id, '” draws what ', observations.table_id, ' counts, from ',
        systems.label, ', but names ', named.label, ' as its source'
    ) as explanation,
    list(observations.observation_id order by observations.observation_id) as observation_ids,
    []::varchar[] as statement_ids,
    null::varchar as smallest_correction
from {{ ref('stg_definition') }} as definitions
inner join {{ ref('stg_observation') }} as observations
    on
        definitions.document_id = observations.document_id
        and definitions.measure_id = observations.measure_id
        and definitions.source_system_id <> observations.source_system_id
inner join {{ ref('stg_edition') }} as editions
    on observations.edition_id = editions.edition_id and editions.is_published
inner join {{ ref('seed_source_system') }} as systems
    on observations.source_system_id = systems.source_system_id
inner join {{ ref('seed_source_system') }} as named
    on definitions.source_system_id = named.source_system_id
where definitions.chart_id is not null and definitions.edition_id = observations.edition_id
group by all
order by definitions.document_id, observations.table_id, printed, explanation
