-- Pairs of series that a reader would set side by side: of one concept, statistic and category, and of offense types
-- that are the same or hold one another, in two places.
with recursive above as (
    select offense_type_id, offense_type_id as ancestor_id from {{ ref('seed_offense_type') }}
    union all
    select above.offense_type_id, types.parent_id as ancestor_id
    from above
    inner join {{ ref('seed_offense_type') }} as types on above.ancestor_id = types.offense_type_id
    where types.parent_id is not null
),

series as (
    select series.*
    from {{ ref('int_series') }} as series
    left join {{ ref('seed_agency') }} as agencies on series.agency_id = agencies.agency_id
    where agencies.parent_id is null
),

pairs as (
    select
        one.series_id,
        other.series_id as other_series_id,
        case
            when one.offense_type_id = other.offense_type_id then 'same'
            when ups.ancestor_id is not null then 'narrower'
            else 'broader'
        end as offense_relation,
        one.periods,
        other.periods as other_periods
    from series as one
    inner join series as other
        on
            one.concept = other.concept
            and one.statistic = other.statistic
            and one.category_id = other.category_id
            and (one.document_id, one.place, one.series_id) < (other.document_id, other.place, other.series_id)
            and (one.document_id, one.place) <> (other.document_id, other.place)
    left join above as ups on one.offense_type_id = ups.offense_type_id and other.offense_type_id = ups.ancestor_id
    left join above as downs
        on other.offense_type_id = downs.offense_type_id and one.offense_type_id = downs.ancestor_id
    where
        one.offense_type_id = other.offense_type_id
        -- Within one publication only equal types: the parts of its own totals are no second opinion.
        or one.document_id <> other.document_id and coalesce(ups.ancestor_id, downs.ancestor_id) is not null
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
