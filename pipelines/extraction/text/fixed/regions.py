"""Stretches of lines that may be a table: the lines of its head and the lines of its rows.

In: the strips of one text column. Out: regions, with what stands above the first row that has numbers as the head.
Relies on lines with several chunks that follow one another closely; running text, captions and notes end a region.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.extraction.text.captions import caption, is_figure, starts_note
from pipelines.extraction.text.fixed.chunks import Chunk, Strip
from pipelines.extraction.text.lines import Line
from pipelines.extraction.text.values import MARKS, is_years

MOST_BLANKS = 2
"""Blank lines in a row inside a table; more part two tables."""
MOST_SINGLES = 4
"""Lines of one chunk in a row inside a table: broken labels and section heads."""
PROSE_WORDS = 9
"""Words on a line of running text, at least, when it begins at the left of the text."""
TITLE_WORDS = 6
"""Words of a title that stands right above a head; heads over several columns have fewer."""
MOST_TITLE = 3
"""Lines of a title without a caption, at most."""
HEAD_LINES = 12
"""Lines of a head, at most."""
_MARK = re.compile(rf"\(?(?:[{re.escape(MARKS)}:]{{1,3}}|[a-z0-9])[):.]?|[A-Z]{{2,5}}[:=]|(?:notes?|sources?|key):?")
_BULLET = re.compile(r"[\u2022\u25a0\u25cf\u25aa\uf0b7\u2013\u2014*-]|\(?\w{1,3}[.)]|\d+(?:\.\d+)+\.?")


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of a table, as numbers into the strips: its head from `start`, its rows from `body` up to `end`."""

    start: int
    body: int
    end: int
    words_only: bool = False


def regions(lines: Sequence[Line], strips: Sequence[Strip], free: Sequence[bool]) -> list[Region]:
    """All regions of a text column; lines that are not free belong to tables already."""
    found: list[Region] = []
    done = 0
    for start, end in _blocks(lines, strips, free):
        for first, last in _parted(strips, start, end):
            region = _region(lines, strips, max(first, done), last, done, free)
            if region:
                found.append(region)
                done = region.end
    return found


def _blocks(lines: Sequence[Line], strips: Sequence[Strip], free: Sequence[bool]) -> list[tuple[int, int]]:
    """Runs of lines with several chunks; a few others may stand between them."""
    blocks: list[tuple[int, int]] = []
    at = 0
    while at < len(strips):
        if not _several(lines, strips, at, free):
            at += 1
            continue
        start, last = at, at
        blanks = singles = 0
        at += 1
        while at < len(strips) and free[at]:
            strip = strips[at]
            if strip.blank:
                blanks += 1
                if blanks > MOST_BLANKS:
                    break
            elif strip.rule or strip.bullets:
                blanks = 0
            elif _several(lines, strips, at, free):
                last, blanks, singles = at, 0, 0
            elif _ends(lines, strips, at, last):
                break
            else:
                singles, blanks = singles + 1, 0
                if singles > MOST_SINGLES:
                    break
            at += 1
        blocks.append((start, last + 1))
        at = max(at, last + 1)
    return blocks


def _several(lines: Sequence[Line], strips: Sequence[Strip], at: int, free: Sequence[bool]) -> bool:
    """Whether the line has cells beside each other and is no caption, note or list item."""
    chunks = strips[at].chunks
    if not free[at] or not strips[at].gaps or caption(lines, at) or is_figure(lines[at]):
        return False
    if len(chunks) == 2 and _BULLET.fullmatch(chunks[0].text) and not chunks[1].numeric:
        return False
    if note_like(strips[at]):
        return False
    return not starts_note(lines[at]) or any(c.numeric for c in chunks[1:])


def note_like(strip: Strip) -> bool:
    """Whether the line is a sign or short form and, at a distance, what it means."""
    chunks = strip.chunks
    return len(chunks) > 1 and _MARK.fullmatch(chunks[0].text) is not None and not any(c.numeric for c in chunks[1:])


def _ends(lines: Sequence[Line], strips: Sequence[Strip], at: int, last: int) -> bool:
    """Whether a line of one chunk cannot stand inside a table."""
    if caption(lines, at) or is_figure(lines[at]) or starts_note(lines[at]) or note_like(strips[at]):
        return True
    return _prose(strips, at, last)


