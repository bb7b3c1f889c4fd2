-- Who were the suspects at their initial hearing?
-- Shares of those whose characteristic is known; how many those are is not printed, so that no counts follow.
SELECT category_type, category, measure_id, offense_type_id, printed, statistic, unit, unit_of_count_id, counting_rule_id,
    period_start || '–' || period_end || ' ' || period_type AS period, limits, notes
FROM marts.mart_suspect_characteristics
WHERE offense_type_id = 'all'
ORDER BY category_type, statistic, value DESC
