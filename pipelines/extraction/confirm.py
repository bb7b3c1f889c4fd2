"""What was found held against what is expected: each expected table gets the one that was read, or a problem is told.

In: a reading and the publication file. Out: tables bound to their ids, and every difference as a problem. A
document with problems is refused as a whole; the problems say what was expected and what was found, so that a person
can decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipelines.documents.spec import Edition, Expect, Label, Publication, TableSpec, label_key
from pipelines.extraction.model import Reading, Table

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoundTable:
    """An expected table with what was read for it (call-outs of several headings gathered into one table)."""

    table_id: str
    spec: TableSpec
    table: Table


@dataclass(frozen=True, slots=True)
class Problem:
    """One difference between what is expected and what was found, as a sentence, with both sides."""

    table_id: str
    expected: str
    found: str
    message: str


@dataclass(frozen=True, slots=True)
class Bound:
    """The expected tables of one edition as read; `unexpected` are tables that the publication file does not name."""

    edition_id: str
    document_id: str
    tables: tuple[BoundTable, ...]
    problems: tuple[Problem, ...]
    unexpected: tuple[Table, ...] = ()


def declared_paths(labels: Sequence[Label], above: Path = ()) -> Iterable[Path]:
    """The label paths (as label keys) of a tree of declared labels, parents before the labels under them."""
    for label in labels:
        path = (*above, label_key(label.label))
        yield path
        yield from declared_paths(label.under, path)


def key_path(path: Iterable[str]) -> Path:
    """A printed path as label keys."""
    return tuple(label_key(label) for label in path)


def bind(reading: Reading, publication: Publication, edition: Edition) -> Bound:
    """The expected tables of an edition, bound to what was read, with every difference as a problem."""
    tables: list[BoundTable] = []
    problems: list[Problem] = []
    used: set[int] = set()
    for spec in publication.tables:
        hits = [i for i, t in enumerate(reading.tables) if _matches(t, spec)]
        if spec.kind == "table" and len(hits) > 1:
            titled = [i for i in hits if spec.title and label_key(reading.tables[i].title) == label_key(spec.title)]
            hits = titled or hits
        if problem := _presence(spec, [reading.tables[i] for i in hits], reading):
            problems.append(problem)
            continue
        used.update(hits)
        found = [reading.tables[i] for i in hits]
        table = found[0] if spec.kind == "table" else _gather(found)
        problems.extend(_differences(spec, publication.expected(edition, spec), table))
        tables.append(BoundTable(spec.table_id, spec, table))
    rest = tuple(t for i, t in enumerate(reading.tables) if i not in used)
    return Bound(publication.edition_id(edition), publication.document_id, tuple(tables), tuple(problems), rest)


def _matches(table: Table, spec: TableSpec) -> bool:
    if table.kind != spec.kind:
        return False
    names = {label_key(table.label)} - {""}
    if not names and table.kind == "table":
        stub = table.column_paths[0] if table.stub_columns and table.column_paths else ()
        names = {label_key(name) for name in (table.title, *stub) if name}
    return bool(names & {label_key(anchor) for anchor in spec.anchors})


def _presence(spec: TableSpec, found: Sequence[Table], reading: Reading) -> Problem | None:
    anchors = " or ".join(f"“{a}”" for a in spec.anchors)
    if not found:
        seen = (
            ", ".join(f"“{t.label or t.title or (t.column_paths[0] or ('?',))[0]}”" for t in reading.tables) or "none"
        )
        return Problem(
            spec.table_id, anchors, seen, f"{spec.table_id}: no {spec.kind} headed {anchors} was found; found: {seen}."
        )
    if spec.kind == "table" and len(found) > 1:
        pages = ", ".join(str(t.parts[0].page) for t in found)
        return Problem(
            spec.table_id,
            "one table",
            f"{len(found)} tables",
            f"{spec.table_id}: {anchors} heads {len(found)} tables (pages {pages}).",
        )
    if spec.kind == "callouts":
        missing = {label_key(a): a for a in spec.anchors}
        for table in found:
            missing.pop(label_key(table.label), None)
        if missing:
            names = ", ".join(f"“{a}”" for a in missing.values())
            return Problem(spec.table_id, anchors, names, f"{spec.table_id}: no call-outs were found under {names}.")
    return None


def _gather(tables: Sequence[Table]) -> Table:
    """Call-outs under several headings as one table of one column."""
    first = tables[0]
    for table in tables[1:]:
        shift = len(first.row_paths)
        moved = tuple(replace(c, row_start=c.row_start + shift, row_end=c.row_end + shift) for c in table.cells)
        first = replace(
            first,
            parts=first.parts + table.parts,
            cells=first.cells + moved,
            row_paths=first.row_paths + table.row_paths,
            notes=first.notes + table.notes,
            remarks=first.remarks + table.remarks,
        )
    return first


def size_of(table: Table) -> Expect:
    """How many rows and columns of a table carry values, and how many values there are."""
    body = table.body()
    return Expect.model_construct(
        rows=len({c.row_start for c in body}), columns=len({c.col_start for c in body}), values=len(body)
    )


def _differences(spec: TableSpec, expected: Expect, table: Table) -> list[Problem]:
    problems: list[Problem] = []

    def differ(what: str, wanted: str, got: str) -> None:
        problems.append(
            Problem(spec.table_id, wanted, got, f"{spec.table_id}: {what}: expected {wanted}, found {got}.")
        )

    if spec.title and spec.kind == "table" and table.label and label_key(table.title) != label_key(spec.title):
        differ("title", f"“{spec.title}”", f"“{table.title}”")
    size = size_of(table)
    for name in ("rows", "columns", "values"):
        wanted, got = getattr(expected, name), getattr(size, name)
        if wanted != got:
            differ(f"number of {name}", str(wanted), str(got))
    body = table.body()
    rows = [table.row_paths[r] for r in sorted({c.row_start for c in body})]
    columns = [table.column_paths[c] for c in sorted({c.col_start for c in body})]
    for axis, found, tree in (("row", rows, spec.rows), ("column", columns, spec.columns)):
        known = set(declared_paths(tree))
        for path in found:
            unlabelled = bool(path) and path[-1] == "" and spec.unlabelled_values > 0
            if not unlabelled and key_path(path) not in known:
                differ(f"{axis} label", "a declared label", " › ".join(path) or "no label")
        for path, times in Counter(found).items():
            if times > 1:
                differ(f"{axis} label “{' › '.join(path)}”", "once", f"{times} times")
    unlabelled_found = sum(r.kind == "value_without_label" for r in table.remarks)
    if unlabelled_found != spec.unlabelled_values:
        differ("values without a label", str(spec.unlabelled_values), str(unlabelled_found))
    return problems
