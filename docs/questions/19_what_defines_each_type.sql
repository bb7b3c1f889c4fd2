-- What defines each offense type at each stage, and are “production” of BJS and of USSC the same?
-- The definitions with where they are printed; the verdict follows from the lists of guidelines.
SELECT d.offense_type_id, d.defined_by, d.kind, d.printed_term, d.codes, d.stage_ids, d.document_id, d.page,
    v.verdict, v.explanation
FROM marts.dim_definition AS d
LEFT JOIN marts.mart_comparability AS v
    ON list_contains(v.definition_ids, d.definition_id) AND d.kind = 'guideline' AND v.other_publisher = 'USSC'
    AND v.measure_id = 'defendants_sentenced' AND v.statistic = 'count' AND v.offense_type_id = v.other_offense_type_id
WHERE d.kind IN ('statute', 'guideline')
ORDER BY d.offense_type_id, d.defined_by, d.kind DESC
