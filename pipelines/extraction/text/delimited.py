"""Runs of lines whose cells are parted by a sign: tabs, bars, commas or semicolons; and grids drawn with bars.

In: lines of a file. Out: for each run its rows of cells with their places, and how many rows stand above the rule under
the head. Relies on the sign alone: on its number in each line, and for commas on numbers that stand in one column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.extraction.text.draft import Value
from pipelines.extraction.text.lines import MOST_ROWS, Line, Piece, together
from pipelines.extraction.text.markup import plain
from pipelines.extraction.text.values import cell_value, has_digit, is_years

LEAST_BARRED = 3
"""Lines with bars that are a table without a rule under a head."""
LEAST_LISTED = 3
"""Lines with commas or semicolons that are a table."""
LONGEST_FIELD = 60
"""Characters of a field between commas; clauses of a sentence are longer on average or hold no numbers."""
_RULE = re.compile(r"[|+]?\s*:?[-=]+:?\s*(?:[|+]\s*:?[-=]+:?\s*)*[|+]?")
_BORDER = re.compile(r"\+(?:[-=:]+\+)+")
_BAR = re.compile(r"(?<!\\)\|")
_TAB = re.compile("\t")
_FIELD = re.compile(r'\s*(?:"(?P<quoted>(?:[^"]|"")*)"\s*|(?P<bare>[^"]*?))')
_UPRIGHT, _LEVEL = "\u2502\u2503\u2551", "\u2500\u2501\u2550"
_CORNERS = "".join(map(chr, [*range(0x250C, 0x254C), *range(0x2552, 0x256D)]))
_DRAWN = str.maketrans({**dict.fromkeys(_UPRIGHT, "|"), **dict.fromkeys(_LEVEL, "-"), **dict.fromkeys(_CORNERS, "+")})


@dataclass(frozen=True, slots=True)
class Run:
    """Lines from `start` up to `end` as rows of cells; `head` rows stand above a rule, None where there is none.

    `sure` says that the signs alone make it a table, whatever its cells hold.
    """

    start: int
    end: int
    rows: list[list[Value]]
    head: int | None = None
    sure: bool = False


def find_run(lines: Sequence[Line], at: int) -> Run | None:
    """The run that begins at the line, if one does."""
    words = lines[at].words
    if not words:
        return None
    if "\t" in lines[at].text.lstrip(" "):
        end = _while(lines, at, lambda n: "\t" in n.text.lstrip(" ") and bool(n.words))
        return Run(at, end, [_cells(n, _TAB) for n in lines[at:end]] if end - at <= MOST_ROWS else [])
    drawn = words.translate(_DRAWN)
    if _BORDER.fullmatch(drawn) or ("|" in drawn and _BORDER.search(drawn)):
        return _grid(lines, at)
    if "|" in drawn:
        return _barred(lines, at)
    for sign in (",", ";"):
        if words.count(sign) > 1 and (run := _listed(lines, at, sign)):
            return run
    return None


def _while(lines: Sequence[Line], at: int, holds: Callable[[Line], bool]) -> int:
    end = at
    while end < len(lines) and lines[end].page == lines[at].page and holds(lines[end]):
        end += 1
    return end


def _barred(lines: Sequence[Line], at: int) -> Run | None:
    end = _while(lines, at, lambda n: "|" in n.words.translate(_DRAWN) or (bool(n.words) and _is_rule(n)))
    if end - at > MOST_ROWS:
        return Run(at, end, [])
    part = lines[at:end]
    rules = [i for i, n in enumerate(part) if _is_rule(n)]
    rows = [_cells(n, _BAR, trim=True) for i, n in enumerate(part) if i not in rules]
    head = rules[0] if rules and rules[0] > 0 else None
    if len(rows) < 2 or (not rules and (len(part) < LEAST_BARRED or max(map(len, rows)) < 2)):
        return None
    if not rules and len({len(r) for r in rows}) > 2:
        return None  # bars between links or in formulas
    return Run(at, end, rows, head, sure=head is not None)


def _is_rule(line: Line) -> bool:
    words = line.words.translate(_DRAWN)
    return len(words) > 2 and _RULE.fullmatch(words) is not None and ("|" in words or "+" in words or "--" in words)


def _cells(line: Line, gap: re.Pattern[str], trim: bool = False) -> list[Value]:
    """The cells of a line; a bar at either end of the line is no border of an empty cell."""
    start, text = 0, line.text.translate(_DRAWN) if trim else line.text
    if trim:
        text = text.rstrip()
        text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
        start = len(text) - len(text.lstrip())
        start += text[start : start + 1] == "|"
    cells = []
    for found in [*gap.finditer(text, start), None]:
        end = found.start() if found else len(text)
        cells.append(plain(line.piece(start, end)))
        start = found.end() if found else end
    return cells


def _listed(lines: Sequence[Line], at: int, sign: str) -> Run | None:
    """Lines with as many fields each, of which the same ones hold numbers."""
    first = _fields(lines[at], sign)
    if first is None or len(first) < 3 or any(_held(c) for c in first[1:]):
        return None  # commas inside numbers, or no head
    rows: list[list[Value]] = []
    end = at
    while end < len(lines) and lines[end].page == lines[at].page and lines[end].words and end - at < MOST_ROWS:
        fields = _fields(lines[end], sign)
        if fields is None or len(fields) != len(first):
            break
        rows.append(fields)
        end += 1
    if len(rows) < LEAST_LISTED or sum(len(c.piece.text) for r in rows for c in r) > LONGEST_FIELD * len(rows) * len(
        first
    ):
        return None
    below = rows[1:]
    numbers = [
        c
        for c in range(1, len(first))
        if all(not r[c].piece.text or cell_value(r[c].piece) for r in below)
        and sum(has_digit(r[c].piece.text) for r in below) * 2 >= len(below)
    ]
    spaced = sum(n.words.count(sign + " ") for n in lines[at:end])
    if not numbers or (sign == "," and spaced * 2 > (len(first) - 1) * len(rows)):
        return None
    return Run(at, end, rows)


def _held(cell: Value) -> bool:
    """Whether a field is a number that is no year, or has a gap inside: its line is no list of fields."""
    text = cell.piece.text
    return "  " in text or (text[:1].isdigit() and not is_years(text))


def _fields(line: Line, sign: str) -> list[Value] | None:
    """The fields between the signs; a sign or a quote inside quotes parts nothing."""
    text, start, fields = line.text, 0, []
    if '"' not in text:
        return [Value(p) for p in _split(line, sign)]
    while True:
        found = re.compile(_FIELD.pattern + rf"(?:{re.escape(sign)}|$)").match(text, start)
        if found is None:
            return None
        group = "quoted" if found["quoted"] is not None else "bare"
        piece = line.piece(*found.span(group))
        fields.append(Value(Piece(piece.text.replace('""', '"'), piece.box)))
        if found.end() >= len(text) and not text.endswith(sign):
            return fields
        if found.end() >= len(text):
            return [*fields, Value(line.piece(len(text), len(text)))]
        start = found.end()


def _split(line: Line, sign: str) -> list[Piece]:
    pieces, start = [], 0
    for part in line.text.split(sign):
        pieces.append(line.piece(start, start + len(part)))
        start += len(part) + len(sign)
    return pieces


def _grid(lines: Sequence[Line], at: int) -> Run | None:
    """A grid of borders and bars; a cell may take several lines, and reach over columns and rows."""
    end = _while(lines, at, lambda n: n.words.translate(_DRAWN)[:1] in ("|", "+"))
    if end - at > MOST_ROWS:
        return Run(at, end, [])
    texts = [n.text.translate(_DRAWN) for n in lines[at:end]]
    borders = [i for i, t in enumerate(texts) if _BORDER.search(t)]
    edges = sorted({m.start() for i in borders for m in re.finditer(r"\+", texts[i])})
    if len(edges) < 3 or end - at < 3:
        return None
    rows: list[list[Value]] = []
    head = None
    for n, border in enumerate(borders):
        stop = borders[n + 1] if n + 1 < len(borders) else len(texts)
        inside = [_between(lines[at + i], texts[i], edges) for i in range(border + 1, stop)]
        if "=" in texts[border] and rows:
            head = len(rows)
        if inside:
            rows.extend(_grid_rows(inside))
        if n == 1 and head is None and len(borders) <= 3:
            head = len(rows) if stop > border + 1 and n == 0 else head
    if len(rows) < 2:
        return None
    return Run(at, end, rows, head if head else None, sure=True)


def _between(line: Line, text: str, edges: Sequence[int]) -> list[Piece | None]:
    """The pieces of a line between the edges; None where a cell goes on from the left over an edge."""
    pieces: list[Piece | None] = []
    start = edges[0]
    for left, right in pairwise(edges):
        if left != edges[0] and text[left : left + 1] not in ("|", "+"):
            pieces.append(None)
            continue
        stop = next((e for e in edges if e >= right and text[e : e + 1] in ("|", "+", "")), right)
        start = left + 1
        words = text[start:stop].strip()
        pieces.append(line.piece(start, stop) if words.strip("-=+:") or len(words) == 1 else line.piece(start, start))
    return pieces


def _grid_rows(lines: Sequence[Sequence[Piece | None]]) -> list[list[Value]]:
    """The lines between two borders: each a row if each has a label and a number, else the lines of one row."""
    each = len(lines) > 1 and all(
        p[0] and p[0].text and any(c and cell_value(c) and has_digit(c.text) for c in p[1:]) for p in lines
    )
    groups = [[line] for line in lines] if each else [list(lines)]
    rows: list[list[Value]] = []
    for group in groups:
        row: list[Value] = []
        for c in range(len(group[0])):
            pieces = [p for line in group if (p := line[c]) is not None and p.text]
            first = next((p for line in group if (p := line[c]) is not None), None)
            if pieces:
                row.append(plain(together(pieces)))
            elif first is None and row:
                row.append(row[-1])  # the cell on the left reaches over this column
            else:
                row.append(Value(first if first else group[0][0] or pieces[0]))
        rows.append(row)
    return rows
