"""Printed totals against the sum of their printed parts, in exact decimals and within what printed rounding allows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pipelines.documents.spec import label_key

Path = tuple[str, ...]
Meaning = Mapping[str, str]
ADDABLE = {"count", "share"}
"""Statistics whose values may be added at all; means, medians, ranges and changes may not."""
DIMENSIONS = {"stage", "unit_of_count", "offense_type", "category", "agency"}
"""What tells one whole from another."""


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number of a table: its two paths, its exact value and its printed precision."""

    row: Path
    column: Path
    value: Decimal | None
    decimals: int
    printed: str


@dataclass(frozen=True, slots=True)
class Declared:
    """A total that the publisher prints, as the publication file declares it."""

    axis: str
    whole: Path
    parts_kind: str
    parts: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """One printed total with the sum of its parts. It holds where `excess` (beyond the tolerance) is not above 0."""

    place: str
    printed: str
    summed: Decimal | None
    parts: int
    tolerance: Decimal
    excess: Decimal
    numbers: tuple[Number, ...] = ()
    """The total itself, then its parts."""


def keyed(path: Iterable[str]) -> Path:
    """A path in the form in which printed and declared labels meet."""
    return tuple(label_key(label) for label in path)


def meaning_of(
    number: Number, table: Meaning, rows: Mapping[Path, Meaning], columns: Mapping[Path, Meaning]
) -> Meaning:
    """What is said of a number: by the table, its columns, its rows, outer to inner; what is said last rules."""
    found = dict(table)
    for path, declared in ((keyed(number.column), columns), (keyed(number.row), rows)):
        for depth in range(1, len(path) + 1):
            found |= declared.get(path[:depth], {})
    return found


def whole_of(meaning: Meaning) -> Meaning:
    """What a share is a share of: its meaning, with what the declared denominator changes of it."""
    if "denominator" not in meaning:
        return {name: code for name, code in meaning.items() if name in DIMENSIONS - {"category"}}
    return {name: meaning.get(f"denominator.{name}", meaning.get(name, "")) for name in DIMENSIONS}


def addable(meanings: Sequence[Meaning]) -> bool:
    """Whether numbers may be added: all counts or all shares, and shares only of one and the same whole."""
    statistics = {m.get("statistic", "") for m in meanings}
    if len(statistics) != 1 or not statistics <= ADDABLE:
        return False
    return statistics == {"count"} or all(whole_of(m) == whole_of(meanings[0]) for m in meanings)


def _alike(declared_whole: Path, whole: Path, declared: Path, printed: Path) -> bool:
    """Whether a path is a declared part of this whole: where declaration gives both the same label, print must too."""
    if keyed(printed) != keyed(declared):
        return False
    labels = dict(zip(keyed(declared_whole), whole, strict=False))
    return all(
        labels.get(key, label).casefold() == label.casefold()
        for key, label in zip(keyed(declared), printed, strict=True)
    )


def _parts(total: Declared, whole: Path, paths: Sequence[Path]) -> list[Path]:
    if total.parts_kind == "siblings":
        return [p for p in paths if len(p) == len(whole) and p[:-1] == whole[:-1] and p != whole]
    if total.parts_kind == "children":
        return [p for p in paths if len(p) == len(whole) + 1 and p[:-1] == whole]
    return [p for p in paths if p != whole and any(_alike(total.whole, whole, d, p) for d in total.parts)]


def check(total: Declared, numbers: Sequence[Number], meanings: Mapping[Number, Meaning]) -> Iterator[Sum]:
    """Every sum that a declared total states: one for each column (row) that crosses it and holds addable numbers.

    Counts must agree exactly; rounded shares within half a unit of the last printed digit for each number involved.
    A total whose label or parts are not there fails in a sum of its own. Numbers that are not printed are not guessed:
    where a part prints no number there is no sum.
    """
    along, across = ("row", "column") if total.axis == "rows" else ("column", "row")
    by_line: dict[Path, dict[Path, Number]] = defaultdict(dict)
    order: dict[Path, None] = {}
    for number in numbers:
        by_line[getattr(number, across)][getattr(number, along)] = number
        order.setdefault(getattr(number, along))
    wholes = [p for p in order if keyed(p) == keyed(total.whole)]
    if not wholes:
        yield _absent(f"{along} {_words(total.whole)}", "is declared as a total, but no such label is printed")
    for whole in wholes:
        parts = _parts(total, whole, list(order))
        if not parts:
            yield _absent(f"{along} {_words(whole)}", "is declared as a total, but none of its parts is printed")
            continue
        for line, cells in by_line.items():
            printed = cells.get(whole)
            found = [cells[p] for p in parts if p in cells]
            if printed is None or printed.value is None or not found or any(n.value is None for n in found):
                continue
            if not addable([meanings.get(n, {}) for n in (printed, *found)]):
                continue
            yield _sum(f"{along} {_words(whole)}, {across} {_words(line)}", printed, found, meanings[printed])


