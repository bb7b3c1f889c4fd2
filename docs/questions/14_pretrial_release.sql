-- How many were released before trial, and how does that compare with other federal defendants?
-- The first four are of the table; the comparators are stated in running text and have no counts.
SELECT 'table' AS printed_in, offense_type_id, printed AS released, base_value AS defendants, counting_rule_id,
    period_start, period_end, page
FROM marts.mart_pretrial_release
WHERE category_id = 'released_pretrial'
UNION ALL
SELECT 'text', offense_type_id, printed, NULL, counting_rule_id, period_start, period_end, page
FROM marts.fct_stated_figure
WHERE category_id = 'released_pretrial' AND offense_type_id <> 'all'
ORDER BY printed_in, released DESC
