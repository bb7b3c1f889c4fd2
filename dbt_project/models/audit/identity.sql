-- Every identity that the declared meaning of the published numbers offers. A printed number stands for all values that
-- round to it: half a unit of its last digit to either side, both ends included; a whole count stands for itself. An
-- identity fails only where no such values can satisfy it.
with numbers as (
    select
        observations.observation_id,
        observations.document_id,
        observations.edition_id,
        observations.table_id,
        observations.row_path,
        observations.column_path,
        cells.row_key,
        cells.column_key,
        observations.printed,
        observations.statistic,
        observations.measure_id,
        observations.offense_type_id,
        observations.category_id,
        observations.agency_id,
        observations.period_start,
        observations.period_end,
        observations.row_start,
        observations.col_start,
        observations.denominator_observation_id,
        observations.value::decimal(18, 6) as exact,
        case
            when observations.statistic = 'count' and observations.decimals = 0 then 0::decimal(18, 6)
            else (0.5 / power(10, observations.decimals))::decimal(18, 6)
        end as half
    from {{ ref('int_observation') }} as observations
    inner join {{ ref('stg_cell') }} as cells on observations.observation_id = cells.observation_id
    where observations.value is not null
),

{% for axis, other, place in [('row', 'column', 'row_start'), ('column', 'row', 'col_start')] -%}
-- A declared total over the {{ axis }}s and its parts, {{ other }} by {{ other }}.
parts_of_{{ axis }}s as (
    select
        wholes.observation_id,
        totals.parts_kind,
        parts.observation_id as part_id,
        parts.exact,
        parts.half,
        parts.printed,
        parts.{{ place }} as place
    from {{ ref('stg_declared_total') }} as totals
    inner join numbers as wholes
        on
            totals.document_id = wholes.document_id and totals.table_id = wholes.table_id
            and totals.whole = wholes.{{ axis }}_key
    inner join numbers as parts
        on
            wholes.edition_id = parts.edition_id and wholes.table_id = parts.table_id
            and wholes.{{ other }}_key = parts.{{ other }}_key and wholes.{{ other }}_path = parts.{{ other }}_path
            and wholes.statistic = parts.statistic and wholes.statistic = 'count'
            and case totals.parts_kind
                when 'siblings'
                    then parts.{{ axis }}_key[:-2] = totals.whole[:-2] and parts.{{ axis }}_key <> totals.whole
                when 'children'
                    then len(parts.{{ axis }}_key) = len(totals.whole) + 1 and parts.{{ axis }}_key[:-2] = totals.whole
                else list_contains(totals.parts, parts.{{ axis }}_key)
            end
            and (
                not list_has_any(totals.whole, ['{year}', '{period}'])
                or (wholes.period_start, wholes.period_end) = (parts.period_start, parts.period_end)
            )
    where totals.axis = '{{ axis }}s'
),

{% endfor -%}
declared_parts as (
    select * from parts_of_rows
    union all
    select * from parts_of_columns
),

sums as (
    select
        parts.observation_id,
        if(parts.parts_kind = 'children', 'group_sum', 'part_sum') as kind,
        sum(parts.exact) as expected,
        sum(parts.half) as slack,
        list(parts.part_id order by parts.place) as other_ids,
        string_agg(parts.printed, ' + ' order by parts.place) as arithmetic,
        null as target
    from declared_parts as parts
    group by parts.observation_id, parts.parts_kind
),

-- A share is its count over its base; a change is the difference over the base.
ratios as (
    select
        shares.observation_id,
        if(shares.statistic = 'share', 'percent_of_total', 'change_between') as kind,
        shares.recomputed_unrounded::decimal(18, 6) as expected,
        0::decimal(18, 6) as slack,
        [shares.numerator_observation_id, shares.denominator_observation_id] as other_ids,
        if(shares.statistic = 'share', counts.printed, '(' || counts.printed || ' - ' || bases.printed || ')')
        || ' / ' || bases.printed as arithmetic,
        null as target
    from {{ ref('int_share') }} as shares
    inner join numbers as counts on shares.numerator_observation_id = counts.observation_id
    inner join numbers as bases on shares.denominator_observation_id = bases.observation_id
    where shares.numerator_observation_id <> shares.denominator_observation_id
),

-- The shares of one kind of category in one column add to 100, but for answers that may be given together.
panels as (
    select
        min(numbers.observation_id) as observation_id,
        'hundred_sum' as kind,
        sum(numbers.exact) as expected,
        sum(numbers.half) as slack,
        list(numbers.observation_id order by numbers.row_start) as other_ids,
        string_agg(numbers.printed, ' + ' order by numbers.row_start) as arithmetic,
        100 as target
    from numbers
    inner join {{ ref('seed_category') }} as categories
        on numbers.category_id = categories.category_id
    where
        numbers.statistic = 'share' and categories.category_type <> 'total' and categories.parent_id is null
        and numbers.denominator_observation_id is not null
    group by numbers.edition_id, numbers.table_id, numbers.column_path, categories.category_type
    having count(*) > 1
),

