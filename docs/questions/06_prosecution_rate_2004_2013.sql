-- What was the prosecution rate in 2004 and in 2013?
-- No table prints it by year; these are figures of running text.
SELECT a.offense_type_id, a.printed AS "2004", b.printed AS "2013",
    b.value - a.value AS change_in_points, a.counting_rule_id, a.page, a.sentence
FROM marts.fct_stated_figure AS a
JOIN marts.fct_stated_figure AS b USING (document_id, measure_id, statistic, offense_type_id, category_id)
WHERE measure_id = 'suspects_concluded' AND a.period_end = 2004 AND b.period_end = 2013
ORDER BY a.figure_order
