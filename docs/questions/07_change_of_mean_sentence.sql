-- How did the mean prison sentence change from 2004 to 2013?
-- Worked out from two printed, rounded means; the cases behind them differ, as their numbers tell.
SELECT a.offense_type_id, a.printed AS "2004", b.printed AS "2013", a.statistic, a.unit,
    format('{:.1f} to {:.1f} %', 100 * (b.printed_low / a.printed_high - 1), 100 * (b.printed_high / a.printed_low - 1))
        AS change_within_rounding, n.cases[1] AS cases_2004, n.cases[2] AS cases_2013, a.counting_rule_id,
    a.unit_of_count_id, a.period_type
FROM marts.mart_sentence_lengths AS a
JOIN marts.mart_sentence_lengths AS b USING (document_id, table_id, measure_id, statistic, offense_type_id)
JOIN (SELECT document_id, offense_type_id, list(printed ORDER BY period_start) AS cases FROM marts.mart_sentence_lengths
    WHERE statistic = 'count' AND period_start IN (2004, 2013) GROUP BY ALL) AS n USING (document_id, offense_type_id)
WHERE statistic = 'mean' AND a.period_start = 2004 AND b.period_start = 2013
ORDER BY b.value DESC
