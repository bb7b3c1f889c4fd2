select series_id, other_series_id
from {{ ref('mart_comparability') }}
where series_id = other_series_id
union all
select series_id, other_series_id
from {{ ref('mart_comparability') }}
group by series_id, other_series_id
having count(*) > 1
