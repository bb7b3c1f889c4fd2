-- How do the stages from referral to prison compare in size, 2004–2013?
-- Counts for 100 referrals of the same period. The stages count other units by other rules: no share of the same persons.
-- Pretrial stages are known for 2006–2013 only, a period without printed referrals, and have no ratio.
SELECT offense_type_id, stage, category_id, printed, unit_of_count_id, counting_rule_id, source_system_id,
    period_start || '–' || period_end || ' ' || period_type AS period, round(period_ratio, 1) AS per_100_referrals, how_to_read
FROM marts.mart_case_processing_funnel
WHERE period_start < period_end
ORDER BY offense_type_id, stage_order, value DESC
