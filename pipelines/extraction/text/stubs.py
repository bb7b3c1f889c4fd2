"""Row labels: footnote markers taken off, and the path of each row, from the print, from sums, or as declared."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from pipelines.documents.spec import TableSpec
from pipelines.extraction.model import Box
from pipelines.extraction.text.draft import Row
from pipelines.extraction.text.expected import MISSING_GLYPH, Declared, declared_rows, find_key, knows, row_keys
from pipelines.extraction.text.lines import Piece
from pipelines.extraction.text.values import MARKS
from pipelines.extraction.values import Value, parse_value

Path = tuple[str, ...]
_SIGNS = re.compile(rf"(?<=\S)\s?(?P<marks>[{re.escape(MARKS)}]+)$")
_MOST_PARTS = 300
_COLUMNS_A_SLIP = 4
"""One column in so many may not add up, where the others are enough to tell a slip from rows that have no parts."""
_LEAST_COUNTS = 3
_LEAST_DIGITS = 8
"""Columns of counts, and digits in them, that have to add up where another column does not."""
_TOTAL = re.compile(r"(?:grand |sub)?totals?\b|all\b|overall\b", re.IGNORECASE)


def unmarked(rows: Sequence[Row], spec: TableSpec | None, marks: Sequence[str]) -> list[Row]:
    """The rows with footnote markers parted from their labels; `marks` are the footnotes' markers in their order.

    A letter or digit glued to a word is a marker only if a footnote has it, and either the label is declared without
    it, or no label is declared and only one label ends with it between those with the markers before and after.
    """
    known = row_keys(spec)
    letters = [m for m in marks if m.isalnum()]
    glued = {} if known else _glued([row.label.text for row in rows], letters)
    result = []
    for i, row in enumerate(rows):
        text = row.label.text
        if found := _SIGNS.search(text):
            result.append(_cut(row, found.start(), tuple(found["marks"])))
        elif i in glued or (text[-1:] in letters and not knows(known, text) and knows(known, text[:-1])):
            result.append(_cut(row, len(text) - 1, (text[-1],)))
        else:
            result.append(row)
    return result


def _glued(labels: Sequence[str], letters: Sequence[str]) -> dict[int, str]:
    """Which label has which glued marker: footnotes are lettered in the order of their labels."""
    places = {m: [i for i, t in enumerate(labels) if len(t) > 2 and t[-1] == m and t[-2] not in " -/"] for m in letters}
    sure = {m: p[0] for m, p in places.items() if len(p) == 1}
    for n, letter in enumerate(letters):
        after = max((sure[m] for m in letters[:n] if m in sure), default=-1)
        before = min((sure[m] for m in letters[n + 1 :] if m in sure), default=len(labels))
        between = [i for i in places[letter] if after < i < before]
        if len(between) == 1:
            sure[letter] = between[0]
        else:
            sure.pop(letter, None)
    return {i: m for m, i in sure.items()}


def _cut(row: Row, end: int, markers: Path) -> Row:
    text, box = row.label.text[:end].rstrip(), row.label.box
    single = box.bottom - box.top <= 1
    box = Box(box.page, box.x0, box.top, box.x0 + len(text), box.bottom) if single else box
    return replace(row, label=Piece(text, box), markers=(*row.markers, *markers))


def row_paths(rows: Sequence[Row], spec: TableSpec | None) -> list[Path]:
    """The path of each row, sections included: as declared where the label is, else from print and sums."""
    printed = _inferred(rows)
    if spec is None or not spec.rows:
        return printed
    known = list(declared_rows(spec.rows))
    keys = row_keys(spec)
    below: dict[tuple[str, ...], str] = {}
    current: tuple[str, ...] = ()
    paths: list[Path] = []
    for row, inferred in zip(rows, printed, strict=True):
        found = _choose(known, find_key(keys, row.label.text), current, below, row.section)
        if found is None:
            paths.append(inferred)
            continue
        # A path has the declared label where a glyph is missing in print; the cell keeps what is printed.
        below[found.keys] = found.path[-1] if MISSING_GLYPH in row.label.text else row.label.text
        current = found.keys
        paths.append(tuple(below.get(found.keys[:i], found.path[i - 1]) for i in range(1, len(found.keys) + 1)))
    return paths


def _choose(
    known: Sequence[Declared], key: str | None, current: Path, seen: dict[Path, str], section: bool
) -> Declared | None:
    """The declared row with this label that is nearest to the row before; its parent must have been printed."""
    if key is None:
        return None
    fits = [d for d in known if d.keys[-1] == key and all(d.keys[:i] in seen for i in range(1, len(d.keys)))]
    if section:
        fits = [d for d in fits if d.parent] or fits
    if len(fits) > 1:
        fits.sort(key=lambda d: -_common(d.keys[:-1], current))
        if _common(fits[0].keys[:-1], current) == _common(fits[1].keys[:-1], current):
            deepest = [d for d in fits if _common(d.keys[:-1], current) == _common(fits[0].keys[:-1], current)]
            fits = [d for d in deepest if d.keys not in seen] or deepest
    return fits[0] if fits else None


def _common(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    count = 0
    while count < min(len(a), len(b)) and a[count] == b[count]:
        count += 1
    return count


@dataclass(frozen=True, slots=True)
class _Numbers:
    """A row's values, and in which columns it prints a percent sign."""

    values: tuple[Value, ...]
    signs: tuple[bool, ...]
    label: str


