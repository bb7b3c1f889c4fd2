-- How many were released before trial, and how does that compare with other federal defendants?
-- The first four are of the table; the comparators are stated in running text and have no counts.
SELECT 'table' AS printed_in, offense_type_id, printed AS released, base_value::INT AS defendants, unit_of_count_id,
    counting_rule_id, period_start || '–' || period_end || ' ' || period_type AS period, page, limits
FROM marts.mart_pretrial_release
WHERE category_id = 'released_pretrial'
UNION ALL
SELECT 'text', offense_type_id, printed, NULL, unit_of_count_id,
    counting_rule_id, period_start || '–' || period_end || ' ' || period_type, page, []
FROM marts.fct_stated_figure
WHERE category_id = 'released_pretrial' AND offense_type_id <> 'all'
ORDER BY printed_in, released DESC