def _sum(place: str, printed: Number, found: list[Number], meaning: Meaning) -> Sum:
    summed = sum((n.value for n in found if n.value is not None), Decimal(0))
    exact = meaning.get("statistic") == "count" and all(n.decimals == 0 for n in (printed, *found))
    half_unit = max(Decimal(1).scaleb(-n.decimals) / 2 for n in (printed, *found))
    tolerance = Decimal(0) if exact else half_unit * (len(found) + 1)
    assert printed.value is not None
    excess = abs(printed.value - summed) - tolerance
    return Sum(place, printed.printed, summed, len(found), tolerance, excess, (printed, *found))


def _absent(place: str, why: str) -> Sum:
    return Sum(place, why, None, 0, Decimal(0), Decimal(1))


def _words(path: Path) -> str:
    return " / ".join(path) or "(no label)"


def sums_of(
    cells: Sequence[Mapping[str, Any]], totals: Sequence[Mapping[str, Any]], labels: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, str, Sum]]:
    """Every sum that the declared totals of all tables state, as (edition, table, sum).

    `cells` are body cells of `landing.cell`, `totals` the rows of `landing.declared_total`, `labels` those of
    `landing.declared_label`.
    """
    tables: dict[tuple[str, str, str], list[Number]] = defaultdict(list)
    for c in cells:
        value = Decimal(c["value_text"]) if c["value_text"] not in (None, "") else None
        number = Number(tuple(c["row_path"]), tuple(c["column_path"]), value, c["decimals"] or 0, c["printed"])
        tables[c["document_id"], c["edition_id"], c["table_id"]].append(number)
    stated: dict[tuple[str, str, str], dict[Path, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for label in labels:
        said = stated[label["document_id"], label["table_id"], label["axis"]][keyed(label["label_path"])]
        said[label["attribute"]] = label["code"]
    for total in totals:
        document, table = total["document_id"], total["table_id"]
        declared = Declared(
            total["axis"], tuple(total["whole"]), total["parts_kind"], tuple(tuple(p) for p in total["parts"] or ())
        )
        for (document_id, edition, table_id), numbers in sorted(tables.items(), key=lambda item: item[0]):
            if (document_id, table_id) != (document, table):
                continue
            of_table = stated[document, table, "table"].get((), {})
            of_rows, of_columns = stated[document, table, "rows"], stated[document, table, "columns"]
            meanings = {n: meaning_of(n, of_table, of_rows, of_columns) for n in numbers}
            for found in check(declared, numbers, meanings):
                yield edition, table, found


def rows_of(
    cells: Sequence[Mapping[str, Any]],
    totals: Sequence[Mapping[str, Any]],
    labels: Sequence[Mapping[str, Any]],
    acknowledged: Sequence[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """The sums of all tables (see `sums_of`) as rows of the gate's frame.

    A sum that misses by a number of which the publication file says that it is printed so exceeds nothing: the audit
    tells it. `acknowledged` are the rows of `landing.declared_acknowledged`.
    """
    documents = {c["edition_id"]: c["document_id"] for c in cells}
    found = []
    for edition, table, sum_ in sums_of(cells, totals, labels):
        known = [a for a in acknowledged if a["document_id"] == documents.get(edition)]
        found.append(_row(edition, table, replace(sum_, excess=Decimal(0)) if is_acknowledged(sum_, known) else sum_))
    return found


def is_acknowledged(sum_: Sum, acknowledged: Iterable[Mapping[str, Any]]) -> bool:
    """Whether one of the numbers of a sum is printed as a slip that is known, at the place that its words name."""
    places = {(n.printed, label_key(f"{_words(n.row)}; {_words(n.column)}")) for n in sum_.numbers}
    return any(a["printed"] == printed and a["place"] in place for a in acknowledged for printed, place in places)


def _row(edition: str, table: str, found: Sum) -> dict[str, Any]:
    expected = (
        found.printed if found.summed is None else f"{found.summed} (sum of {found.parts} parts, ± {found.tolerance})"
    )
    return {
        "document": edition,
        "table_id": table,
        "place": found.place,
        "expected": expected,
        "found": "" if found.summed is None else found.printed,
        "excess": float(found.excess),
    }
