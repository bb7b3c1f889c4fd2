-- How long did matters take from receipt to disposition, by offense type and by disposition?
-- Means of running text; no table prints them, and no number of matters stands beside them.
SELECT offense_type_id, category_id AS disposition, printed, value AS days, statistic, unit_of_count_id, counting_rule_id,
    period_start || '–' || period_end || ' ' || period_type AS period, source_system_id, sentence, page
FROM marts.fct_stated_figure
WHERE measure_id = 'processing_time'
ORDER BY figure_order
