-- A printed number stands for all values that round to it: half a unit of its last digit to either side, both ends
-- included; a whole count stands for itself.
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
    observations.unit,
    observations.statistic,
    observations.measure_id,
    observations.offense_type_id,
    observations.category_id,
    observations.agency_id,
    observations.counting_rule_id,
    observations.period_type,
    observations.period_start,
    observations.period_end,
    observations.additivity_id,
    observations.row_start,
    observations.col_start,
    observations.part_of,
    shares.numerator_observation_id as numerator_id,
    observations.denominator_observation_id as base_id,
    coalesce(shares.numerator_observation_id = observations.denominator_observation_id, false) as is_of_itself,
    observations.decimals,
    observations.value::decimal(18, 6) as exact,
    case
        when observations.statistic = 'count' and observations.decimals = 0 then 0::decimal(18, 6)
        else (0.5 / power(10, observations.decimals))::decimal(18, 6)
    end as half
from {{ ref('int_observation') }} as observations
inner join {{ ref('stg_cell') }} as cells on observations.observation_id = cells.observation_id
left join {{ ref('int_share') }} as shares on observations.observation_id = shares.observation_id
where observations.value is not null
order by observations.observation_id
