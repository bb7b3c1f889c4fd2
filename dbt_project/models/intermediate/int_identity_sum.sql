-- Sums: a declared total and its parts, the shares of a panel, a mean of parts weighted by their counts.
with numbers as (
    select * from {{ ref('int_number') }}
),

sums as (
    select
        parts.observation_id,
        if(parts.parts_kind = 'children', 'group_sum', 'part_sum') as kind,
        sum(parts.exact) as expected,
        sum(parts.half) as slack,
        list(parts.part_id order by parts.place) as other_ids,
        string_agg(parts.printed, ' + ' order by parts.place) as arithmetic,
        null::integer as target
    from {{ ref('int_declared_part') }} as parts
    group by parts.observation_id, parts.parts_kind
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

-- The mean of all is the mean of the parts, weighted by their counts, where the parts divide the whole.
means as (
    select
        wholes.observation_id,
        'weighted_mean' as kind,
        (sum(parts.exact * weights.exact) / sum(weights.exact))::decimal(18, 6) as expected,
        (sum(parts.half * weights.exact) / sum(weights.exact))::decimal(18, 6) as slack,
        list(parts.observation_id order by parts.col_start) as other_ids,
        '(' || string_agg(parts.printed || ' x ' || weights.printed, ' + ' order by parts.col_start) || ') / '
        || min(totals.printed) as arithmetic,
        null::integer as target
    from numbers as wholes
    inner join numbers as totals
        on
            wholes.edition_id = totals.edition_id and wholes.table_id = totals.table_id
            and wholes.column_path = totals.column_path and totals.statistic = 'count'
    inner join {{ ref('int_declared_part') }} as divided_by
        on totals.observation_id = divided_by.observation_id and divided_by.axis = 'columns'
    inner join numbers as weights on divided_by.part_id = weights.observation_id
    inner join numbers as parts
        on
            weights.edition_id = parts.edition_id and weights.table_id = parts.table_id
            and weights.column_path = parts.column_path and wholes.row_path = parts.row_path
    where wholes.statistic = 'mean' and parts.statistic = 'mean'
    group by wholes.observation_id
    having sum(weights.exact) = min(totals.exact)
)

select * from sums
union all
select * from divided
union all
select * from means
order by kind, observation_id, arithmetic
