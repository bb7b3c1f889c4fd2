-- Which tables may be added over offense types, and by how much do the types of the others overlap?
-- Offense types are added here only to show by how much that counts too many, so the guard is passed by.
SELECT whole.document_id, whole.table_id, whole.agency_id, whole.period_start, whole.period_end, whole.period_type,
    whole.printed AS all_types, sum(part.value)::INT AS types_added, (sum(part.value) - any_value(whole.value))::INT AS too_many,
    list_contains(whole.sums_over, 'offense_type') AS may_be_added, whole.additivity_reason, whole.unit_of_count_id,
    whole.counting_rule_id
FROM marts.fct_observation AS whole
JOIN marts.fct_observation AS part
    USING (edition_id, table_id, measure_id, category_id, agency_id, statistic, period_start, period_end)
WHERE statistic = 'count' AND whole.offense_type_id = 'all' AND part.offense_type_id <> 'all' AND category_id = 'total'
GROUP BY ALL
ORDER BY ALL
