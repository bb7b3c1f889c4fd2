-- How did tips to the CyberTipline grow from 1998 to 2004?
-- Reports by calendar year, whatever became of them; the printed change beside the one worked out.
SELECT period_start AS year, printed AS tips, share_printed AS change, round(share_recomputed_unrounded, 1) AS recomputed,
    unit_of_count_id, counting_rule_id, source_system_id
FROM marts.mart_cybertipline_tips
ORDER BY year
