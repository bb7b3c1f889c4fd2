-- How do offenders sentenced under §2G2.2 divide, and how many were arrested again?
-- The re-arrests are of another group: those released or placed on probation in 2015.
SELECT measure_id, offense_type_id, category_id, printed, statistic, unit_of_count_id, counting_rule_id,
    period_start AS year, period_type, sentence
FROM marts.fct_stated_figure
WHERE counting_rule_id = 'guideline_2g2_2'
ORDER BY figure_order
