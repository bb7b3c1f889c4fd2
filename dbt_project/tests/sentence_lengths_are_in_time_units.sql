select observation_id, printed, unit, statistic
from {{ ref('mart_sentence_lengths') }}
where statistic <> 'count' and unit not in ('days', 'months', 'years')
