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
            format('{} ({} against {})', replace(attribute, '_', ' '), first_told, second_told), '; '
            order by attribute_order
        ) filter (where relation <> 'same') as differences,
        list(attribute) filter (where relation = 'not_comparable') as apart_in,
        bool_or(relation = 'unknown') as needs_judgement
    from {{ ref('int_comparison') }}
    group by series_id, other_series_id
),

series as (
    select *, publisher || ' (' || replace(place, '_', ' ') || ')' as named
    from {{ ref('int_series') }}
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
    other.statistic as other_statistic,
    other.measure_id as other_measure_id,
    other.offense_type_id as other_offense_type_id,
    other.periods as other_periods,
    verdicts.verdict,
    verdicts.attributes_that_differ,
    format(case
        when verdicts.verdict = 'same' then '{0} and {1} are defined alike and may be set side by side'
        when verdicts.verdict = 'broader' then '{0} takes in more than {1}'
        when verdicts.verdict = 'narrower' then '{0} takes in less than {1}'
        when verdicts.verdict = 'overlapping'
            then '{0} and {1} may each hold what the other leaves out: neither checks or continues the other'
        when list_contains(verdicts.apart_in, 'stage')
            then
                '{0} and {1} count at two stages of a case: neither stands for the other, and one divided by the '
                || 'other is no share of the same persons'
        when list_contains(verdicts.apart_in, 'unit_of_count')
            then '{0} and {1} count two kinds of unit: neither stands for the other'
        when list_contains(verdicts.apart_in, 'statistic')
            then '{0} and {1} are two kinds of number: neither can be read as the other'
        when one.named = other.named
            then 'Two figures of {0} are of offense types that exclude each other: neither stands for the other'
        else '{0} and {1} are of two offense types that exclude each other: neither stands for the other'
    end, one.named, other.named)
    || coalesce('. They differ in ' || verdicts.differences || '.', '.') as explanation,
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
inner join series as one on verdicts.series_id = one.series_id
inner join series as other on verdicts.other_series_id = other.series_id
order by
    one.concept, one.document_id, one.place, other.document_id, other.place, verdicts.series_id,
    verdicts.other_series_id
