-- Pairs of series that a reader would set side by side: of one concept, statistic, category and of offense types that are
-- the same or hold one another, in two places.
with recursive above as (
    select offense_type_id, offense_type_id as ancestor_id from {{ ref('seed_offense_type') }}
    union all
    select above.offense_type_id, types.parent_id as ancestor_id
    from above
    inner join {{ ref('seed_offense_type') }} as types on above.ancestor_id = types.offense_type_id
    where types.parent_id is not null
),

series as (
    select * from {{ ref('int_series') }}
    where agency_id is null or agency_id in (select agency_id from {{ ref('seed_agency') }} where parent_id is null)
)

select
    one.series_id as series_id,
    other.series_id as other_series_id,
    case
        when one.offense_type_id = other.offense_type_id then 'same'
        when ups.ancestor_id is not null then 'narrower'
        else 'broader'
    end as offense_relation,
    case
        when len(list_filter(one.periods, lambda p: list_contains(other.periods, p))) > 0 then 'same'
        when len(list_filter(one.periods, lambda p: len(list_filter(other.periods,
            lambda q: p['first'] <= q['first'] and p['last'] >= q['last'])) > 0)) > 0 then 'broader'
        when len(list_filter(one.periods, lambda p: len(list_filter(other.periods,
            lambda q: q['first'] <= p['first'] and q['last'] >= p['last'])) > 0)) > 0 then 'narrower'
        when len(list_filter(one.periods, lambda p: len(list_filter(other.periods,
            lambda q: q['first'] <= p['last'] and q['last'] >= p['first'])) > 0)) > 0 then 'overlapping'
        else 'other_years'
    end as period_relation
from series as one
inner join series as other
    on
        one.concept = other.concept
        and one.statistic = other.statistic
        and one.category_id = other.category_id
        and (one.document_id, one.place, one.series_id) < (other.document_id, other.place, other.series_id)
        and (one.document_id, one.place) <> (other.document_id, other.place)
left join above as ups on one.offense_type_id = ups.offense_type_id and other.offense_type_id = ups.ancestor_id
left join above as downs on other.offense_type_id = downs.offense_type_id and one.offense_type_id = downs.ancestor_id
where
    one.offense_type_id = other.offense_type_id
    -- Within one publication only equal types: the parts of its own totals are no second opinion.
    or one.document_id <> other.document_id and coalesce(ups.ancestor_id, downs.ancestor_id) is not null
order by series_id, other_series_id
