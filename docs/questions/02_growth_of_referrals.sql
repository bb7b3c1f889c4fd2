-- How did referrals grow from 2004 to 2013, and how did the mix of offense types change?
-- Growth is worked out from the two printed counts of one series; the shares are printed.
SELECT a.offense_type_id, a.printed AS "2004", b.printed AS "2013",
    format('({} - {}) / {} = {:.1f} %', b.printed, a.printed, a.printed, 100 * (b.value - a.value) / a.value) AS growth,
    a.share_printed AS share_2004, b.share_printed AS share_2013,
    round(b.share_value - a.share_value, 1) AS change_in_points, a.unit_of_count_id, a.counting_rule_id, a.period_type, a.limits
FROM marts.mart_referrals AS a
JOIN marts.mart_referrals AS b USING (document_id, table_id, offense_type_id, category_id, agency_id)
WHERE (a.period_start, a.period_end, b.period_start, b.period_end) = (2004, 2004, 2013, 2013)
ORDER BY a.value DESC