def _inferred(rows: Sequence[Row]) -> list[Path]:
    """Paths from the print alone: sections over the rows below them, and rows that are the sum of those under them."""
    paths: list[Path] = []
    above: list[str] = []
    start = 0
    while start < len(rows):
        if rows[start].section:
            fresh = start == 0 or not rows[start - 1].section
            above = [rows[start].label.text] if fresh else [*above, rows[start].label.text]
            paths.append(tuple(above))
            start += 1
            continue
        end = start
        while end < len(rows) and not rows[end].section:
            end += 1
        scope = [_numbers(row) for row in rows[start:end]]
        inside = len(scope) if end < len(rows) or not above else _inside(scope)
        for i, inner in enumerate(_nested(scope[:inside])):
            paths.append((*above, *(rows[start + j].label.text for j in inner), rows[start + i].label.text))
        for i, inner in enumerate(_nested(scope[inside:])):
            first = start + inside
            paths.append((*(rows[first + j].label.text for j in inner), rows[first + i].label.text))
        start = end
    return paths


def _numbers(row: Row) -> _Numbers:
    texts = [v.piece.text if v else "" for v in row.values]
    return _Numbers(tuple(parse_value(t) for t in texts), tuple(t.endswith("%") for t in texts), row.label.text)


def _inside(scope: Sequence[_Numbers]) -> int:
    """How many rows belong to the last section: plain counts after shares stand outside of it."""
    if not scope or not _share(scope[0]):
        return len(scope)
    end = len(scope)
    while end > 1 and _counts_under(scope[end - 1], scope[0]):
        if not any(v.value is not None and v.value > 100 for v in scope[end - 1].values):
            break
        end -= 1
    return end


def _counts_under(row: _Numbers, first: _Numbers) -> bool:
    """Whether a row has plain counts; in one column of four it may not, if the first row has shares over its counts."""
    shown = [(c, bool(v.decimals or v.unit)) for c, v in enumerate(row.values) if v.kind == "number"]
    odd = sum(other for _, other in shown)
    under = sum(not other and (first.signs[c] or first.values[c].decimals > 0) for c, other in shown)
    return not odd or _COLUMNS_A_SLIP * odd <= odd + under


def _share(row: _Numbers) -> bool:
    return any(row.signs) or any(v.decimals for v in row.values)


def _nested(scope: Sequence[_Numbers]) -> list[tuple[int, ...]]:
    """For each row the rows above it in the tree, outermost first; a total of the whole scope is above none."""
    above: list[int | None] = [None] * len(scope)
    roots: list[int] = []
    width = len(scope[0].values) if scope else 0
    shares = [c for c in range(width) if any(r.signs[c] for r in scope)]
    blocks = [c for c in shares if not all(r.signs[c] for r in scope)]
    for i in range(len(scope) - 1, -1, -1):
        row = scope[i]
        grand = i == 0 or _TOTAL.match(row.label) is not None or _whole(row)
        taken = 0 if grand else _children(scope, i, roots, shares, blocks)
        for _ in range(taken):
            above[roots.pop()] = i
        roots.append(i)
    if scope and (first := scope[0]) and not (_TOTAL.match(first.label) or _whole(first)):
        roots.pop()
        taken = _children(scope, 0, roots, shares, blocks)
        if taken < len(roots):
            for j in roots[len(roots) - taken :]:
                above[j] = 0
    if _adds_up_flat(scope, shares):
        return [()] * len(scope)
    return [_line(above, i) for i in range(len(scope))]


