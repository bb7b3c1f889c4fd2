with recursive hierarchy as (
    select
        offense_type_id,
        parent_id,
        1 as level,
        [offense_type_id] as path
    from {{ ref('seed_offense_type') }}
    where parent_id is null
    union all
    select
        child.offense_type_id,
        child.parent_id,
        parent.level + 1 as level,
        list_append(parent.path, child.offense_type_id) as path
    from {{ ref('seed_offense_type') }} as child
    inner join hierarchy as parent on child.parent_id = parent.offense_type_id
),

defined as (
    select
        offense_type_id,
        list(distinct told order by told) filter (where kind = 'statute') as statutes,
        list(distinct told order by told) filter (where kind = 'guideline') as guidelines,
        list(distinct defined_by order by defined_by) as defined_by,
        list(distinct printed_term order by printed_term) filter (where printed_term is not null) as printed_terms
    from (
        select *, defined_by || ': ' || definition as told from {{ ref('dim_definition') }}
    )
    where kind in ('statute', 'guideline')
    group by offense_type_id
)

select
    types.offense_type_id,
    types.parent_id,
    hierarchy.level,
    hierarchy.path,
    types.sort_order,
    types.label,
    types.description,
    coalesce(defined.statutes, []) as statutes,
    coalesce(defined.guidelines, []) as guidelines,
    coalesce(defined.defined_by, []) as defined_by,
    coalesce(defined.printed_terms, []) as printed_terms
from {{ ref('seed_offense_type') }} as types
left join hierarchy on types.offense_type_id = hierarchy.offense_type_id
left join defined on types.offense_type_id = defined.offense_type_id
order by types.sort_order
