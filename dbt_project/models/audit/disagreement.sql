-- One quantity of the same years, printed twice: in two documents, two tables, a table and the text, by two sources.
with pairs as (
    select
        comparisons.document_id,
        comparisons.other_document_id,
        one.figure_id,
        other.figure_id as other_figure_id,
        one.place,
        other.place as other_place,
        one.printed_as,
        other.printed_as as other_printed_as,
        one.period_start,
        one.period_end,
        one.printed,
        other.printed as other_printed,
        one.value,
        other.value as other_value,
        0.5 / power(10, length(regexp_extract(one.printed, '[.](\d+)', 1))) as half,
        0.5 / power(10, length(regexp_extract(other.printed, '[.](\d+)', 1))) as other_half,
        one.statistic = 'count' as is_counted
    from {{ ref('mart_comparability') }} as comparisons
    inner join {{ ref('int_figure') }} as one on list_contains(comparisons.figure_ids, one.figure_id)
    inner join {{ ref('int_figure') }} as other on list_contains(comparisons.other_figure_ids, other.figure_id)
    where
        comparisons.verdict = 'same'
        and one.period_start = other.period_start and one.period_end = other.period_end
        and one.value is not null and other.value is not null
)

select
    figure_id,
    other_figure_id,
    document_id,
    other_document_id,
    place,
    other_place,
    period_start,
    period_end,
    printed,
    other_printed,
    abs(value - other_value) <= if(is_counted, 0, half + other_half) as agrees,
    concat_ws(
        '', document_id, ', ', place, ', prints ', printed, ' for ', period_start,
        if(period_start = period_end, '', '–' || period_end), '; ', other_document_id, ', ', other_place, ', prints ',
        other_printed
    ) as explanation,
    list_filter(
        [if(printed_as = 'table', figure_id, null), if(other_printed_as = 'table', other_figure_id, null)],
        lambda id: id is not null
    ) as observation_ids
from pairs
order by document_id, place, other_document_id, other_place, period_start, period_end, figure_id, other_figure_id
