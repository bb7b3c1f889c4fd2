-- What share of suspects in concluded matters was prosecuted, declined, or disposed of by a magistrate, by offense type?
-- The printed percent stands beside the one worked out from the printed counts. Suspects in matters, by lead charge.
SELECT offense_type_id, category, printed AS suspects, share_printed AS percent,
    round(share_recomputed_unrounded, 2) AS recomputed, unit_of_count_id, counting_rule_id,
    period_start || '–' || period_end || ' ' || period_type AS period, limits, notes
FROM marts.mart_dispositions
WHERE category_id <> 'total'
ORDER BY offense_type_id, value DESC