def _adds_up_flat(scope: Sequence[_Numbers], shares: Sequence[int]) -> bool:
    """Whether all rows add to one total beside them in some column: then no row is the sum of others, though their
    numbers may happen to add up."""
    totals = [i for i, row in enumerate(scope) if _TOTAL.match(row.label) or _whole(row)]
    if len(totals) != 1 or totals[0] not in (0, len(scope) - 1):
        return False
    parts = [row for i, row in enumerate(scope) if i != totals[0]]
    for c, whole in enumerate(scope[totals[0]].values):
        numbers = [row.values[c].value for row in parts]
        known = [n for n in numbers if n is not None]
        if whole.kind != "number" or _size(whole) < 10 or len(known) < len(numbers):
            continue
        if _agree(whole, sum(known, Decimal(0)), len(known), c in shares):
            return True
    return False


def _line(above: Sequence[int | None], i: int) -> tuple[int, ...]:
    line: list[int] = []
    parent = above[i]
    while parent is not None:
        line.insert(0, parent)
        parent = above[parent]
    return tuple(line)


def _whole(row: _Numbers) -> bool:
    """Whether a row prints 100% where it prints shares; in one share of four or more it is a slip or a part."""
    signed = [v.value == 100 for s, v in zip(row.signs, row.values, strict=True) if s]
    return _COLUMNS_A_SLIP * sum(signed) > len(signed)


def _children(
    scope: Sequence[_Numbers], i: int, roots: Sequence[int], shares: Sequence[int], blocks: Sequence[int]
) -> int:
    """How many of the next rows add up to row i, or 0: in all columns, or in all but a few that must be slips.

    A row that prints the % sign begins a block. `roots` are the rows below without a parent yet, the next one last.
    """
    row = scope[i]
    numeric = [c for c, v in enumerate(row.values) if v.kind == "number" and v.value is not None]
    if (len(numeric) < 2 and not blocks) or not any(_size(row.values[c]) >= 10 for c in numeric):
        return 0
    slips = len(numeric) // _COLUMNS_A_SLIP
    # Signs that stand elsewhere are a slip too, of a column that moved, if most columns have theirs where they belong.
    signs = min(slips, max(0, len(blocks) - 1) // 2)
    astray = {c for c in blocks if not row.signs[c]}
    sums = {c: Decimal(0) for c in numeric}
    parts: list[_Numbers] = []
    beyond = False
    fewest, nearly = slips + 1, 0
    for j in islice(reversed(roots), _MOST_PARTS):
        parts.append(scope[j])
        astray |= {c for c in blocks if scope[j].signs[c]}
        if len(astray) > signs:
            break
        for c in numeric:
            sums[c] += scope[j].values[c].value or Decimal(0)
        off = astray | {c for c in numeric if not _agree(row.values[c], sums[c], len(parts), c in shares)}
        if len(parts) >= 2 and len(off) < fewest:
            if not off and not beyond:
                return len(parts)
            if _no_chance(row, parts, [c for c in numeric if c not in off and c not in shares]):
                fewest, nearly = len(off), len(parts)
        large = sum(sums[c] > 2 * _size(row.values[c]) + 2 for c in numeric)
        if large > slips:
            break
        beyond = beyond or large > 0
    return nearly


def _no_chance(row: _Numbers, parts: Sequence[_Numbers], columns: Sequence[int]) -> bool:
    """Whether enough digits of counts add up that the rows are parts, whatever another column says."""
    counts = [c for c in columns if not row.values[c].decimals and _size(row.values[c]) >= 10]
    # Columns that repeat one another tell no more than one of them.
    told = {tuple(int(_size(r.values[c])) for r in (row, *parts)) for c in counts}
    return len(told) >= _LEAST_COUNTS and sum(_digits(numbers) for numbers in told) >= _LEAST_DIGITS


def _digits(numbers: Sequence[int]) -> int:
    """The digits of the first number without the zeros in which all of them end: these may come of rounding."""
    ending = str(math.gcd(*numbers))
    return len(str(numbers[0])) - (len(ending) - len(ending.rstrip("0")))


def _size(value: Value) -> Decimal:
    return abs(value.value or Decimal(0))


def _agree(whole: Value, total: Decimal, parts: int, share: bool) -> bool:
    assert whole.value is not None
    rounded = share or whole.decimals > 0
    room = Decimal(parts + 1) / 2 * Decimal(1).scaleb(-whole.decimals) if rounded else Decimal(0)
    return abs(whole.value - total) <= room