def _prose(strips: Sequence[Strip], at: int, near: int) -> bool:
    """Whether the line is running text: many words from the left on, that reach far to the right."""
    chunk = strips[at].chunks[0]
    cells = strips[near].chunks
    if len(chunk.text.split()) < PROSE_WORDS:
        return False
    return chunk.left < cells[1].left - 1 and chunk.right > (cells[0].left + 2 * cells[-1].right) / 3


def _parted(strips: Sequence[Strip], start: int, end: int) -> list[tuple[int, int]]:
    """A block parted where, after rows of numbers and a blank line, the head of another table stands."""
    parts: list[tuple[int, int]] = []
    first, rows, blank = start, 0, -1
    heads = 0
    for at in range(start, end):
        strip = strips[at]
        if strip.blank:
            blank, heads = at, 0
        elif strip.numbers and not number_head(strips, at, end):
            if rows > 1 and heads and blank > first:
                parts.append((first, _before_title(strips, first, blank)))
                first, rows = blank + 1, 0
            rows, heads, blank = rows + 1, 0, -1
        elif blank >= 0 and len(strip.chunks) > 1 and strip.chunks[-1].left > 0:
            heads += 1
    parts.append((first, end))
    return parts


def _before_title(strips: Sequence[Strip], first: int, blank: int) -> int:
    """The end of a table above a blank line: before the lines alone above it, which are the next table's title."""
    at = blank
    while at > first and len(strips[at - 1].chunks) == 1 and not strips[at - 1].numbers:
        at -= 1
    return at - 1 if 0 < blank - at <= MOST_TITLE and at - 1 > first and strips[at - 1].blank else blank


def number_head(strips: Sequence[Strip], at: int, end: int) -> bool:
    """Whether a line of numbers is a head: years (and words) over other values, equal steps, or a rule below."""
    numbers = [c for c in strips[at].numbers if any(x.isdigit() for x in c.text)]
    if 0 < len(numbers) < len(strips[at].chunks) - 1 and _years_over_values(strips, at, end, numbers):
        return True
    if len(numbers) != len(strips[at].chunks) - 1:
        numbers = [c for c in strips[at].chunks if any(x.isdigit() for x in c.text)]
        if len(numbers) != len(strips[at].chunks):
            return False
    following = next((i for i in range(at + 1, min(at + 3, end)) if strips[i].chunks or strips[i].rule), None)
    if following is None:
        return False
    if strips[following].rule and _first_after_blank(strips, at):
        return True
    return _years_over_values(strips, at, end, numbers) or _steps([_bare(c) for c in numbers])


def _years_over_values(strips: Sequence[Strip], at: int, end: int, numbers: Sequence[Chunk]) -> bool:
    """Whether the numbers of a line are years, several of them, and other values stand below."""
    if len(numbers) < 2 or not all(is_years(_bare(c)) for c in numbers):
        return False
    return any(not is_years(c.text) for i in range(at + 1, min(end, at + 8)) for c in strips[i].numbers)


def _bare(chunk: Chunk) -> str:
    """A chunk's text without the signs that point at a footnote."""
    return chunk.text.strip("".join(MARKS))


def _first_after_blank(strips: Sequence[Strip], at: int) -> bool:
    """Whether no line of numbers stands between the line and the blank line above it."""
    while at > 0 and not strips[at - 1].blank:
        at -= 1
        if strips[at].numbers or strips[at].rule:
            return False
    return True


def _steps(values: Sequence[str]) -> bool:
    if len(values) < 3 or not all(re.fullmatch(r"\d{1,2}(?:\.\d)?", v) for v in values):
        return False
    tenths = [round(float(v) * 10) for v in values]
    steps = {b - a for a, b in pairwise(tenths)}
    return len(steps) == 1 and steps.pop() in (1, 10)


def _region(
    lines: Sequence[Line], strips: Sequence[Strip], start: int, end: int, done: int, free: Sequence[bool]
) -> Region | None:
    """The region between two lines: where its rows begin, and what of the lines above is still its head."""
    while start < end and strips[start].blank:
        start += 1
    rows = [at for at in range(start, end) if strips[at].numbers and not number_head(strips, at, end)]
    if not rows:
        several = [at for at in range(start, end) if len(strips[at].chunks) > 1]
        if len(several) < 2:
            return None
        top = _top(lines, strips, start, done, several, free)
        return Region(top, start, end, words_only=True)
    rows = rows[_heads_with_numbers(strips, rows, end) :]
    body = rows[0]
    end = _last_lines(lines, strips, rows, end, free)
    # Section heads and the upper lines of a broken label stand above the first numbers and are rows.
    while body > start and _label_only(strips, body - 1, rows[0]):
        body -= 1
    while body < rows[0] and strips[body].blank:
        body += 1
    top = _top(lines, strips, start, done, rows, free)
    return Region(top, body, end)


