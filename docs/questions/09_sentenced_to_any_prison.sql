-- What share was sentenced to any prison: prison only, or prison with community confinement?
-- Two categories of one table that do not overlap are added; the share is of the printed total.
SELECT prison.offense_type_id, marts.sum_observations(prison)::INT AS any_prison, any_value(total.printed) AS sentenced,
    round(100 * marts.sum_observations(prison) / any_value(total.value), 1) AS percent,
    string_agg(prison.printed, ' + ' ORDER BY prison.value DESC) || ' of ' || any_value(total.printed) AS arithmetic,
    prison.unit_of_count_id, prison.counting_rule_id,
    prison.period_start || '–' || prison.period_end || ' ' || prison.period_type AS period
FROM marts.mart_sentence_types AS prison
JOIN marts.mart_sentence_types AS total USING (document_id, table_id, offense_type_id)
WHERE prison.category_id IN ('prison_only', 'prison_community_split') AND total.category_id = 'total'
GROUP BY ALL
ORDER BY percent DESC
