"""The audit of one document: its tables, its statements, and the findings, most serious first.

In: what was read of a file, and what its publication file acknowledges. Out: `DocumentAudit`. Relies on
`tables` and `statements`; nothing is read or written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.audit.grids import Grid
from pipelines.audit.model import ROUNDED, Fact, Finding, Identity, Severity, quantity
from pipelines.audit.sources import audit_sources
from pipelines.audit.statements.check import Check, check_statements
from pipelines.audit.statements.names import NONE, Names
from pipelines.audit.tables import audit_tables
from pipelines.audit.told import moved_by_sentences
from pipelines.documents.spec import Acknowledged, label_key
from pipelines.extraction.model import Reading, Statement, Table, TextLine

_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class DocumentAudit:
    """All that was tried on one document, and what came of it."""

    grids: list[Grid]
    identities: list[Identity]
    facts: list[Fact]
    checks: list[Check]
    findings: list[Finding]


def audit_reading(reading: Reading, names: Names = NONE) -> DocumentAudit:
    """The audit of what was read of one file; `names` are other names of what its sentences name."""
    return audit_document(reading.tables, reading.statements, names, reading.lines)


def audit_document(
    tables: Sequence[Table], statements: Sequence[Statement], names: Names = NONE, lines: Sequence[TextLine] = ()
) -> DocumentAudit:
    """The audit of tables, statements and running text that belong to one document."""
    audited = audit_tables(tables)
    checks = check_statements(audited.grids, tables, statements, names)
    wrong = {f.correction.number.at for f in audited.findings if f.correction and f.strict}
    # A cell that the table's own sums put in doubt contradicts no sentence.
    stated = [f for f in statement_findings(audited.grids, statements, checks) if not wrong & {n.at for n in f.numbers}]
    moved = moved_by_sentences(audited.grids, tables, statements, checks, names)
    found = [*audited.findings, *moved, *stated, *audit_sources(tables, lines)]
    found.sort(key=lambda f: (not f.blocking, _ORDER[f.severity], not f.strict, f.page, f.place))
    return DocumentAudit(audited.grids, audited.identities, audited.facts, checks, found)


def statement_findings(
    grids: Sequence[Grid], statements: Sequence[Statement], checks: Iterable[Check]
) -> list[Finding]:
    """The statements that contradict the tables, as findings."""
    by_table = {g.index: g for g in grids}
    found = []
    for check in checks:
        if check.verdict != "inconsistent":
            continue
        statement = statements[check.statement]
        rounded = check.explanation.startswith(ROUNDED)
        computed = "" if check.computed is None else quantity(check.computed, _decimals(check))
        percent = "%" if check.relation in ("share", "change_percent") and computed else ""
        table = check.numbers[0].table if check.numbers else None
        found.append(
            Finding(
                "note" if rounded else "error",
                "follows_from_rounded" if rounded else "statement",
                table if table in by_table else None,
                check.printed,
                check.expected or computed + percent,
                f"“{statement.text}” {check.explanation}",
                statement.boxes[0].page,
                f"{statement.kind}: {statement.text[:80]}",
                check.numbers,
                strict=not rounded,
                statement=check.statement,
                mention=check.mention,
            )
        )
    return found


def _decimals(check: Check) -> int:
    """How many decimals what was expected is told with: those of the print, for a number that is printed."""
    printed = check.relation in ("level", "mean", "median") and bool(check.numbers)
    return max(n.decimals for n in check.numbers) if printed else 1


def unacknowledged(findings: Iterable[Finding], acknowledged: Sequence[Acknowledged]) -> list[Finding]:
    """The strict findings that the publication file does not acknowledge."""
    return [f for f in findings if f.strict and f.severity == "error" and not is_acknowledged(f, acknowledged)]


def is_acknowledged(finding: Finding, acknowledged: Sequence[Acknowledged]) -> bool:
    """Whether the publication file knows of a finding: the same print, at a place that its words name."""
    said = label_key(f"{finding.place} {finding.explanation}")
    return not finding.blocking and any(
        a.printed == finding.printed and label_key(a.where) in said for a in acknowledged
    )
