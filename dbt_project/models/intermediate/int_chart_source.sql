{{ config(materialized='ephemeral') }}
-- A chart draws the measure of a table, but its source line names another system than the table's does. What a system
-- is called in print is taken from the source lines of the tables that come from it, else from its label.
with published as (
    select observations.*
    from {{ ref('stg_observation') }} as observations
    inner join {{ ref('stg_edition') }} as editions
        on observations.edition_id = editions.edition_id and editions.is_published
),

sources as (
    select
        published.edition_id,
        published.source_system_id,
        published.table_id,
        rtrim(min(notes.text), '. ') as printed
    from published
    inner join {{ ref('stg_note') }} as notes
        on published.edition_id = notes.edition_id and published.table_id = notes.table_id and notes.kind = 'source'
    group by published.edition_id, published.source_system_id, published.table_id
),

elsewhere as (
    select
        edition_id,
        source_system_id,
        min(printed) as printed
    from sources
    group by edition_id, source_system_id
)

select
    definitions.document_id,
    published.table_id,
    'source_named' as kind,
    'error' as severity,
    coalesce(elsewhere.printed, named.label) as printed,
    coalesce(sources.printed, systems.label) as expected,
    concat_ws(
        '', 'The chart ', definitions.chart_id, ', “', definitions.printed_words, '”, draws what ', published.table_id,
        ' counts, from ', systems.label, ', but names ', named.label, ' as its source'
    ) as explanation,
    list(published.observation_id order by published.observation_id) as observation_ids
from {{ ref('stg_definition') }} as definitions
inner join published
    on
        definitions.edition_id = published.edition_id
        and definitions.measure_id = published.measure_id
        and definitions.source_system_id <> published.source_system_id
inner join {{ ref('seed_source_system') }} as systems
    on published.source_system_id = systems.source_system_id
inner join {{ ref('seed_source_system') }} as named
    on definitions.source_system_id = named.source_system_id
left join sources
    on
        published.edition_id = sources.edition_id
        and published.table_id = sources.table_id
        and published.source_system_id = sources.source_system_id
left join elsewhere
    on
        definitions.edition_id = elsewhere.edition_id
        and definitions.source_system_id = elsewhere.source_system_id
where definitions.chart_id is not null
group by all
order by definitions.document_id, published.table_id, printed, explanation
