-- What characterised offenders sentenced under §2G2.1 in fiscal year 2019?
-- Where several answers may hold for one offender, additivity says so: those percents add to more than 100.
SELECT table_id, category, coalesce(share_printed, printed) AS percent, CASE WHEN statistic = 'count' THEN printed END AS n,
    additivity_id, additivity_reason, unit_of_count_id, counting_rule_id, period_end AS year, period_type
FROM marts.mart_offense_conduct
WHERE counting_rule_id = 'guideline_2g2_1' AND unit IN ('count', 'percent') AND statistic <> 'change_percent'
ORDER BY table_id, value DESC
