-- Which of the publishers' statements fail the audit?
-- Each with its sentence and the arithmetic. A note: the statement follows from figures that were rounded before.
SELECT findings.document_id, findings.severity, statements.printed, round(statements.computed, 1) AS computed,
    statements.sentence, statements.explanation
FROM audit.finding AS findings
JOIN marts.fct_statement AS statements ON list_contains(findings.statement_ids, statements.statement_id)
    AND statements.verdict = 'inconsistent'
WHERE findings.kind = 'statement'
ORDER BY findings.document_id, findings.severity, statements.page, statements.printed
