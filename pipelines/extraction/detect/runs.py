"""Runs: lines under one another whose pieces stand in the same columns, and the head and foot that belong to them.

In: the strips of a page outside its frames, and its rules. Out: runs that are tables, each with all its strips. Relies
on white gutters that persist from line to line, on rules over the whole width of a table, and on captions, notes and
running text ending it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.extraction.captions import is_year
from pipelines.extraction.detect import thresholds as t
from pipelines.extraction.detect.beside import stacks_of
from pipelines.extraction.detect.bounds import Run, bounded, figure_near, parted
from pipelines.extraction.detect.captions import caption, figure, note
from pipelines.extraction.detect.code import is_code
from pipelines.extraction.detect.columns import Stream, streams
from pipelines.extraction.detect.drawings import has_bars
from pipelines.extraction.detect.frames import Frame
from pipelines.extraction.detect.headed import headed_spans
from pipelines.extraction.detect.judge import is_table
from pipelines.extraction.detect.ruled import ruled_spans
from pipelines.extraction.detect.strips import Strip, is_item, is_prose
from pipelines.extraction.rules import Rule

if TYPE_CHECKING:
    from pipelines.extraction.pdf import PageContent


def find_runs(strips: Sequence[Strip], content: PageContent, frames: Sequence[Frame]) -> list[Run]:
    """The runs of a page that are tables."""
    found: list[Run] = []
    if sum(len(s.pieces) > 1 for s in strips) < 2:
        return found
    text, rules = _levels(strips, content)
    stacks = stacks_of(rules)
    for stream in streams(text, rules, [(s[0], s[2]) for s in headed_spans(text)]):
        floor = 0
        headed = [(s[1], s[2]) for s in headed_spans(stream.strips)]
        spans = _whole(list(_grow(stream, rules, frames)), [*ruled_spans(stream, stacks), *headed])
        for (first, last), after in pairwise([*spans, (len(stream.strips), 0)]):
            run, floor = bounded(stream, max(first, floor), last, (floor, after[0]), rules, frames)
            if run is None or has_bars(content.areas, run.strips):
                continue
            known = any(first <= span[0] and span[1] <= last for span in headed)
            if known or is_table(run.strips, run.rules, bool(run.label), figure_near(stream, run)):
                found.append(run)
    return found


def _whole(grown: list[tuple[int, int]], ruled: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs, with those replaced that cover only parts of a table between rules."""
    for first, last in ruled:
        inside = [s for s in grown if s[0] <= last and s[1] >= first]
        if any(s[0] <= first and s[1] >= last for s in inside):
            continue
        grown = [s for s in grown if s not in inside]
        # one run that goes on above the first rule has heads there, in fills or bare
        start = inside[0][0] if len(inside) == 1 else first
        grown.append((min(first, start), last))
    return sorted(grown)


def _levels(strips: Sequence[Strip], content: PageContent) -> tuple[list[Strip], list[Rule]]:
    """Strips without those that are typed rules (a line of dashes), and all rules: drawn, typed, or edges of bands."""
    rules = list(content.rules)
    text = []
    for strip in strips:
        if (
            all(len(p.text) >= 3 and not p.text.strip("-_=\u2013\u2014 ") for p in strip.pieces)
            and strip.x1 - strip.x0 > 40
        ):
            rules.append(Rule(strip.middle, strip.x0, strip.x1))
        else:
            text.append(strip)
    for area in content.areas:
        if area.filled and area.width > 80 and t.LEAST_CELL < area.height < 60:
            rules += [Rule(area.top, area.x0, area.x1), Rule(area.bottom, area.x0, area.x1)]
    return text, sorted(rules, key=lambda r: r.at)


def _is_seed(strip: Strip, left: float, width: float) -> bool:
    if len(strip.pieces) < 2 or is_item(strip) or is_prose(strip, left, width):
        return False
    return not all(len(p.words) > t.WORDY + 1 for p in strip.pieces)


def _agree(upper: Strip, lower: Strip) -> int:
    """How many pieces of two strips stand over one another, first ones aside."""
    count = 0
    for p in lower.pieces[1:]:
        for q in upper.pieces[1:]:
            shared = min(p.x1, q.x1) - max(p.x0, q.x0)
            if shared > 0.3 * min(p.x1 - p.x0, q.x1 - q.x0):
                count += 1
                break
    return count


def _grow(stream: Stream, rules: Sequence[Rule], frames: Sequence[Frame]) -> Iterator[tuple[int, int]]:
    """First and last strip of each run of lines with agreeing columns."""
    seeds: list[int] = []
    strips = stream.strips
    for i, strip in enumerate(strips):
        if caption(strip) or figure(strip) or is_code(strip):
            yield from _closed(seeds)
            seeds = []
            continue
        if not _is_seed(strip, stream.x0, stream.width):
            if seeds and not _passes(stream, seeds, i):
                yield from _closed(seeds)
                seeds = []
            continue
        if seeds and not _joins(strips, seeds, i, rules, frames):
            yield from _closed(seeds)
            seeds = []
        seeds.append(i)
    yield from _closed(seeds)


