-- Every release of every publication side by side. Of one release the rendition that would be published is taken; a
-- cell is the same in two releases where its printed labels are, years included.
with releases as (
    select
        edition_id,
        document_id,
        release,
        lead(release) over (partition by document_id order by release) as superseded_on,
        lag(edition_id) over (partition by document_id order by release) as earlier_edition_id
    from (
        select * from {{ ref('stg_edition') }}
        qualify row_number() over (partition by document_id, release order by not is_published, rendition) = 1
    )
),

cells as (
    select
        observations.*,
        releases.release,
        releases.superseded_on,
        releases.earlier_edition_id,
        list_transform(observations.row_path, lambda label: {{ fold_label('label') }}) as folded_row,
        list_transform(observations.column_path, lambda label: {{ fold_label('label') }}) as folded_column
    from {{ ref('stg_observation') }} as observations
    inner join releases on observations.edition_id = releases.edition_id
)

select
    cells.observation_id,
    cells.document_id,
    cells.edition_id,
    cells.release,
    cells.superseded_on,
    cells.superseded_on is null as is_current,
    cells.table_id,
    cells.row_path,
    cells.column_path,
    cells.printed,
    cells.value,
    cells.value_low,
    cells.value_high,
    cells.unit,
    cells.statistic,
    cells.measure_id,
    cells.stage_id,
    cells.unit_of_count_id,
    cells.counting_rule_id,
    cells.source_system_id,
    cells.offense_type_id,
    cells.category_id,
    cells.agency_id,
    cells.period_start,
    cells.period_end,
    cells.period_type,
    cells.additivity_id,
    earlier.observation_id as earlier_observation_id,
    earlier.printed as earlier_printed,
    coalesce(earlier.printed <> cells.printed, false) as is_revised,
    cells.page
from cells
left join cells as earlier
    on
        cells.earlier_edition_id = earlier.edition_id
        and cells.table_id = earlier.table_id
        and cells.folded_row = earlier.folded_row
        and cells.folded_column = earlier.folded_column
order by cells.document_id, cells.release, cells.table_id, cells.row_start, cells.col_start
