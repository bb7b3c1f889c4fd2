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
from pipelines.audit.renditions import Compared
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
        found += _finding_lines(finding, acknowledged)
    return found


def _finding_lines(finding: Finding, acknowledged: Sequence[Acknowledged]) -> list[str]:
    known = " (acknowledged)" if is_acknowledged(finding, acknowledged) else ""
    head = "READING IN DOUBT" if finding.blocking else _HEADS[finding.severity]
    expected = f"; expected {finding.expected}" if finding.expected else ""
    found = [f"{head}{known}, page {finding.page}: {finding.place}", f"  printed {finding.printed}{expected}"]
    found.append(f"  {finding.explanation}")
    if finding.correction is not None:
        c = finding.correction
        many = "its one identity" if c.tried == 1 else f"{c.agree} of the {c.tried} identities of that number"
        found.append(f"  {c.printed} instead of {c.number.printed} would set {many} right")
    return found


def renditions_lines(compared: Compared, acknowledged: Sequence[Acknowledged] = ()) -> list[str]:
    """What two renditions of a document print differently, for a terminal."""
    found = [renditions_counts(compared)]
    for finding in compared.findings:
        found += _finding_lines(finding, acknowledged)
    return found


def renditions_counts(compared: Compared) -> str:
    """How far two renditions agree, in one line."""
    first, second = compared.files
    differ = f"{len(compared.findings)} differ" if compared.findings else "none differs"
    return f"{first} and {second}: {compared.agreeing} cells are printed alike in both, {differ}"


def renditions_as_json(compared: Compared, acknowledged: Sequence[Acknowledged] = ()) -> dict[str, Any]:
    """The comparison of two renditions as plain values."""
    return {
        "with": compared.files[1],
        "agreeing": compared.agreeing,
        "findings": [_finding(f, acknowledged) for f in compared.findings],
    }


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
        "renditions": [],
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


def markdown(name: str, audit: DocumentAudit, acknowledged: Sequence[Acknowledged] = ()) -> list[str]:
    """The findings of a document as a part of a Markdown page, each with what a person who checked it notes."""
    found = [f"## {name}", "", counts(audit).capitalize() + ".", ""]
    if audit.findings:
        found += [
            "| | page | printed | expected | what the arithmetic says | checked by hand |",
            "|---|---|---|---|---|---|",
        ]
    for f in audit.findings:
        noted = " ".join(a.note for a in acknowledged if is_acknowledged(f, [a]))
        texts = (f.printed, f.expected, f.explanation, noted)
        cells = " | ".join(_in_a_cell(text) for text in texts)
        found.append(f"| {_HEADS[f.severity].lower()} | {f.page} | {cells} |")
    return [*found, ""] if audit.findings else [*found, "No finding.", ""]


def _in_a_cell(text: str) -> str:
    """A text of a document in a cell of a Markdown table, with nothing in it taken for markup of a page."""
    return escape(text, quote=False).replace("|", "\\|")
