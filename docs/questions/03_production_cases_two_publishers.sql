-- How many were sentenced for production in fiscal years 2004 to 2019, by BJS and by USSC?
-- Two publishers, two definitions, two series: nothing is drawn on from one to the other.
SELECT publisher, place, measure_id, year, printed, codes AS guidelines, unit_of_count_id, counting_rule_id,
    source_system_id, not_joined_with
FROM marts.mart_series
WHERE concept = 'sentenced' AND offense_type_id = 'production' AND statistic = 'count'
ORDER BY publisher, place, year
