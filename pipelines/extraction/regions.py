"""Where the tables of a page are: columns of values that stand over one another, with their head, stub and caption.

In: the chunks, rules and areas of one page. Out: regions, each with its caption lines, head lines, body lines and note
lines. Relies on numbers standing alone in their line (a number inside prose is part of a longer chunk), on values of one
column overlapping, and on rules that run over all columns of one table but not over two tables side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from pipelines.extraction.rules import Area, Rule
from pipelines.extraction.values import is_value, parse_value
from pipelines.extraction.words import Chunk

COLUMN_REACH = 5.0
"""Values of one column stand at most this many font sizes apart; a section head and white space fit between."""
HEAD_REACH = 16.0
"""A head may be this many font sizes high."""
LINE_REACH = 1.9
"""Lines of one head, title or note follow within this many font sizes, from middle to middle."""
PROSE_WORDS = 9
"""A chunk over the whole width with this many words is a sentence, not a head."""
SAME_ROW = 0.45
"""Values are in one row if their middles differ by less, in font sizes."""

_CAPTION = re.compile(
    r"(?P<label>(?:(?:appendix|annex|supplementary|text)\s+)?(?:table|exhibit|tableau|box|schedule)\s+"
    r"(?:[A-Z]{0,3}[-.]?)?\d+(?:[-.]\d+)*[A-Za-z]?)\s*(?P<mark>[.:\u2013\u2014-]|\s|$)\s*(?P<title>.*)",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?:figure|fig\.|chart|map|graph|diagram)\s+(?:[A-Z]{0,2}[-.]?)?\d+", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[89]|20|21)\d{2}(?:\s*[-\u2013/]\s*(?:(?:1[89]|20|21)\d{2}|\d{2}))?\*?")
_NOTE = re.compile(
    r"(?:notes?|sources?|nota|fuente)\s*[:.]|[*\u2020\u2021\u00a7]+\s*\S|\(?[a-z0-9]\)\s|[a-z]/|\.\.\.|--+\s*[A-Z]",
    re.IGNORECASE,
)


def caption_of(line: Sequence[Chunk]) -> tuple[str, str] | None:
    """Label and title of a caption line ('Table 2', 'Exhibit 1. Calls to …'), or None for any other line."""
    text = " ".join(c.text for c in line)
    found = _CAPTION.fullmatch(text)
    if not found:
        return None
    title = found["title"].strip()
    if title and title[0].islower():
        return None  # a sentence that begins with "Table 2 shows"
    if title and not line[0].bold and found["mark"].strip() == "" and len(title.split()) > 4 and title.endswith("."):
        return None
    return found["label"], title


def is_figure(line: Sequence[Chunk]) -> bool:
    """Whether a line opens the caption of a figure."""
    return _FIGURE.match(" ".join(c.text for c in line)) is not None


def is_year(text: str) -> bool:
    """Whether a text is a year or a span of years, as heads and stubs of time series print them."""
    return _YEAR.fullmatch(text.strip()) is not None


def opens_note(line: Sequence[Chunk]) -> bool:
    """Whether a line opens a note, footnote or source under a table."""
    first = line[0]
    return first.words[0].raised or _NOTE.match(" ".join(c.text for c in line)) is not None


@dataclass
class Core:
    """Value chunks of one table, as columns from left to right, before its head and stub are known."""

    columns: list[list[Chunk]]

    @property
    def chunks(self) -> list[Chunk]:
        """All value chunks."""
        return [c for column in self.columns for c in column]

    @property
    def x0(self) -> float:
        """Left edge of the leftmost value."""
        return min(c.box.x0 for c in self.chunks)

    @property
    def x1(self) -> float:
        """Right edge of the rightmost value."""
        return max(c.box.x1 for c in self.chunks)

    @property
    def top(self) -> float:
        """Top of the first value."""
        return min(c.box.top for c in self.chunks)

    @property
    def bottom(self) -> float:
        """Bottom of the last value."""
        return max(c.box.bottom for c in self.chunks)

    @property
    def size(self) -> float:
        """The font size of the values, in points."""
        return median(c.size for c in self.chunks)


@dataclass
class Region:
    """One table on one page: its lines by the part they play, and the rules within it."""

    label: str
    title_lines: list[str]
    x0: float
    x1: float
    top: float
    head_top: float
    body_top: float
    body_bottom: float
    core: Core
    head: list[list[Chunk]]
    body: list[list[Chunk]]
    notes: list[list[Chunk]]
    rules: list[Rule] = field(default_factory=list)
    bottom: float = 0.0


def _overlap(a: Chunk, b: Chunk) -> float:
    """How far two chunks overlap horizontally, as a share of the narrower."""
    shared = min(a.box.x1, b.box.x1) - max(a.box.x0, b.box.x0)
    return shared / max(0.1, min(a.box.x1 - a.box.x0, b.box.x1 - b.box.x0))


def value_columns(lines: Sequence[Sequence[Chunk]]) -> list[list[Chunk]]:
    """Columns of at least two values that stand over one another with nothing else between them."""
    chunks = sorted((c for line in lines for c in line), key=lambda c: c.middle)
    values = [is_value(c.text) for c in chunks]
    parent = list(range(len(chunks)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, upper in enumerate(chunks):
        if not values[i]:
            continue
        for j in range(i + 1, len(chunks)):
            lower = chunks[j]
            if lower.middle - upper.middle > COLUMN_REACH * upper.size:
                break
            if lower.middle - upper.middle < SAME_ROW * upper.size or _overlap(upper, lower) < 0.25:
                continue
            if values[j] and abs(upper.size - lower.size) < 0.35 * upper.size:
                parent[root(j)] = root(i)
                break
            if not values[j]:
                wide = (lower.box.x1 - lower.box.x0) > 3 * (upper.box.x1 - upper.box.x0)
                section = lower.box.x1 < upper.box.x0 + 0.5 * (upper.box.x1 - upper.box.x0)
                if wide or not section:
                    break  # a label or sentence stands between: another block begins
    columns: dict[int, list[Chunk]] = {}
    for i, chunk in enumerate(chunks):
        if values[i]:
            columns.setdefault(root(i), []).append(chunk)
    return sorted((c for c in columns.values() if len(c) > 1), key=lambda c: (c[0].box.top, c[0].box.x0))


def _share_rows(a: Sequence[Chunk], b: Sequence[Chunk]) -> int:
    return sum(any(abs(x.middle - y.middle) <= SAME_ROW * x.size for y in b) for x in a)


def _one_frame(a: Sequence[Chunk], b: Sequence[Chunk], rules: Sequence[Rule]) -> bool:
    """Whether rules say that two value columns belong to one table: one runs over both, or none runs over either."""
    size = a[0].size
    top = max(min(c.box.top for c in a), min(c.box.top for c in b)) - 6 * size
    bottom = min(max(c.box.bottom for c in a), max(c.box.bottom for c in b)) + 3 * size
    over_a = over_b = 0
    for rule in rules:
        if top <= rule.at <= bottom:
            has_a = rule.start - 2 <= median(c.centre for c in a) <= rule.end + 2
            has_b = rule.start - 2 <= median(c.centre for c in b) <= rule.end + 2
            if has_a and has_b:
                return True
            over_a += has_a
            over_b += has_b
    return over_a < 2 or over_b < 2


def _text_between(a: Sequence[Chunk], b: Sequence[Chunk], lines: Sequence[Sequence[Chunk]]) -> float:
    """The share of shared rows in which long text stands between two value columns."""
    left, right = (a, b) if a[0].centre < b[0].centre else (b, a)
    x0, x1 = max(c.box.x1 for c in left), min(c.box.x0 for c in right)
    rows = [c for c in left if any(abs(c.middle - d.middle) <= SAME_ROW * c.size for d in right)]
    hits = 0
    for row in rows:
        for line in lines:
            if abs(line[0].middle - row.middle) > SAME_ROW * row.size:
                continue
            hits += any(
                c.box.x0 >= x0 - 1 and c.box.x1 <= x1 + 1 and len(c.text) > 24 and not is_value(c.text) for c in line
            )
    return hits / max(1, len(rows))


def cores(lines: Sequence[Sequence[Chunk]], rules: Sequence[Rule]) -> list[Core]:
    """Value columns gathered into the cores of tables, from the top of the page down."""
    columns = value_columns(lines)
    groups: list[list[list[Chunk]]] = []
    for column in columns:
        joined: list[list[list[Chunk]]] = []
        for group in groups:
            if any(
                _share_rows(other, column) >= min(2, len(other), len(column))
                and _one_frame(other, column, rules)
                and _text_between(other, column, lines) < 0.5
                for other in group
            ):
                joined.append(group)
        merged = [column] + [c for group in joined for c in group]
        groups = [g for g in groups if g not in joined] + [merged]
    found = [Core(sorted(g, key=lambda c: median(x.centre for x in c))) for g in groups]
    for core in found:
        while len(core.columns) > 1 and _is_labels(core.columns[0], core, lines):
            core.columns.pop(0)
    return sorted(found, key=lambda c: (c.top, c.x0))


def _is_labels(column: Sequence[Chunk], core: Core, lines: Sequence[Sequence[Chunk]]) -> bool:
    """Whether a first column of values is really row labels (`21-30` years of age): other rows have words in its place."""
    edge = median(c.box.x0 for c in column)
    beside = [c for line in lines for c in line if core.top - 1 <= c.middle <= core.bottom + 1 and not is_value(c.text)]
    words = sum(abs(c.box.x0 - edge) <= 0.3 * core.size for c in beside)
    return words >= max(2, len(column) / 2)


def full_rules(rules: Sequence[Rule], x0: float, x1: float, top: float, bottom: float) -> list[Rule]:
    """The rules between two heights that run over nearly all of a width."""
    width = max(1.0, x1 - x0)
    return [r for r in rules if top <= r.at <= bottom and (min(r.end, x1) - max(r.start, x0)) / width >= 0.9]


def _within(line: Sequence[Chunk], x0: float, x1: float) -> list[Chunk]:
    return [c for c in line if c.centre > x0 - 2 and c.centre < x1 + 2]


def _extent(core: Core, lines: Sequence[Sequence[Chunk]], rules: Sequence[Rule]) -> tuple[float, float, bool]:
    """Left and right edge of a table, and whether rules (not text alone) say so."""
    size = core.size
    covering = [
        r
        for r in rules
        if core.top - 8 * size <= r.at <= core.bottom + 2.5 * size
        and r.start <= core.x0 + size
        and r.end >= core.x1 - size
    ]
    left = core.x0
    for line in lines:
        middle = line[0].middle
        if core.top - 0.5 * size <= middle <= core.bottom + 0.5 * size:
            before = [c for c in line if c.box.x1 <= core.x0 + 1]
            if before:
                left = min(left, _joined_left(before, core, size))
    if covering:
        x0 = min(r.start for r in covering)
        x1 = max(r.end for r in covering)
        if x0 <= core.x0 - size or left > core.x0 - size:
            return x0, x1, True
    return left, core.x1, bool(covering)


def _joined_left(before: Sequence[Chunk], core: Core, size: float) -> float:
    """The left edge of the label in front of the values: chunks close together belong to it, prose further off does not."""
    edge = before[-1].box.x0
    for chunk in reversed(before[:-1]):
        if edge - chunk.box.x1 > 1.5 * size:
            break
        edge = chunk.box.x0
    return edge


def _is_prose(line: Sequence[Chunk], x0: float, x1: float) -> bool:
    return any(len(c.words) >= PROSE_WORDS and (c.box.x1 - c.box.x0) > 0.55 * (x1 - x0) for c in line)


def _peel_year_rows(core: Core, rules: Sequence[Rule]) -> None:
    """Take rows of years off the top of the values: they are heads, though they look like numbers."""
    while True:
        first = min(core.chunks, key=lambda c: c.middle)
        row = [c for c in core.chunks if abs(c.middle - first.middle) <= SAME_ROW * first.size]
        rest = [c for c in core.chunks if c not in row]
        if not rest or not all(is_year(c.text) for c in row):
            return
        if all(is_year(c.text) for column in core.columns for c in column if c in rest):
            return
        stub_years = [column for column in core.columns if all(is_year(c.text) for c in column)]
        if stub_years and len(row) == 1:
            return
        for column in core.columns:
            column[:] = [c for c in column if c not in row]
        core.columns[:] = [c for c in core.columns if c]


def regions(
    lines: Sequence[Sequence[Chunk]], rules: Sequence[Rule], areas: Sequence[Area], taken: Sequence[Area] = ()
) -> list[Region]:
    """The tables of a page from the top down; `taken` are areas (call-out panels, charts) that hold no table."""
    free = [
        [c for c in line if not any(a.holds(c.box.x0, c.box.top, c.box.x1, c.box.bottom) for a in taken)]
        for line in lines
    ]
    free = [line for line in free if line]
    found: list[Region] = []
    floor = 0.0
    for core in cores(free, rules):
        _peel_year_rows(core, rules)
        if not core.columns:
            continue
        region = _region(core, free, rules, areas, [r.bottom for r in found if r.x0 < core.x1 and r.x1 > core.x0])
        if region is not None:
            found.append(region)
            floor = max(floor, region.bottom)
    return found


def _region(
    core: Core, lines: Sequence[Sequence[Chunk]], rules: Sequence[Rule], areas: Sequence[Area], floors: Sequence[float]
) -> Region | None:
    size = core.size
    x0, x1, ruled = _extent(core, lines, rules)
    floor = max([f for f in floors if f <= core.top], default=0.0)
    inside = [(line, _within(line, x0, x1)) for line in lines]
    own = [w for _, w in inside if w]
    own.sort(key=lambda line: line[0].middle)
    above = [line for line in own if floor < line[0].middle < core.top]
    body = [line for line in own if core.top - 1 <= line[0].middle <= core.bottom + 1]
    below = [line for line in own if line[0].middle > core.bottom + 1]
    label, title, head, top, head_top = _walk_up(core, above, rules, areas, x0, x1)
    if label is None:
        return None  # the numbers belong to a figure
    body_top = core.top
    head, opening = _split_head(core, head, rules, x0, x1)
    body = opening + body
    if opening:
        body_top = opening[0][0].box.top
    trailing, notes = _walk_down(core, below, rules, x0, x1)
    body += trailing
    body_bottom = max(c.box.bottom for line in body for c in line)
    bottom = max([body_bottom] + [c.box.bottom for line in notes for c in line])
    if not _plausible(core, head, body, rules, x0, x1, ruled, bool(label)):
        return None
    return Region(
        label, title, x0, x1, top, head_top, body_top, body_bottom, core, head, body, notes,
        [r for r in rules if head_top - size <= r.at <= body_bottom + 2 * size and r.start < x1 and r.end > x0], bottom,
    )  # fmt: skip


def _walk_up(
    core: Core,
    above: Sequence[Sequence[Chunk]],
    rules: Sequence[Rule],
    areas: Sequence[Area],
    x0: float,
    x1: float,
) -> tuple[str | None, list[str], list[Sequence[Chunk]], float, float]:
    """Head lines and caption above the values: (label or '' or None for a figure, title lines, head, top, head top)."""
    size = core.size
    seen: list[Sequence[Chunk]] = []
    last = core.top
    caption: tuple[str, str] | None = None
    caption_at = -1
    for i in range(len(above) - 1, -1, -1):
        line = above[i]
        if core.top - line[0].middle > HEAD_REACH * size:
            break
        if is_figure(line):
            return None, [], [], 0, 0
        caption = caption_of(line)
        if caption:
            caption_at = i
            break
        gap = last - line[0].box.bottom
        crossing = [r for r in full_rules(rules, x0, x1, line[0].box.bottom - 1, last + 1)]
        if gap > LINE_REACH * size and not crossing:
            if not _caption_close(above[: i + 1], core):
                break
        if _is_prose(line, x0, x1) and not _caption_close(above[:i], core):
            break
        seen.append(line)
        last = min(c.box.top for c in line)
    seen.reverse()
    if caption:
        top = min(c.box.top for c in above[caption_at])
        title_lines = [caption[1]] if caption[1] else []
        head = list(seen)
        first_rule = min((r.at for r in full_rules(rules, x0, x1, top, core.top)), default=None)
        while head:
            line = head[0]
            under_rule = first_rule is not None and line[0].middle > first_rule
            if under_rule or _fits_columns(line, core, x0):
                break
            title_lines.append(" ".join(c.text for c in line))
            head.pop(0)
        head_top = min((c.box.top for c in head[0]), default=core.top) if head else core.top
        return caption[0], title_lines, head, top, head_top
    head = _head_without_caption(core, seen, rules, areas, x0, x1)
    head_top = min(c.box.top for c in head[0]) if head else core.top
    return "", [], head, head_top, head_top


def _caption_close(above: Sequence[Sequence[Chunk]], core: Core) -> bool:
    """Whether a caption stands within reach among lines above."""
    return any(
        caption_of(line) is not None and core.top - line[0].middle <= HEAD_REACH * core.size for line in above[-5:]
    )


def _fits_columns(line: Sequence[Chunk], core: Core, x0: float) -> bool:
    """Whether a line has chunks over at least two different columns, the stub counted as one: so it is a head."""
    if len(line) < 2:
        return False
    hit = set()
    for chunk in line:
        over = [
            i
            for i, column in enumerate(core.columns)
            if chunk.box.x0 < max(c.box.x1 for c in column) + 2 and chunk.box.x1 > min(c.box.x0 for c in column) - 2
        ]
        hit.add(tuple(over) if over else ("stub",))
    return len(hit) >= 2


def _head_without_caption(
    core: Core, seen: Sequence[Sequence[Chunk]], rules: Sequence[Rule], areas: Sequence[Area], x0: float, x1: float
) -> list[Sequence[Chunk]]:
    """Head lines of a table that has no caption: up to its top rule or shaded band, as long as the lines fit columns."""
    size = core.size
    width = x1 - x0
    bands = [
        a.top
        for a in areas
        if a.filled and a.bottom <= core.top + size and a.bottom > core.top - 8 * size and a.x0 < x1 and a.x1 > x0
        and a.width <= width + 2 * size
    ]  # fmt: skip
    limit = max((b for b in bands), default=None)
    head: list[Sequence[Chunk]] = []
    for line in reversed(seen):
        top = min(c.box.top for c in line)
        if limit is not None and line[0].middle < limit:
            break
        fits = any(
            chunk.box.x0 < max(c.box.x1 for c in column) + 2 and chunk.box.x1 > min(c.box.x0 for c in column) - 2
            for chunk in line
            for column in core.columns
        )
        stacked = [r for r in full_rules(rules, x0, x1, top, core.top)]
        if not fits and len(stacked) != 1 and not head:
            break
        if not fits and head and len(stacked) > 1:
            break
        if any((c.box.x1 - c.box.x0) > 0.8 * width and len(c.words) > 6 for c in line):
            break
        head.append(line)
    head.reverse()
    while head and not _fits_columns(head[0], core, x0) and not any(_overlaps_any(c, core) for c in head[0]):
        head.pop(0)
    return head


def _overlaps_any(chunk: Chunk, core: Core) -> bool:
    return any(
        chunk.box.x0 < max(c.box.x1 for c in column) and chunk.box.x1 > min(c.box.x0 for c in column)
        for column in core.columns
    )


def _split_head(
    core: Core, head: list[Sequence[Chunk]], rules: Sequence[Rule], x0: float, x1: float
) -> tuple[list[list[Chunk]], list[list[Chunk]]]:
    """Lines above the first value, split into head and opening body lines (section heads, first lines of labels).

    The split is the last full rule with text on both sides; without one, trailing lines that stand in the stub alone.
    """
    lines = [list(line) for line in head]
    if not lines:
        return [], []
    for rule in sorted(full_rules(rules, x0, x1, lines[0][0].box.top, core.top + 1), key=lambda r: -r.at):
        over = [line for line in lines if line[0].middle < rule.at]
        if over and any(_overlaps_any(c, core) for line in over for c in line):
            return over, [line for line in lines if line[0].middle >= rule.at]
    cut = len(lines)
    while cut > 1 and not any(_overlaps_any(c, core) for c in lines[cut - 1]):
        cut -= 1
    return lines[:cut], lines[cut:]


def _walk_down(
    core: Core, below: Sequence[Sequence[Chunk]], rules: Sequence[Rule], x0: float, x1: float
) -> tuple[list[list[Chunk]], list[list[Chunk]]]:
    """Lines under the last value: (label lines that still belong to the body, note lines)."""
    size = core.size
    trailing: list[list[Chunk]] = []
    notes: list[list[Chunk]] = []
    closing = [r.at for r in full_rules(rules, x0, x1, core.bottom - 0.3 * size, core.bottom + 4 * size)]
    end = min(closing) if closing else None
    last = core.bottom
    for line in below:
        top = min(c.box.top for c in line)
        if end is not None and not notes and line[0].middle < end:
            trailing.append(list(line))
            last = line[0].box.bottom
            continue
        if caption_of(line) or is_figure(line):
            break
        if top - last > (LINE_REACH - 0.6) * size + (0.9 * size if not notes else 0):
            break
        if not notes and not opens_note(line):
            if end is None and not trailing and len(line) == 1 and top - last < 0.6 * size and line[0].box.x1 < core.x0:
                trailing.append(list(line))
                last = line[0].box.bottom
                continue
            break
        if notes and line[0].size > 1.15 * notes[0][0].size:
            break
        notes.append(list(line))
        last = max(c.box.bottom for c in line)
    return trailing, notes


def _plausible(
    core: Core,
    head: Sequence[Sequence[Chunk]],
    body: Sequence[Sequence[Chunk]],
    rules: Sequence[Rule],
    x0: float,
    x1: float,
    ruled: bool,
    captioned: bool,
) -> bool:
    """Whether values, stub and head together make a table, not the axis of a chart or numbers in a margin."""
    rows = sorted({round(c.middle / (SAME_ROW * 2 * core.size)) for c in core.chunks})
    labels = sum(any(c.box.x1 <= core.x0 + 2 and any(ch.isalpha() for ch in c.text) for c in line) for line in body)
    columns = len(core.columns)
    if len(rows) < 2:
        return False
    years = any(all(is_year(c.text) for c in column) for column in core.columns)
    if captioned:
        return columns >= 2 or labels >= 2
    if columns >= 2 and (labels >= 2 or years or ruled):
        return bool(head) or ruled or labels >= 3
    spread = max(c.box.x1 for c in core.chunks) - min(c.box.x1 for c in core.chunks)
    aligned = spread <= 0.6 * core.size
    inner = full_rules(rules, x0, x1, core.top - 4 * core.size, core.bottom + 2 * core.size)
    return (
        labels >= 2
        and aligned
        and len(inner) >= 2
        and bool(head)
        and not all(parse_value(c.text).decimals == 0 and is_year(c.text) for c in core.chunks)
    )
