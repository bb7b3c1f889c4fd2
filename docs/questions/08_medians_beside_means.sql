-- Are the printed medians plausible beside the means?
-- No term is negative, so a median cannot exceed twice the mean. And half of the cases lie at or below the median, so the
-- longer half must average at least 2 × mean − median: months that have to be believed of half of those cases. A mean
-- that stands out over its median, as the first row's does, asks for the publisher's records.
SELECT mean.offense_type_id, mean.period_start AS year, mean.period_type, mean.printed AS mean, median.printed AS median,
    mean.unit, round(mean.value / median.value, 2) AS mean_to_median, median.value <= 2 * mean.value AS possible,
    round(2 * mean.value - median.value, 1) AS longer_half_averages, n.printed AS cases, n.unit_of_count_id, n.counting_rule_id
FROM marts.mart_sentence_lengths AS mean
JOIN marts.mart_sentence_lengths AS median USING (document_id, table_id, offense_type_id, period_start, period_end)
JOIN marts.mart_sentence_lengths AS n USING (document_id, table_id, offense_type_id, period_start, period_end)
WHERE mean.statistic = 'mean' AND median.statistic = 'median' AND n.statistic = 'count'
ORDER BY mean_to_median DESC
