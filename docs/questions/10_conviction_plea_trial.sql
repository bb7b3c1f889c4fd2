-- How many of those adjudicated, and of those convicted, pleaded guilty or were convicted at trial?
-- “Of adjudicated” is printed; “of convicted” is worked out. One defendant may stand under several types.
SELECT part.offense_type_id, part.category, part.printed AS defendants, part.share_printed AS percent_of_adjudicated,
    round(100 * part.value / convicted.value, 1) AS percent_of_convicted,
    part.printed || ' of ' || convicted.printed AS arithmetic, part.unit_of_count_id, part.counting_rule_id,
    part.period_start || '–' || part.period_end || ' ' || part.period_type AS period, part.additivity_reason,
    part.limits, part.notes
FROM marts.mart_adjudications AS part
JOIN marts.mart_adjudications AS convicted USING (document_id, table_id, offense_type_id)
WHERE convicted.category_id = 'convicted' AND part.category_id IN ('convicted', 'convicted_by_plea', 'convicted_at_trial')
ORDER BY part.offense_type_id, part.value DESC
