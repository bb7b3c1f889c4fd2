-- How did tips to the CyberTipline grow from 1998 to 2004?
-- Reports by calendar year, whatever became of them; the printed change beside the one worked out.
SELECT tips.period_start AS year, tips.period_type, tips.printed AS tips, tips.share_printed AS change,
    format('({} - {}) / {} = {:.1f} %', tips.printed, before.printed, before.printed, tips.share_recomputed_unrounded)
        AS recomputed, tips.unit_of_count_id, tips.counting_rule_id, tips.source_system_id
FROM marts.mart_cybertipline_tips AS tips
LEFT JOIN marts.mart_cybertipline_tips AS before ON tips.share_denominator_observation_id = before.observation_id
ORDER BY year
