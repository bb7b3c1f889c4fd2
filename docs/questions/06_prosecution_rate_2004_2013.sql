-- What was the prosecution rate in 2004 and in 2013?
-- No table prints it by year; these are rounded figures of running text, of suspects in matters concluded in the year.
SELECT a.offense_type_id, a.category_id, a.statistic, a.printed AS "2004", b.printed AS "2013",
    b.value - a.value AS change_in_points, a.unit_of_count_id, a.counting_rule_id, a.stage_id, a.period_type, a.page,
    a.sentence
FROM marts.fct_stated_figure AS a
JOIN marts.fct_stated_figure AS b USING (document_id, measure_id, statistic, offense_type_id, category_id)
WHERE measure_id = 'suspects_concluded' AND a.period_end = 2004 AND b.period_end = 2013
ORDER BY a.figure_order
