"""Doubts about the readings of a build: tables whose numbers fit other places than those they were read at.

In: a connection to the build. Out: a row for each doubt. Relies on `pipelines.audit.tables`, on the tables of the
published editions as staged; sentences are read again only where several contradict one column, and none agrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pipelines.publishing.meta import GateRecord

if TYPE_CHECKING:
    from pipelines.audit.grids import Grid
    from pipelines.audit.model import Finding
    from pipelines.extraction.model import Table

DOUBT = "readings_not_in_doubt"
TOLD = 3
"""So many doubts are told in the message of a run; all of them stand in the check."""
HEAD = ("Document", "Table", "Place", "Printed", "Why")
_CONTRADICTED = """
    WITH told AS (
        SELECT edition_id, verdict, relation, unnest(checked_against) AS observation_id
        FROM staging.int_statement_match
    )
    SELECT DISTINCT told.edition_id
    FROM told JOIN staging.stg_cell USING (observation_id)
    GROUP BY told.edition_id, table_id, col_start
    HAVING count(*) FILTER (verdict = 'inconsistent') > 1
        AND count(*) FILTER (verdict = 'consistent' AND relation <> 'rank') = 0
"""
"""The editions with a column that several stated numbers contradict, and none agrees with."""
_PUBLISHED = "SELECT * FROM staging.{} WHERE edition_id = ? ORDER BY ALL"


def doubts(con: Any) -> list[tuple[str, ...]]:
    """Document, table, place, print and reason of each doubt about the reading of a published edition."""
    from pipelines.audit.rows import tables_of
    from pipelines.audit.tables import audit_tables

    contradicted = {edition for (edition,) in con.execute(_CONTRADICTED).fetchall()}

    editions = con.execute(
        "SELECT edition_id, document_id FROM staging.stg_edition WHERE is_published ORDER BY ALL"
    ).fetchall()
    found: list[tuple[str, ...]] = []
    for edition, document in editions:
        staged = (_rows(con, name, edition) for name in ("stg_cell", "stg_table", "stg_note"))
        tables, ids, _ = tables_of(*staged)
        audited = audit_tables(tables)
        moved = _moved(con, edition, tables, audited.grids) if edition in contradicted else []
        for finding in (*audited.findings, *moved):
            if finding.blocking and finding.table is not None:
                found.append((document, ids[finding.table], finding.place, finding.printed, finding.explanation))
    return found


def _moved(con: Any, edition: str, tables: list[Table], known: Sequence[Grid]) -> list[Finding]:
    """The columns of an edition that its sentences agree with one row further on."""
    from pipelines.audit.rows import statements_of
    from pipelines.audit.statements.check import check_statements
    from pipelines.audit.told import moved_by_sentences

    rows = sorted(_rows(con, "stg_statement", edition), key=lambda s: int(s["ordinal"]))
    said = statements_of(rows, _rows(con, "stg_statement_mention", edition))
    return moved_by_sentences(known, tables, said, check_statements(known, tables, said))


def record(found: Sequence[tuple[str, ...]]) -> GateRecord:
    """How the check went, as a gate of the build: it stops the release where there is a doubt."""
    name = f"audit__{DOUBT}"
    told = "; ".join(f"{document}, {table}, {place}: {why}" for document, table, place, _, why in found[:TOLD])
    more = f" ({len(found) - TOLD} more in Dagster's check)" if len(found) > TOLD else ""
    what = "Compare with the print (`plumbline extract`); a publisher's slip of one number is no doubt."
    message = f"{name}: {told}{more} {what}" if found else ""
    return GateRecord(name, "audit", not found, "error", 1, len(found), message)


def _rows(con: Any, name: str, edition: str) -> list[dict[str, Any]]:
    result = con.execute(_PUBLISHED.format(name), [edition])
    names = [d[0] for d in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