-- Where no such panel comes out, its categories are no division of a whole: that is a fact, and no identity.
divided as (
    select panels.*
    from panels
    inner join numbers on panels.observation_id = numbers.observation_id
    qualify 2 * count(*) filter (where abs(panels.expected - 100) <= panels.slack) over (
        partition by numbers.edition_id, numbers.table_id
    ) >= count(*) over (partition by numbers.edition_id, numbers.table_id)
),

-- The same count, printed in two tables of one edition.
equalities as (
    select
        later.observation_id,
        'cross_table_equality' as kind,
        earlier.exact as expected,
        earlier.half as slack,
        [earlier.observation_id] as other_ids,
        earlier.printed || ' in ' || earlier.table_id as arithmetic,
        null as target
    from numbers as earlier
    inner join numbers as later
        on
            earlier.edition_id = later.edition_id
            and earlier.table_id < later.table_id
            and earlier.statistic = 'count' and later.statistic = 'count'
            and earlier.measure_id = later.measure_id
            and earlier.offense_type_id is not distinct from later.offense_type_id
            and earlier.category_id is not distinct from later.category_id
            and earlier.agency_id is not distinct from later.agency_id
            and earlier.period_start is not distinct from later.period_start
            and earlier.period_end is not distinct from later.period_end
),

-- The mean of all is the mean of the parts, weighted by their counts, where the parts divide the whole.
means as (
    select
        wholes.observation_id,
        'weighted_mean' as kind,
        (sum(parts.exact * weights.exact) / sum(weights.exact))::decimal(18, 6) as expected,
        (sum(parts.half * weights.exact) / sum(weights.exact))::decimal(18, 6) as slack,
        list(parts.observation_id order by parts.col_start) as other_ids,
        '(' || string_agg(parts.printed || ' x ' || weights.printed, ' + ' order by parts.col_start) || ') / '
        || first(totals.printed) as arithmetic,
        null as target
    from numbers as wholes
    inner join numbers as totals
        on
            wholes.edition_id = totals.edition_id and wholes.table_id = totals.table_id
            and wholes.column_path = totals.column_path and totals.statistic = 'count'
    inner join parts_of_columns as divided_by on totals.observation_id = divided_by.observation_id
    inner join numbers as weights on divided_by.part_id = weights.observation_id
    inner join numbers as parts
        on
            weights.edition_id = parts.edition_id and weights.table_id = parts.table_id
            and weights.column_path = parts.column_path and wholes.row_path = parts.row_path
    where wholes.statistic = 'mean' and parts.statistic = 'mean'
    group by wholes.observation_id
    having sum(weights.exact) = first(totals.exact)
),

-- At least half lie at or below the median; a mean above twice the median asks much of the other half.
bounds as (
    select
        means.observation_id,
        'mean_median_bound' as kind,
        medians.exact as expected,
        medians.exact + 2 * medians.half + means.half as slack,
        [medians.observation_id] as other_ids,
        'at most 2 x ' || medians.printed as arithmetic,
        null as target
    from numbers as means
    inner join numbers as medians
        on
            means.edition_id = medians.edition_id and means.table_id = medians.table_id
            and means.column_path = medians.column_path
    where means.statistic = 'mean' and medians.statistic = 'median'
),

tried as (
    select * from sums
    union all
    select * from ratios
    union all
    select * from divided
    union all
    select * from equalities
    union all
    select * from means
    union all
    select * from bounds
)

select
    md5(concat_ws('|', tried.kind, tried.observation_id, tried.arithmetic)) as identity_id,
    tried.kind,
    numbers.document_id,
    numbers.edition_id,
    numbers.table_id,
    numbers.observation_id,
    tried.other_ids as other_observation_ids,
    if(tried.target is null, numbers.printed, '100') as printed,
    coalesce(tried.target, numbers.exact)::double as printed_value,
    tried.expected::double as expected_value,
    (coalesce(tried.target, numbers.exact) - tried.expected)::double as residual,
    (tried.slack + if(tried.target is null, numbers.half, 0))::double as tolerance,
    tried.arithmetic,
    abs(coalesce(tried.target, numbers.exact) - tried.expected)
    <= tried.slack + if(tried.target is null, numbers.half, 0) as holds,
    tried.kind <> 'mean_median_bound' as is_strict
from tried
inner join numbers on tried.observation_id = numbers.observation_id
order by numbers.document_id, numbers.table_id, tried.kind, numbers.row_start, numbers.col_start, tried.arithmetic
