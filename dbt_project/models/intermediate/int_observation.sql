-- The numbers of the published editions, with what they are taken of, what confirms them and the notes that they carry.
with published as (
    select observations.*, editions.release
    from {{ ref('stg_observation') }} as observations
    inner join {{ ref('stg_edition') }} as editions on observations.edition_id = editions.edition_id
    where editions.is_published
),

denominators as (
    select observation_id, denominator_observation_id from {{ ref('int_denominator') }}
),

-- A reading confirms the reading of the other rendition, whichever of the two is published.
confirmed as (
    select observation_id, other_rendition as rendition
    from {{ ref('int_rendition_match') }}
    where finding = 'agree'
    union all
    select other_observation_id as observation_id, rendition
    from {{ ref('int_rendition_match') }}
    where finding = 'agree'
),

confirmations as (
    select observation_id, list(rendition order by rendition) as confirmed_by
    from confirmed
    group by observation_id
),

footnotes as (
    select published.observation_id, list(notes.note_id order by notes.note_id) as footnote_ids
    from published
    inner join {{ ref('stg_note') }} as notes
        on
            published.edition_id = notes.edition_id
            and published.table_id = notes.table_id
            and notes.kind = 'footnote'
            and list_contains(published.markers, notes.marker)
    group by published.observation_id
),

remarks as (
    select
        edition_id,
        table_id,
        page,
        text as printed,
        string_agg(distinct kind, ', ' order by kind) as remark
    from {{ ref('stg_remark') }}
    where kind = 'value_without_label'
    group by edition_id, table_id, page, text
)

select
    published.*,
    denominators.denominator_observation_id,
    coalesce(footnotes.footnote_ids, []) as footnote_ids,
    coalesce(confirmations.confirmed_by, []) as confirmed_by,
    case when published.row_path[-1] = '' then remarks.remark end as remark,
    coalesce(wholes.has_parts, false) as has_parts,
    coalesce(wholes.part_of, []) as part_of
from published
left join denominators on published.observation_id = denominators.observation_id
left join confirmations on published.observation_id = confirmations.observation_id
left join footnotes on published.observation_id = footnotes.observation_id
left join {{ ref('int_whole') }} as wholes on published.observation_id = wholes.observation_id
left join remarks
    on
        published.edition_id = remarks.edition_id
        and published.table_id = remarks.table_id
        and published.page = remarks.page
        and published.printed = remarks.printed
order by published.document_id, published.table_id, published.row_start, published.col_start
