-- Whether what is declared of additivity is so: each printed whole beside the sum of its printed parts along one axis
-- of meaning, whether or not these are declared to add up. Parts that add to more than their whole overlap.
with numbers as (
    select
        numbers.*,
        categories.category_type
    from {{ ref('int_number') }} as numbers
    left join {{ ref('seed_category') }} as categories on numbers.category_id = categories.category_id
),

counts as (
    select
        wholes.document_id,
        wholes.edition_id,
        wholes.table_id,
        direct.axis,
        wholes.statistic,
        wholes.additivity_id,
        wholes.observation_id,
        wholes.printed,
        wholes.exact as whole,
        wholes.half,
        list(parts.observation_id order by parts.row_start, parts.col_start) as part_observation_ids,
        string_agg(parts.printed, ' + ' order by parts.row_start, parts.col_start) as arithmetic,
        sum(parts.exact) as parts_sum,
        sum(parts.half) as parts_half
    from {{ ref('int_direct_part') }} as direct
    inner join numbers as wholes on direct.observation_id = wholes.observation_id
    inner join numbers as parts on direct.part_id = parts.observation_id
    group by
        wholes.document_id, wholes.edition_id, wholes.table_id, direct.axis, wholes.statistic, wholes.additivity_id,
        wholes.observation_id, wholes.printed, wholes.exact, wholes.half, wholes.period_start, wholes.period_end,
        if(direct.axis = 'category', parts.category_type, null)
    -- Years are parts that make a whole where they fill it.
    having
        count(*) > 1 and (
            direct.axis <> 'period'
            or sum(parts.period_end - parts.period_start + 1) = wholes.period_end - wholes.period_start + 1
        )
),

-- Shares for which additivity is declared, though their base is not printed: they are held against a hundred.
shares as (
    select
        document_id,
        edition_id,
        table_id,
        axis,
        'share' as statistic,
        additivity_id,
        null as observation_id,
        '100%' as printed,
        100 as whole,
        0 as half,
        list(observation_id order by place) as part_observation_ids,
        string_agg(printed, ' + ' order by place) as arithmetic,
        sum(exact) as parts_sum,
        sum(half) as parts_half
    from {{ ref('int_panel') }}
    where base_id is null and is_divided is not null
    group by panel_id, document_id, edition_id, table_id, axis, additivity_id
),

lines as (
    select * from counts
    union all
    select * from shares
)

select
    md5(concat_ws('|', lines.edition_id, lines.table_id, lines.axis, lines.observation_id, lines.arithmetic))
        as check_id,
    lines.document_id,
    lines.edition_id,
    lines.table_id,
    lines.axis,
    lines.statistic,
    lines.additivity_id,
    case lines.axis
        when 'offense_type' then declared.sums_over_offense_types
        when 'category' then declared.sums_over_categories
        when 'agency' then declared.sums_over_agencies
        else declared.sums_over_periods
    end as is_declared_additive,
    lines.observation_id,
    lines.printed,
    lines.part_observation_ids,
    lines.parts_sum::double as parts_sum,
    (lines.parts_sum - lines.whole)::double as difference,
    case
        when lines.parts_sum - lines.whole > lines.half + lines.parts_half then 'overlapping'
        when lines.whole - lines.parts_sum > lines.half + lines.parts_half then 'incomplete'
        else 'adds_up'
    end as finding,
    concat_ws(
        '', lines.arithmetic, ' = ', {{ plain_number('lines.parts_sum') }}, ', and ', lines.printed,
        if(lines.observation_id is null, ' is the whole', ' is printed')
    ) as explanation
from lines
inner join {{ ref('seed_additivity') }} as declared on lines.additivity_id = declared.additivity_id
order by lines.document_id, lines.table_id, lines.axis, lines.observation_id, check_id
