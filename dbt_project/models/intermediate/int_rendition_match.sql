-- Every number of an edition beside the same number in the other renditions of its release. Labels are compared without
-- regard to case, spaces and kinds of dash; printed characters are compared as they are.
with editions as (
    select * from {{ ref('stg_edition') }}
),

pairs as (
    select
        one.document_id,
        one.release,
        one.edition_id as edition_id,
        one.rendition as rendition,
        other.edition_id as other_edition_id,
        other.rendition as other_rendition
    from editions as one
    inner join editions as other
        on
            one.document_id = other.document_id
            and one.release = other.release
            and one.rendition < other.rendition
),

cells as (
    select
        observation_id,
        edition_id,
        table_id,
        row_path,
        column_path,
        printed,
        list_transform(row_path, lambda label: {{ fold_label('label') }}) as folded_row,
        list_transform(column_path, lambda label: {{ fold_label('label') }}) as folded_column
    from {{ ref('stg_cell') }}
),

ones as (
    select pairs.*, cells.* exclude (edition_id)
    from pairs
    inner join cells on pairs.edition_id = cells.edition_id
),

others as (
    select pairs.*, cells.* exclude (edition_id)
    from pairs
    inner join cells on pairs.other_edition_id = cells.edition_id
)

select
    coalesce(ones.document_id, others.document_id) as document_id,
    coalesce(ones.release, others.release) as release,
    coalesce(ones.table_id, others.table_id) as table_id,
    coalesce(ones.row_path, others.row_path) as row_path,
    coalesce(ones.column_path, others.column_path) as column_path,
    coalesce(ones.edition_id, others.edition_id) as edition_id,
    coalesce(ones.rendition, others.rendition) as rendition,
    ones.observation_id,
    ones.printed,
    coalesce(ones.other_edition_id, others.other_edition_id) as other_edition_id,
    coalesce(ones.other_rendition, others.other_rendition) as other_rendition,
    others.observation_id as other_observation_id,
    others.printed as other_printed,
    case
        when ones.observation_id is null then 'only_in_other'
        when others.observation_id is null then 'only_in_one'
        when ones.printed = others.printed then 'agree'
        else 'differ'
    end as finding
from ones
full outer join others
    on
        ones.edition_id = others.edition_id
        and ones.other_edition_id = others.other_edition_id
        and ones.table_id = others.table_id
        and ones.folded_row = others.folded_row
        and ones.folded_column = others.folded_column
order by document_id, release, table_id, row_path, column_path, edition_id, other_edition_id