def _new_head(strips: Sequence[Strip], seeds: Sequence[int], i: int) -> bool:
    """Whether another head begins another table: the same head again after a blank line, or one under a new title."""
    first, strip = strips[seeds[0]], strips[i]
    label = strip.pieces[0].text
    again = label == first.pieces[0].text and not strip.pieces[0].value and len(strip.pieces) == len(first.pieces)
    if again and strip.top - strips[seeds[-1]].bottom > strip.size:
        return True
    white = strips[seeds[-1] + 1].top - strips[seeds[-1]].bottom
    if white < t.TITLE_GAP * strip.size or len(seeds) < 3:
        return False
    valued = sum(strips[k].values > 0 for k in seeds[-3:])
    bold = all(p.bold for p in strip.pieces) and not any(p.bold for p in strips[seeds[-1]].pieces)
    titled = i - seeds[-1] > 1 and strips[i - 1].pieces[0].bold
    bare = all(not p.value or is_year(p.text) for p in strip.pieces)
    return bold and bare and (valued >= 2 or titled)


def _apart(strips: Sequence[Strip], seeds: Sequence[int], i: int, rules: Sequence[Rule]) -> bool:
    """Whether a closing rule, other text and an opening rule stand between the last row and this one."""
    last, strip = strips[seeds[-1]], strips[i]
    x0 = min(strips[k].x0 for k in seeds[-5:])
    x1 = max(strips[k].x1 for k in seeds[-5:])
    between = [
        r for r in rules if last.middle < r.at < strip.middle and min(r.end, x1) - max(r.start, x0) >= 0.6 * (x1 - x0)
    ]
    if len(between) < 2:
        return False
    closing, opening = between[0].at, between[-1].at
    lines = [s for s in strips[seeds[-1] + 1 : i] if closing < s.middle < opening]
    if not lines:
        return opening - closing > t.APART * strip.size
    white = lines[0].top - closing + opening - lines[-1].bottom
    return white > t.APART * strip.size or len(lines) > t.LONE_LINES or lines[0].size > t.HEADING * strip.size


def _closed(seeds: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(seeds) >= 2:
        yield seeds[0], seeds[-1]


def _passes(stream: Stream, seeds: Sequence[int], i: int) -> bool:
    """Whether a strip that is no row may stand inside a run."""
    strip, before = stream.strips[i], stream.strips[i - 1]
    if len(seeds) > 2 and note(strip):
        return False
    row = stream.strips[seeds[-1]]
    close = strip.top - before.bottom <= t.LABEL_GAP * strip.size
    label = close and row.values > 0 and strip.x1 < row.pieces[1].x0 and len(strip.pieces) == 1
    if is_prose(strip, stream.x0, stream.width) and not label:
        return False
    if _is_title(stream.strips, seeds, i):
        return False
    after = stream.strips[i + 1].top - strip.bottom if i + 1 < len(stream.strips) else strip.size
    pitch = close and after <= t.LABEL_GAP * strip.size
    if strip.size > t.HEADING * row.size * (t.HEADING if pitch else 1.0):
        return False
    if _is_label(stream, seeds, i):
        return True
    if i - seeds[-1] > t.LONE_LINES or strip.top - before.bottom > t.WIDE_LINE_GAP * strip.size:
        return False
    return len(strip.pieces) > 1 or len(strip.pieces[0].words) <= 14


def _is_title(strips: Sequence[Strip], seeds: Sequence[int], i: int) -> bool:
    """Whether a lone line titles another table: white above, type that sets it off, heads below."""
    strip, row = strips[i], strips[seeds[-1]]
    if len(strip.pieces) > 1 or len(seeds) < 3 or abs(strip.x0 - row.x0) < strip.size:
        return False
    usual = min(strips[k].top - strips[k - 1].bottom for k in seeds[-3:] if k > seeds[0])
    white = strip.top - strips[i - 1].bottom
    if white < t.TITLE_GAP * strip.size or white < t.TITLE_WHITE * usual:
        return False
    heads = next((s for s in strips[i + 1 :] if len(s.pieces) > 1), None)
    if heads is None or heads.values:
        return False  # rows follow: the label of a group
    return strip.size >= t.TITLE_LARGER * row.size or (strip.pieces[0].bold and not row.pieces[0].bold)


def _is_label(stream: Stream, seeds: Sequence[int], i: int) -> bool:
    """Whether a strip stands as one more label of a row without values: at the edge of the labels, in their pitch."""
    strip, before, row = stream.strips[i], stream.strips[i - 1], stream.strips[seeds[-1]]
    piece, label = strip.pieces[0], row.pieces[0]
    edge = min(abs(piece.x0 - label.x0), abs(piece.x1 - label.x1))
    close = strip.top - before.bottom < 0.6 * strip.size
    return close and edge < 0.2 * strip.size and len(piece.words) <= 3 and piece.x1 < row.pieces[1].x0


def _joins(
    strips: Sequence[Strip], seeds: Sequence[int], i: int, rules: Sequence[Rule], frames: Sequence[Frame]
) -> bool:
    """Whether a row goes on with a run: close enough, and in the same columns as one of the last rows."""
    strip, before = strips[i], strips[i - 1]
    gap = (strip.top - before.bottom) / strip.size
    if gap > t.WIDE_LINE_GAP or parted(before, strip, frames):
        return False
    if note(strip) and len(seeds) > 1:
        return False
    if len(seeds) > 1 and (_new_head(strips, seeds, i) or _apart(strips, seeds, i, rules)):
        return False
    enough = max(1, (len(strip.pieces) - 1) / 2) if gap > t.LINE_GAP else 1
    return any(_agree(strips[k], strip) >= enough for k in [*seeds[:-9:-1], *seeds[:2]])
