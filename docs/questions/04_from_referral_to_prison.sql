-- How do the stages from referral to sentence compare in size, 2004–2013?
-- Counts for 100 referrals of the same period. The stages count other units by other rules: no share of the same persons.
SELECT offense_type_id, stage, category_id, printed, unit_of_count_id, counting_rule_id, source_system_id,
    round(period_ratio, 1) AS per_100_referrals
FROM marts.mart_case_processing_funnel
WHERE period_start = 2004 AND period_end = 2013
ORDER BY offense_type_id, stage_order, value DESC
