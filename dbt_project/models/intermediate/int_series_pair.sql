-- Pairs of series that a reader would set side by side: of one concept and category, in two places, of offense types
-- that are the same or hold one another; and of types that are parts of one narrower type, in one place too.
with recursive above as (
    select offense_type_id, offense_type_id as ancestor_id from {{ ref('seed_offense_type') }}
    union all
    select above.offense_type_id, types.parent_id as ancestor_id
    from above
    inner join {{ ref('seed_offense_type') }} as types on above.ancestor_id = types.offense_type_id
    where types.parent_id is not null
),

-- Types that hold neither one another nor anything in common, but are parts of one type that is itself a part.
apart as (
    select distinct one.offense_type_id, other.offense_type_id as other_offense_type_id
    from above as one
    inner join above as other on one.ancestor_id = other.ancestor_id
    inner join {{ ref('seed_offense_type') }} as types
        on one.ancestor_id = types.offense_type_id and types.parent_id is not null
    anti join above as ups
        on one.offense_type_id = ups.offense_type_id and other.offense_type_id = ups.ancestor_id
    anti join above as downs
        on other.offense_type_id = downs.offense_type_id and one.offense_type_id = downs.ancestor_id
),

-- The 100 percent of a total says nothing that could be compared.
series as (
    select
        series.*,
        types.sort_order,
        list(series.statistic) over (
            partition by series.document_id, series.concept, series.category_id, series.offense_type_id
        ) as statistics
    from {{ ref('int_series') }} as series
    left join {{ ref('seed_agency') }} as agencies on series.agency_id = agencies.agency_id
    left join {{ ref('seed_offense_type') }} as types on series.offense_type_id = types.offense_type_id
    where agencies.parent_id is null and not series.is_of_itself
),

pairs as (
    select
        one.series_id,
        other.series_id as other_series_id,
        case
            when one.offense_type_id = other.offense_type_id then 'same'
            when ups.ancestor_id is not null then 'narrower'
            when downs.ancestor_id is not null then 'broader'
            else 'not_comparable'
        end as offense_relation,
        one.periods,
        other.periods as other_periods
    from series as one
    inner join series as other
        on
            one.concept = other.concept
            and one.category_id = other.category_id
            and (one.document_id, one.place, one.sort_order, one.series_id)
            < (other.document_id, other.place, other.sort_order, other.series_id)
    left join above as ups on one.offense_type_id = ups.offense_type_id and other.offense_type_id = ups.ancestor_id
    left join above as downs
        on other.offense_type_id = downs.offense_type_id and one.offense_type_id = downs.ancestor_id
    left join apart
        on one.offense_type_id = apart.offense_type_id and other.offense_type_id = apart.other_offense_type_id
    where
        one.statistic = other.statistic and (
            one.offense_type_id = other.offense_type_id
            and (one.document_id, one.place) <> (other.document_id, other.place)
            -- Within one publication only equal types: the parts of its own totals are no second opinion.
            or one.document_id <> other.document_id and coalesce(ups.ancestor_id, downs.ancestor_id) is not null
            or apart.offense_type_id is not null and one.measure_id = other.measure_id and one.place = other.place
            and one.document_id = other.document_id
            or apart.offense_type_id is not null and one.document_id <> other.document_id
        )
        -- Where two publications print the same in no statistic alike, those that they print.
        or one.document_id <> other.document_id
        and one.offense_type_id = other.offense_type_id
        and not list_has_any(one.statistics, other.statistics)
),

spans as (
    select
        pairs.series_id,
        pairs.other_series_id,
        pairs.offense_relation,
        spans.period.first as start_year,
        spans.period.last as end_year,
        other_spans.period.first as other_start,
        other_spans.period.last as other_end
    from pairs
    cross join unnest(pairs.periods) as spans (period)
    cross join unnest(pairs.other_periods) as other_spans (period)
)

-- The nearest of all their periods tells how the years stand to one another.
select
    series_id,
    other_series_id,
    offense_relation,
    case
        when bool_or(start_year = other_start and end_year = other_end) then 'same'
        when bool_or(start_year <= other_start and end_year >= other_end) then 'broader'
        when bool_or(other_start <= start_year and other_end >= end_year) then 'narrower'
        when bool_or(other_start <= end_year and other_end >= start_year) then 'overlapping'
        else 'other_years'
    end as period_relation
from spans
group by series_id, other_series_id, offense_relation
order by series_id, other_series_id
