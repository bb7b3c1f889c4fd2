"""Call-outs of Markdown pages: a big value in a paragraph of its own with its label, under the nearest heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipelines.documents.spec import TableSpec, label_key
from pipelines.extraction.model import Cell, Remark, Table
from pipelines.extraction.text.draft import Found
from pipelines.extraction.text.expected import declared_rows
from pipelines.extraction.text.grid import parts
from pipelines.extraction.text.lines import Line, Piece, together
from pipelines.extraction.text.values import cell_value, has_digit, label_before, trailing_values

_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*?)[\s#]*")
_LIST = re.compile(r"(?:[-+*\u2022\u25a0]|\d+[.)])\s")
_LONGEST = 110

Kind = Literal["heading", "label", "value", "both", "text"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of the page: heading, label, value, label with value, or running text.

    `bold` says that all of it is; of a label with its value, `whole` is both and `marked` says that the value is bold.
    """

    at: int
    kind: Kind
    label: Piece | None
    value: Piece | None
    bold: bool = False
    whole: Piece | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A call-out: its heading, its label ('' if none is printed) and its value (None if none is printed)."""

    heading: Piece
    label: Piece | None
    value: Piece | None
    at: int


class Declared:
    """The call-outs that are expected: which label stands under which heading, and labels without a value."""

    def __init__(self, expected: Sequence[TableSpec]) -> None:
        self.headings: set[str] = set()
        self.labels: dict[str, set[str]] = {}
        self.empty: dict[str, set[str]] = {}
        for spec in (s for s in expected if s.kind == "callouts"):
            anchors = {label_key(a) for a in spec.anchors}
            self.headings |= anchors
            for row in declared_rows(spec.rows):
                own = set(row.keys[:-1]) & anchors or (anchors if row.keys[-1] not in anchors else set())
                for heading in own:
                    self.labels.setdefault(heading, set()).add(row.keys[-1])
            for path in spec.labels_without_value:
                keys = [label_key(p) for p in path]
                for heading in set(keys[:-1]) & anchors or anchors:
                    self.empty.setdefault(heading, set()).add(keys[-1])

    def knows(self, label: str) -> bool:
        """Whether a label is declared under any heading."""
        key = label_key(label)
        return any(key in keys for keys in (*self.labels.values(), *self.empty.values()))

    def home(self, label: str, heading: str) -> str | None:
        """The heading that the label is declared under: the printed one if it may be, else the only other one."""
        key, own = label_key(label), label_key(heading)
        if key in self.labels.get(own, ()):
            return own
        homes = [h for h, keys in self.labels.items() if key in keys]
        return homes[0] if len(homes) == 1 else None


def read_callouts(lines: Sequence[Line], expected: Sequence[TableSpec], taken: set[int]) -> list[Found]:
    """One table of call-outs for each heading that has values."""
    declared = Declared(expected)
    units = _units(lines, declared, taken)
    if not any(u.kind == "heading" for u in units):
        return []  # only marked or declared headings tell call-outs from stray numbers
    units = _settled(units, declared)
    items = [_placed(i, units, declared) for i in _items(units, declared)]
    groups: dict[tuple[str, int], list[Item]] = {}
    for item in items:
        groups.setdefault((item.heading.text, int(item.heading.box.top)), []).append(item)
    return [_table(group) for group in groups.values() if any(i.value for i in group)]


def _units(lines: Sequence[Line], declared: Declared, taken: set[int]) -> list[Unit]:
    units: list[Unit] = []
    for at, line in enumerate(lines):
        if line.blank:
            continue
        unit = Unit(at, "text", None, None) if at in taken or not line.words else _unit(line, at, declared)
        last = units[-1] if units else None
        if unit.kind == "label" and last and last.kind == "label" and _one_label(last, unit, declared):
            assert last.label is not None
            assert unit.label is not None
            units[-1] = Unit(at, "label", together([last.label, unit.label]), None, unit.bold)
        else:
            units.append(unit)
    return units


def _one_label(first: Unit, second: Unit, declared: Declared) -> bool:
    """Two lines of one paragraph in the same style are one label, unless each is declared by itself."""
    assert first.label is not None
    assert second.label is not None
    if len(first.label.text) > _LONGEST:
        return False  # no label; and joining a page line by line takes time
    if second.at != first.at + 1 or _upper(first.label.text) != _upper(second.label.text) or first.bold != second.bold:
        return False
    return not declared.knows(first.label.text)


def _unit(line: Line, at: int, declared: Declared) -> Unit:
    """What a line is by itself."""
    if found := _HEADING.fullmatch(line.words):
        return Unit(at, "heading", _inner(line, found["text"])[0], None)
    whole, bold = _inner(line, line.words)
    if label_key(whole.text) in declared.headings:
        return Unit(at, "heading", whole, None)
    if cell_value(whole) and has_digit(whole.text):
        return Unit(at, "value", None, whole, bold)
    if _LIST.match(whole.text) or len(whole.text) > _LONGEST or whole.text.endswith((".", ":", ";", "!", "?", ",")):
        return Unit(at, "text", None, None)
    bare = replace(line, text=line.text.replace("**", "  "))
    values = trailing_values(bare)
    if values:
        label = label_before(bare, values[-1:])
        if _upper(label.text) or declared.knows(label.text):
            return Unit(at, "both", label, values[-1].piece, bold, whole, marked="**" in whole.text)
        return Unit(at, "text", None, None)
    if "**" in whole.text or not any(c.isalpha() for c in whole.text) or whole.text.startswith(("(", "[")):
        return Unit(at, "text", None, None)
    return Unit(at, "label", whole, None, bold)


def _inner(line: Line, words: str) -> tuple[Piece, bool]:
    """Words of the line without the bold marks around them, and whether there were such marks."""
    bold = words.startswith("**") and words.endswith("**") and len(words) > 4 and "**" not in words[2:-2]
    inner = words[2:-2].strip() if bold else words
    start = line.text.find(inner)
    return line.piece(start, start + len(inner)), bold


def _upper(text: str) -> bool:
    return any(c.isalpha() for c in text) and not any(c.islower() for c in text)


def _settled(units: Sequence[Unit], declared: Declared) -> list[Unit]:
    """What lines are beside others: a number that ends a label over a value belongs to the label; words in small
    letters are a label only beside their value; other bold lines, and those right over a label, are headings."""
    label_first = _order(units)
    result: list[Unit] = []
    for i, unit in enumerate(units):
        following = units[i + 1] if i + 1 < len(units) else None
        beside = following if label_first else (units[i - 1] if i else None)
        by_value = beside is not None and beside.kind == "value"
        if unit.kind == "both" and unit.whole and (declared.knows(unit.whole.text) or (by_value and not unit.marked)):
            unit = Unit(unit.at, "label", unit.whole, None)
        elif unit.kind == "label" and (text := _small(unit, declared)):
            over = following is not None and following.at == unit.at + 1 and following.kind in ("label", "both")
            if over or (unit.bold and not by_value):
                unit = replace(unit, kind="heading")
            elif not by_value or len(text.split()) > 12:
                unit = Unit(unit.at, "text", None, None)
        result.append(unit)
    return result


def _small(unit: Unit, declared: Declared) -> str:
    """The words of a label that is neither in capitals nor declared, else nothing."""
    text = unit.label.text if unit.label else ""
    return "" if _upper(text) or declared.knows(text) else text


def _items(units: Sequence[Unit], declared: Declared) -> list[Item]:
    """Labels and values paired within each stretch between headings and running text."""
    items: list[Item] = []
    heading: Piece | None = None
    stretch: list[Unit] = []
    order = _order(units)
    for unit in [*units, Unit(-1, "text", None, None)]:
        if unit.kind in ("heading", "text"):
            if heading:
                items.extend(_paired(stretch, heading, order, declared))
            stretch = []
            heading = unit.label if unit.kind == "heading" else heading
        else:
            stretch.append(unit)
    return items


def _order(units: Sequence[Unit]) -> bool:
    """Whether labels stand before their values on this page; so where nothing tells."""
    first = after = 0
    for before, unit in zip((Unit(-1, "text", None, None), *units), units, strict=False):
        if before.kind in ("heading", "text"):
            first += unit.kind == "label"
            after += unit.kind == "value"
    return first >= after


def _paired(stretch: Sequence[Unit], heading: Piece, label_first: bool, declared: Declared) -> list[Item]:
    kinds = [u.kind for u in stretch]
    value_first = bool(kinds) and kinds[0] == "value" and kinds[-1] == "label" and kinds.count("both") == 0
    value_first = value_first and (not label_first or kinds == ["value", "label"] * (len(kinds) // 2))
    units = list(reversed(stretch)) if value_first else list(stretch)
    items: list[Item] = []
    waiting: Unit | None = None
    for unit in units:
        if unit.kind == "value":
            items.append(Item(heading, waiting.label if waiting else None, unit.value, unit.at))
            waiting = None
            continue
        if waiting:
            items.append(Item(heading, waiting.label, None, waiting.at))
            waiting = None
        if unit.kind == "both":
            items.extend(_split(unit, heading, declared))
        else:
            waiting = unit
    if waiting:
        items.append(Item(heading, waiting.label, None, waiting.at))
    return list(reversed(items)) if value_first else items


def _split(unit: Unit, heading: Piece, declared: Declared) -> list[Item]:
    """A label with its value; of two labels run together the last has the value, if they are declared apart."""
    assert unit.label
    label, key = unit.label, label_key(heading.text)
    for space in re.finditer(r"\s+", label.text):
        first, last = label.text[: space.start()], label.text[space.end() :]
        if label_key(first) in declared.empty.get(key, ()) and label_key(last) in declared.labels.get(key, ()):
            box = label.box
            left = replace(box, x1=box.x0 + len(first))
            right = replace(box, x0=box.x0 + space.end())
            return [
                Item(heading, Piece(first, left), None, unit.at),
                Item(heading, Piece(last, right), unit.value, unit.at),
            ]
    return [Item(heading, label, unit.value, unit.at)]


def _placed(item: Item, units: Sequence[Unit], declared: Declared) -> Item:
    """The item under the heading it is declared under, if that heading is printed near it."""
    if item.label is None or (home := declared.home(item.label.text, item.heading.text)) is None:
        return item
    if home == label_key(item.heading.text):
        return item
    named = [u for u in units if u.kind == "heading" and u.label and label_key(u.label.text) == home]
    if not named:
        return item
    nearest = min(named, key=lambda u: abs(u.at - item.at)).label
    assert nearest
    return replace(item, heading=nearest)


def _table(items: Sequence[Item]) -> Found:
    """The call-outs under one heading as a table of two columns: label and value."""
    heading = items[0].heading
    cells: list[Cell] = []
    paths: list[tuple[str, ...]] = []
    remarks: list[Remark] = []
    for item in items:
        text = item.label.text if item.label else ""
        if item.value is None:
            assert item.label
            remarks.append(Remark("label_without_value", text, item.label.box))
            continue
        row = len(paths)
        if item.label is None:
            remarks.append(Remark("value_without_label", item.value.text, item.value.box))
        else:
            cells.append(Cell(row, row, 0, 0, text, item.label.box, "stub"))
        value = cell_value(item.value)
        assert value
        cells.append(Cell(row, row, 1, 1, value.piece.text, value.piece.box, "body", value.markers))
        paths.append((heading.text, text))
    table = Table(
        label=heading.text,
        title=heading.text,
        kind="callouts",
        parts=parts([heading.box, *(c.box for c in cells), *(r.box for r in remarks)]),
        header_rows=0,
        stub_columns=1,
        cells=tuple(cells),
        row_paths=tuple(paths),
        column_paths=((), ("Value",)),
        remarks=tuple(remarks),
    )
    first = min(item.at for item in items)
    return Found(table, (first, max(item.at for item in items) + 1))
