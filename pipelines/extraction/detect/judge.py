"""The last look at a run: is it a table, or a chart's labels, a table of contents, a list, running text in columns?

In: the strips of a run, the rules over its width, whether a caption names it a table or a figure. Out: yes or no.
Relies on how many pieces are values, how well columns keep their edges, how long pieces are, and what rules say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.extraction.detect import thresholds as t
from pipelines.extraction.detect.code import is_index
from pipelines.extraction.detect.strips import Strip, is_item
from pipelines.extraction.rules import Rule

_SIGNS = re.compile(
    r"[=\u2211\u220f\u222b\u221a\u2202\u2207\u00d7\u2297\u22a4\u2208\u2212\u2264\u2265]\s*[^\d\s]|[\u2211\u220f\u222b\u221a\u0370-\u03ff\ufffd\u239b-\u23ad]|^=$"
)
"""Signs that a formula has and a table's cells seldom have."""


def is_table(strips: Sequence[Strip], rules: Sequence[Rule], captioned: bool, figure: bool) -> bool:
    """Whether strips with columns are a table."""
    rows = [s for s in strips if len(s.pieces) > 1]
    if len(rows) < 2 or figure:
        return False
    right = [p for s in rows for p in s.pieces[1:]]
    values = sum(p.value for p in right)
    share = values / len(right)
    words = sum(len(p.words) for p in right) / len(right)
    columns = _columns(strips)
    ruled = len(rules) >= 2
    if columns < 2 or is_index(strips) or _contents(rows, ruled or captioned):
        return False
    if share >= t.VALUE_SHARE:
        if not any(c.isalpha() for s in strips for c in s.text):
            return columns >= 3 and len(rows) >= 5 and all(len(s.pieces) >= 3 for s in rows)
        if ruled or captioned:
            return True
        valued = sum(any(p.value for p in s.pieces[1:]) for s in rows)
        return (
            valued >= t.WORD_ROWS - 1
            and len(rows) >= t.WORD_ROWS
            and (columns > 2 or share > 0.7)
            and not _formula(strips)
        )
    most = t.RULED_WORDS if len(rules) >= t.STACK else t.CELL_WORDS
    if words > most or len(rows) < t.WORD_ROWS:
        return False
    if ruled or captioned:
        return True
    if _formula(strips):
        return False
    head = all(p.bold for p in rows[0].pieces) and not any(p.bold for p in rows[1].pieces[1:])
    enough = len(rows) >= (t.WORD_ROWS + 1 if head else 2 * t.WORD_ROWS)
    return columns >= 3 and enough and len(rows) >= 0.6 * len(strips) and _aligned(rows)


def _formula(strips: Sequence[Strip]) -> bool:
    """Whether strips are pieces of a formula: lines that run into one another, or signs of mathematics all over."""
    pieces = [p for s in strips for p in s.pieces]
    signs = sum(_SIGNS.search(p.text) is not None for p in pieces)
    overlaps = sum(b.top < a.bottom - 0.25 * b.size for a, b in pairwise(strips))
    return signs >= 0.3 * len(pieces) or (overlaps >= 0.4 * (len(strips) - 1) and signs > 0)


def _columns(strips: Sequence[Strip]) -> int:
    """How many columns white gutters part, over the lines with several pieces."""
    rows = [s for s in strips if len(s.pieces) > 1]
    events: list[tuple[float, int]] = []
    for s in rows:
        for p in s.pieces:
            events += [(p.x0, 1), (p.x1, -1)]
    events.sort()
    allowed = 0.12 * len(rows)
    depth, columns, low_since, size = 0, 1, None, rows[0].size
    for x, step in events:
        if depth <= allowed and low_since is not None and x - low_since >= t.GUTTER * size:
            columns += 1
        depth += step
        low_since = None if depth > allowed else x if low_since is None or step < 0 else low_since
    return columns


def _contents(rows: Sequence[Strip], called: bool) -> bool:
    """Whether rows are those of a table of contents: a page number alone at the right, never falling."""
    numbers = []
    for s in rows:
        if len(s.pieces) > 3:
            return False
        last = s.pieces[-1].text.strip(". ")
        numbers.append(int(last) if last.isdigit() and len(last) <= 3 else None)
    known = [n for n in numbers if n is not None]
    if len(known) < max(2, 0.7 * len(rows)):
        return False
    leaders = sum(".." in s.text or ". ." in s.text for s in rows)
    rising = sum(b >= a for a, b in pairwise(known)) >= 0.9 * (len(known) - 1)
    numbered = sum(is_item(Strip(s.pieces[:2], s.top, s.bottom, s.size)) for s in rows if len(s.pieces) == 3)
    return rising and (
        numbered >= 0.6 * len(rows)
        or leaders >= 0.5 * len(rows)
        or (not called and len(known) >= 6 and len(set(known)) > 0.5 * len(known))
    )


def _aligned(rows: Sequence[Strip]) -> bool:
    """Whether most pieces share a left, right or middle edge with another row's."""
    hits = total = 0
    for i, s in enumerate(rows):
        near = [p for r in rows[max(0, i - 3) : i + 4] if r is not s for p in r.pieces]
        for p in s.pieces:
            total += 1
            slack = 0.25 * p.size
            hits += any(
                abs(p.x0 - q.x0) < slack or abs(p.x1 - q.x1) < slack or abs(p.centre - q.centre) < slack for q in near
            )
    return hits >= 0.75 * total
