-- Why were matters declined, and which numbers of suspects may stand behind each percent?
-- The numbers are not printed: a printed percent is rounded, so each stands for a range.
SELECT category AS reason, offense_type_id, printed AS percent, base_value::INT AS declined,
    implied_count_low::INT AS at_least, implied_count_high::INT AS at_most, unit_of_count_id, counting_rule_id,
    period_start || '–' || period_end || ' ' || period_type AS period, notes
FROM marts.mart_declination_reasons
WHERE statistic = 'share'
ORDER BY offense_type_id, value DESC
