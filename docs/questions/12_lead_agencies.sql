-- Which agencies led the investigations, by offense type, without counting an agency and its department twice?
-- Departments that have agencies under them are left out; what is left adds up to all referrals. The first three of each.
SELECT agency, printed AS suspects, share_printed AS percent, offense_type_id, unit_of_count_id, counting_rule_id,
    period_start || '–' || period_end || ' ' || period_type AS period, limits, notes
FROM marts.mart_agency_referrals
WHERE offense_type_id <> 'all' AND NOT has_parts
QUALIFY row_number() OVER (PARTITION BY offense_type_id ORDER BY value DESC) <= 3
ORDER BY offense_type_id, value DESC
