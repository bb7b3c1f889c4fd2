-- What a footnote says is missing concerns only the numbers that carry its marker.
with marked as (
    select
        definitions.edition_id,
        list(struct_pack(
            definition_id := definitions.definition_id, said := definitions.definition, note_id := notes.note_id
        ) order by definitions.definition_id, notes.note_id) as definitions
    from {{ ref('stg_definition') }} as definitions
    inner join {{ ref('stg_note') }} as notes
        on
            definitions.edition_id = notes.edition_id
            and list_contains(definitions.table_ids, notes.table_id)
            and notes.kind = 'footnote'
            and contains({{ fold_label('notes.text') }}, {{ fold_label('definitions.printed_words') }})
    where definitions.kind = 'missingness'
    group by definitions.edition_id
),

elsewhere as (
    select
        observations.observation_id,
        list_filter(
            marked.definitions, lambda one: not list_contains(observations.footnote_ids, one['note_id'])
        ) as definitions
    from {{ ref('int_observation') }} as observations
    inner join marked on observations.edition_id = marked.edition_id
),

-- Nothing is taken away where no footnote speaks of missing data.
not_here as (
    select
        observation_id,
        list_transform(definitions, lambda one: one['said']) as said,
        list_transform(definitions, lambda one: one['definition_id']) as definition_ids
    from elsewhere
)

select
    observations.observation_id,
    observations.document_id,
    observations.edition_id,
    observations.table_id,
    observations.row_path,
    observations.column_path,
    observations.printed,
    observations.value,
    observations.value_low,
    observations.value_high,
    observations.unit,
    observations.decimals,
    observations.statistic,
    observations.measure_id,
    observations.stage_id,
    observations.unit_of_count_id,
    observations.counting_rule_id,
    observations.source_system_id,
    observations.offense_type_id,
    observations.category_id,
    observations.agency_id,
    observations.period_start,
    observations.period_end,
    observations.period_type,
    observations.denominator_observation_id,
    observations.additivity_id,
    observations.obs_status,
    observations.footnote_ids,
    observations.page,
    observations.x0,
    observations.top,
    observations.x1,
    observations.bottom,
    observations.confirmed_by,
    observations.row_start as row_order,
    observations.col_start as column_order,
    observations.release as edition_release,
    observations.remark,
    observations.has_parts,
    observations.part_of,
    -- Shares and other ratios are never added, whatever the axis.
    case when observations.statistic = 'count' then coalesce(additivity.sums_over, []) else [] end as sums_over,
    additivity.description as additivity_reason,
    categories.category_type,
    list_filter(
        list_concat(coalesce(series.left_out, []), coalesce(series.limits, [])),
        lambda said: not list_contains(coalesce(not_here.said, []), said)
    ) as limits,
    list_filter(
        coalesce(series.definition_ids, []),
        lambda id: not list_contains(coalesce(not_here.definition_ids, []), id)
    ) as definition_ids
from {{ ref('int_observation') }} as observations
left join {{ ref('dim_additivity') }} as additivity on observations.additivity_id = additivity.additivity_id
left join {{ ref('dim_category') }} as categories on observations.category_id = categories.category_id
left join {{ ref('int_figure') }} as figures on observations.observation_id = figures.figure_id
left join {{ ref('int_series') }} as series on figures.series_id = series.series_id
left join not_here on observations.observation_id = not_here.observation_id
order by observations.document_id, observations.table_id, observations.row_start, observations.col_start
