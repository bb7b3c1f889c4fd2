-- Which tables may be added over offense types, and by how much do the types of the others overlap?
-- Offense types are added here only to show by how much that counts too many, so the guard is passed by.
SELECT whole.table_id, whole.category_id, whole.period_start, whole.period_end, whole.printed AS all_types,
    sum(part.value)::INT AS types_added, (sum(part.value) - any_value(whole.value))::INT AS too_many,
    list_contains(whole.sums_over, 'offense_type') AS may_be_added, whole.additivity_reason
FROM marts.fct_observation AS whole
JOIN marts.fct_observation AS part
    USING (edition_id, table_id, measure_id, category_id, agency_id, statistic, period_start, period_end)
WHERE whole.statistic = 'count' AND whole.offense_type_id = 'all' AND part.offense_type_id <> 'all'
    AND whole.category_id = 'total' AND whole.agency_id = 'all_agencies'
GROUP BY ALL
ORDER BY ALL
