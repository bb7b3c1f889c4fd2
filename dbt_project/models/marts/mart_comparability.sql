-- What may be set side by side, by rule from the definitions: the worst relation of any attribute decides. Other years
-- alone change nothing; what no definition settles is marked for a person to judge.
with verdicts as (
    select
        series_id,
        other_series_id,
        case
            when bool_or(relation = 'not_comparable') then 'not_comparable'
            when bool_or(relation in ('overlapping', 'unknown')) then 'overlapping'
            when bool_or(relation = 'broader') and bool_or(relation = 'narrower') then 'overlapping'
            when bool_or(relation = 'broader') then 'broader'
            when bool_or(relation = 'narrower') then 'narrower'
            else 'same'
        end as verdict,
        coalesce(list(attribute order by attribute_order) filter (where relation <> 'same'), [])
            as attributes_that_differ,
        string_agg(
            format('{}: {} against {}', replace(attribute, '_', ' '), first_told, second_told), '; '
            order by attribute_order
        ) filter (where relation <> 'same') as differences,
        bool_or(relation = 'unknown') as needs_judgement
    from {{ ref('int_comparison') }}
    group by series_id, other_series_id
)

select
    verdicts.series_id,
    verdicts.other_series_id,
    one.concept,
    one.statistic,
    one.category_id,
    one.publisher,
    one.document_id,
    one.place,
    one.printed_as,
    one.measure_id,
    one.offense_type_id,
    one.periods,
    other.publisher as other_publisher,
    other.document_id as other_document_id,
    other.place as other_place,
    other.printed_as as other_printed_as,
    other.measure_id as other_measure_id,
    other.offense_type_id as other_offense_type_id,
    other.periods as other_periods,
    verdicts.verdict,
    verdicts.attributes_that_differ,
    case verdicts.verdict
        when 'same' then 'Both are defined alike and may be set side by side'
        when 'broader' then 'The first takes in more than the second'
        when 'narrower' then 'The first takes in less than the second'
        when 'overlapping' then 'Each may hold what the other leaves out; neither is a check on the other'
        when 'not_comparable' then 'These are not figures of the same thing and must not be set side by side'
    end || coalesce(' (' || verdicts.differences || ').', '.') as explanation,
    verdicts.needs_judgement,
    case
        when verdicts.needs_judgement then
            'The publishers do not define what they count in the same terms, or not at all: a person must judge it.'
    end as judgement,
    one.figure_ids,
    other.figure_ids as other_figure_ids,
    one.definition_ids,
    other.definition_ids as other_definition_ids
from verdicts
inner join {{ ref('int_series') }} as one on verdicts.series_id = one.series_id
inner join {{ ref('int_series') }} as other on verdicts.other_series_id = other.series_id
order by
    one.concept, one.document_id, one.place, other.document_id, other.place, verdicts.series_id,
    verdicts.other_series_id
