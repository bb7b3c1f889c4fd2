"""Findings for people and for programs: lines of text, plain JSON values, a page of Markdown.

In: the audit of a document. Out: text and plain values. Relies on `document`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Any

from pipelines.audit.document import DocumentAudit, is_acknowledged
from pipelines.audit.model import Finding
from pipelines.documents.spec import Acknowledged

_HEADS = {"error": "ERROR", "warning": "EXPECTATION", "note": "NOTE"}


def counts(audit: DocumentAudit) -> str:
    """What was tried, in one line."""
    tried, failed = len(audit.identities), sum(not i.holds for i in audit.identities)
    verdicts = Counter(c.verdict for c in audit.checks)
    return (
        f"{tried} identities tried, {failed} fail; {len(audit.checks)} stated numbers: "
        f"{verdicts['consistent']} consistent, {verdicts['inconsistent']} inconsistent, "
        f"{verdicts['not_checkable']} not checkable"
    )


def lines(name: str, audit: DocumentAudit, acknowledged: Sequence[Acknowledged] = ()) -> list[str]:
    """The findings of a document, most serious first, for a terminal."""
    found = [f"{name}: {counts(audit)}"]
    for finding in audit.findings:
        known = " (acknowledged)" if is_acknowledged(finding, acknowledged) else ""
        head = "READING IN DOUBT" if finding.blocking else _HEADS[finding.severity]
        found.append(f"{head}{known}, page {finding.page}: {finding.place}")
        expected = f"; expected {finding.expected}" if finding.expected else ""
        found.append(f"  printed {finding.printed}{expected}")
        found.append(f"  {finding.explanation}")
        if finding.correction is not None:
            c = finding.correction
            many = "its one identity" if c.tried == 1 else f"{c.agree} of the {c.tried} identities of that number"
            found.append(f"  {c.printed} instead of {c.number.printed} would set {many} right")
    return found


def as_json(name: str, audit: DocumentAudit, acknowledged: Sequence[Acknowledged] = ()) -> dict[str, Any]:
    """The audit of a document as plain values."""
    return {
        "file": name,
        "identities": len(audit.identities),
        "failing": sum(not i.holds for i in audit.identities),
        "statements": dict(Counter(c.verdict for c in audit.checks)),
        "findings": [_finding(f, acknowledged) for f in audit.findings],
        "facts": [
            {"table": f.table, "label": list(f.whole), "axis": f.axis, "relation": f.relation, "says": f.explanation}
            for f in audit.facts
        ],
    }


def _finding(finding: Finding, acknowledged: Sequence[Acknowledged]) -> dict[str, Any]:
    correction = finding.correction
    return {
        "severity": finding.severity,
        "kind": finding.kind,
        "strict": finding.strict,
        "blocking": finding.blocking,
        "acknowledged": is_acknowledged(finding, acknowledged),
        "page": finding.page,
        "place": finding.place,
        "printed": finding.printed,
        "expected": finding.expected,
        "explanation": finding.explanation,
        "smallest_correction": None
        if correction is None
        else {
            "printed": correction.number.printed,
            "instead": correction.printed,
            "agree": correction.agree,
            "of": correction.tried,
            "others_as_good": correction.others,
        },
    }


def markdown(name: str, audit: DocumentAudit) -> list[str]:
    """The findings of a document as a part of a Markdown page."""
    found = [f"## {name}", "", counts(audit).capitalize() + ".", ""]
    if audit.findings:
        found += ["| | page | printed | expected | what the arithmetic says |", "|---|---|---|---|---|"]
    for f in audit.findings:
        printed, expected, says = (_in_a_cell(text) for text in (f.printed, f.expected, f.explanation))
        found.append(f"| {_HEADS[f.severity].lower()} | {f.page} | {printed} | {expected} | {says} |")
    return [*found, ""] if audit.findings else [*found, "No finding.", ""]


def _in_a_cell(text: str) -> str:
    """A text of a document in a cell of a Markdown table, with nothing in it taken for markup of a page."""
    return escape(text, quote=False).replace("|", "\\|")
