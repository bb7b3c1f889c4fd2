-- What the shares and changes of a table are taken of, as a definition: the counts that the publication file names as
-- their denominators, with their printed labels and the place of their numbers.
with taken as (
    select
        ratios.document_id,
        ratios.edition_id,
        ratios.table_id,
        ratios.statistic,
        ratios.stage_id,
        bases.category_id,
        bases.table_id as base_table_id,
        array_to_string(bases.row_path, ' / ') as base_label,
        bases.row_start,
        bases.page,
        bases.x0,
        bases.top,
        bases.x1,
        bases.bottom
    from {{ ref('int_observation') }} as ratios
    inner join {{ ref('int_observation') }} as bases on ratios.denominator_observation_id = bases.observation_id
),

labels as (
    select
        document_id,
        table_id,
        statistic,
        category_id,
        base_table_id,
        base_label,
        min(row_start) as row_start
    from taken
    group by all
),

told as (
    select
        document_id,
        table_id,
        statistic,
        category_id,
        string_agg(base_label, '; ' order by base_table_id, row_start) as base_labels,
        string_agg(distinct base_table_id, ', ' order by base_table_id) as base_tables
    from labels
    group by all
),

-- The numbers may stand on two pages: the place is that on the first.
first_pages as (
    select document_id, table_id, statistic, category_id, min(page) as page
    from taken
    group by all
),

places as (
    select
        taken.document_id,
        taken.edition_id,
        taken.table_id,
        taken.statistic,
        taken.category_id,
        list(distinct taken.stage_id order by taken.stage_id) as stage_ids,
        taken.page,
        min(taken.x0) as x0,
        min(taken.top) as top,
        max(taken.x1) as x1,
        max(taken.bottom) as bottom
    from taken
    inner join first_pages using (document_id, table_id, statistic, category_id, page)
    group by all
)

select
    concat_ws('_', places.document_id || '/denominator', places.table_id, places.statistic, places.category_id)
        as definition_id,
    places.document_id,
    places.edition_id,
    places.stage_ids,
    [places.table_id] as table_ids,
    format(
        'Each {} the count printed at “{}” in {}',
        format(
            case when places.statistic = 'share' then 'share in {} is of' else 'change in {} is from' end,
            places.table_id
        ),
        told.base_labels, told.base_tables
    ) as definition,
    told.base_labels as printed_words,
    places.page,
    places.x0,
    places.top,
    places.x1,
    places.bottom
from places
inner join told using (document_id, table_id, statistic, category_id)
order by definition_id