def _heads_with_numbers(strips: Sequence[Strip], rows: Sequence[int], end: int) -> int:
    """How many of the first lines with numbers are heads: right below them stand words over the same columns."""
    for n, at in enumerate(rows[:-2][:3]):
        below = strips[at + 1]
        words = below.gaps and not below.numbers
        if not words or strips[at].chunks[0].left <= strips[rows[-1]].chunks[0].left + 4:
            return n
    return 0


def _last_lines(
    lines: Sequence[Line], strips: Sequence[Strip], rows: Sequence[int], end: int, free: Sequence[bool]
) -> int:
    """The end of the region with the lines on which the last label or cells go on."""
    if end < rows[-1] + 1 or end >= len(strips) or strips[end - 1].blank:
        return end
    while end < len(strips) and free[end] and len(strips[end].chunks) == 1:
        chunk = strips[end].chunks[0]
        near = any(abs(chunk.left - c.left) <= 4 for c in strips[rows[-1]].chunks)
        goes_on = chunk.text[:1].islower() or chunk.text[:1] in "(&/"
        if not near or not goes_on or len(chunk.text.split()) >= PROSE_WORDS or starts_note(lines[end]):
            break
        end += 1
    return end


def _label_only(strips: Sequence[Strip], at: int, row: int) -> bool:
    """Whether a line has a label and nothing over the numbers of the row, or is blank."""
    chunks = strips[at].chunks
    if strips[at].rule:
        return False
    if len(chunks) == 1 and _over_all(strips, at, row):
        return True
    return not chunks or (
        len(chunks) == 1
        and chunks[0].left < strips[row].numbers[0].left - 2
        and chunks[0].left <= strips[row].chunks[0].left + 4
        and chunks[0].right <= strips[row].numbers[-1].left
    )


def _over_all(strips: Sequence[Strip], at: int, row: int) -> bool:
    """Whether a line stands below a head for each column and over several columns: it heads the rows below it."""
    chunk = strips[at].chunks[0]
    numbers = strips[row].numbers
    full = any(len(s.chunks) >= len(numbers) > 2 for s in strips[max(at - 3, 0) : at])
    over = sum(chunk.left < n.right and n.left < chunk.right for n in numbers)
    return full and over != 1 and numbers[0].right < chunk.right and chunk.left < numbers[-1].left


def _top(
    lines: Sequence[Line], strips: Sequence[Strip], start: int, done: int, rows: Sequence[int], free: Sequence[bool]
) -> int:
    """The first line of the head: lines right above that stand over the columns and are neither title nor text."""
    top = at = start
    after_blank = 0
    # Where the labels end, but for a few long ones.
    rights = sorted(strips[r].chunks[0].right for r in rows)
    edge = rights[7 * (len(rights) - 1) // 10]
    first = min(strips[r].chunks[min(1, len(strips[r].chunks) - 1)].left for r in rows[:3])
    while at > done and start - at < HEAD_LINES:
        at -= 1
        strip = strips[at]
        if not free[at]:
            break
        if strip.blank:
            after_blank += 1
            if after_blank > 1 or top < start or (len(strips[start].chunks) > 1 and top == start and after_blank > 1):
                break
            continue
        if strip.rule or strip.bullets:
            continue
        if caption(lines, at) or is_figure(lines[at]) or starts_note(lines[at]) or len(strip.chunks) > 1:
            break
        chunk = strip.chunks[0]
        over = chunk.left > edge - 2 and chunk.left >= first - len(chunk.text) // 2 - 2
        if not over or after_blank or len(chunk.text.split()) > PROSE_WORDS:
            break
        top = at
    if start - top > 1 and len(strips[top].chunks[0].text.split()) >= TITLE_WORDS and len(strips[top + 1].chunks) == 1:
        top += 1  # a title right above a head that reaches over all columns
    return top
