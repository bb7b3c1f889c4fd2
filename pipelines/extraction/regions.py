"""Where the tables of a page are: columns of values that stand over one another, with their head, stub and caption.

In: the chunks, rules and areas of one page. Out: regions, each with its caption lines, head lines, body lines and note
lines. Relies on numbers standing alone in their line (a number inside prose is part of a longer chunk), on values of
one
column overlapping, and on rules that run over all columns of one table but not over two tables side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipelines.extraction.captions import caption_of, is_figure, is_year, opens_note
from pipelines.extraction.cores import SAME_ROW, Core, cores, peel_year_rows
from pipelines.extraction.rules import Area, Rule, full_rules
from pipelines.extraction.values import parse_value
from pipelines.extraction.words import Chunk

HEAD_REACH = 16.0
"""A head may be this many font sizes high."""
LINE_REACH = 1.9
"""Lines of one head, title or note follow within this many font sizes, from middle to middle."""
PROSE_WORDS = 9
"""A chunk over the whole width with this many words is a sentence, not a head."""


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
    """The left edge of the label before the values: chunks close together are the label, prose further off is not."""
    edge = before[-1].box.x0
    for chunk in reversed(before[:-1]):
        if edge - chunk.box.x1 > 1.5 * size:
            break
        edge = chunk.box.x0
    return edge


def _is_prose(line: Sequence[Chunk], x0: float, x1: float) -> bool:
    return any(len(c.words) >= PROSE_WORDS and (c.box.x1 - c.box.x0) > 0.55 * (x1 - x0) for c in line)


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
        peel_year_rows(core)
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
    head_lines, opening = _split_head(core, head, rules, x0, x1)
    body = opening + body
    if opening:
        body_top = opening[0][0].box.top
    raised = frozenset(w.text for line in [*head_lines, *body] for c in line for w in c.words if w.raised)
    trailing, notes = _walk_down(core, below, rules, x0, x1, raised)
    body += trailing
    body_bottom = max(c.box.bottom for line in body for c in line)
    bottom = max([body_bottom] + [c.box.bottom for line in notes for c in line])
    if not _plausible(core, head_lines, body, rules, x0, x1, ruled, bool(label)):
        return None
    return Region(
        label, title, x0, x1, top, head_top, body_top, body_bottom, core, head_lines, body, notes,
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
        crossing = full_rules(rules, x0, x1, line[0].box.bottom - 1, last + 1)
        if gap > LINE_REACH * size and not crossing and not _caption_close(above[: i + 1], core):
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
        like = above[caption_at] if caption[1] or not head else head[0]
        while head:
            line = head[0]
            under_rule = first_rule is not None and line[0].middle > first_rule
            if under_rule or _fits_columns(line, core, x0):
                break
            if first_rule is None and not _is_title(line, like, above[caption_at]):
                break
            title_lines.append(" ".join(c.text for c in line))
            head.pop(0)
        head_top = min((c.box.top for c in head[0]), default=core.top) if head else core.top
        return caption[0], title_lines, head, top, head_top
    head = _head_without_caption(core, seen, rules, areas, x0, x1)
    head_top = min(c.box.top for c in head[0]) if head else core.top
    return "", [], head, head_top, head_top


def _is_title(line: Sequence[Chunk], first: Sequence[Chunk], caption: Sequence[Chunk]) -> bool:
    """Whether a line goes on with the title: set like its first line, and at its left edge or on its centre."""
    like = first[0]
    same_type = line[0].bold == like.bold and abs(line[0].size - like.size) <= 0.15 * like.size
    at_edge = min(abs(line[0].box.x0 - c.box.x0) for c in (*caption[-1:], caption[0], like)) <= 1.5 * like.size
    centre = (line[0].box.x0 + line[-1].box.x1) / 2
    on_centre = abs(centre - (caption[0].box.x0 + caption[-1].box.x1) / 2) <= 1.5 * like.size
    return same_type and (at_edge or on_centre)


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
    """Head lines of a table without a caption: up to its top rule or shaded band, as long as the lines fit columns."""
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
        stacked = full_rules(rules, x0, x1, top, core.top)
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

    The split is the last full rule with heads of columns right above it; without one, trailing lines that stand
    in the stub alone.
    """
    lines = [list(line) for line in head]
    if not lines:
        return [], []
    heights = [r.at for r in full_rules(rules, x0, x1, lines[0][0].box.top, core.top + 1)]
    for low, high in pairwise(sorted([*heights, float("-inf")], reverse=True)):
        band = [line for line in lines if high < line[0].middle < low]
        if any(_overlaps_any(c, core) for line in band for c in line):
            return [x for x in lines if x[0].middle < low], [x for x in lines if x[0].middle >= low]
    cut = len(lines)
    while cut > 1 and not any(_overlaps_any(c, core) for c in lines[cut - 1]):
        cut -= 1
    return lines[:cut], lines[cut:]


def _walk_down(
    core: Core,
    below: Sequence[Sequence[Chunk]],
    rules: Sequence[Rule],
    x0: float,
    x1: float,
    markers: frozenset[str],
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
        if not notes and not opens_note(line, markers):
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
