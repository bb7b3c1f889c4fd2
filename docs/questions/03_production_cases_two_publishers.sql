-- How many production cases were filed and sentenced in fiscal years 2004 to 2019, by BJS and by USSC?
-- Publishers, stages and definitions differ, so each is a series of its own: nothing is drawn on from one to another.
SELECT publisher, place, stage_id, measure_id, year, period_type, printed, codes, unit_of_count_id, counting_rule_id,
    source_system_id, not_joined_with
FROM marts.mart_series
WHERE stage_id IN ('filed', 'sentenced') AND offense_type_id = 'production' AND category_id = 'total'
    AND statistic = 'count' AND printed_as <> 'chart'
ORDER BY stage_id, publisher, place, year
