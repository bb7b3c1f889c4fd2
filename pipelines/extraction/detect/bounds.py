"""The edges of a run: the head above its rows, the last lines below them, its caption.

In: a stream of strips and the first and last row of a run in it. Out: the run from its first head line to its last row.
Relies on the top rule where there is one, else on head lines standing over columns; on captions, notes and running text
ending the table; on a closing rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pipelines.extraction.detect import thresholds as t
from pipelines.extraction.detect.captions import caption, figure, note, source
from pipelines.extraction.detect.code import is_code
from pipelines.extraction.detect.columns import Stream
from pipelines.extraction.detect.frames import Frame
from pipelines.extraction.detect.strips import Piece, Strip, is_prose
from pipelines.extraction.model import Box
from pipelines.extraction.rules import Rule
from pipelines.extraction.words import Word

Span = tuple[float, float, float]
"""Left edge, right edge and font size of the rows."""


@dataclass(slots=True)
class Run:
    """The strips of one table, from its first head line to its last row, and the rules over its width."""

    strips: list[Strip]
    rules: list[Rule] = field(default_factory=list)
    label: str = ""
    caption: Box | None = None

    @property
    def x0(self) -> float:
        """Left edge."""
        return min(s.x0 for s in self.strips)

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(s.x1 for s in self.strips)

    @property
    def size(self) -> float:
        """The usual font size."""
        return median(s.size for s in self.strips)


def parted(a: Strip, b: Strip, frames: Sequence[Frame]) -> bool:
    """Whether a frame stands between two strips."""
    return any(a.middle < f.top + 2 and f.bottom - 2 < b.middle and f.x0 < b.x1 and f.x1 > b.x0 for f in frames)


def _covering(rules: Sequence[Rule], x0: float, x1: float, size: float) -> list[Rule]:
    """Rules over the whole width of a table and not much more."""
    slack = t.SIDE_SLACK * size
    return [
        r
        for r in rules
        if r.start <= x0 + slack and r.end >= x1 - slack and r.length <= t.RULE_OVER * (x1 - x0) + 5 * size
    ]


def bounded(
    stream: Stream, first: int, last: int, reach: tuple[int, int], rules: Sequence[Rule], frames: Sequence[Frame]
) -> tuple[Run | None, int]:
    """The run with its head and its last lines, and where the next one may begin."""
    strips = stream.strips
    floor, ceiling = reach
    if last - first < 1:
        return None, floor
    run = Run(strips[first : last + 1])
    size = run.size
    x0, x1 = run.x0, run.x1
    own = _covering(rules, x0, x1, size)
    first = _top(stream, first, last, floor, own, rules, frames, (x0, x1, size))
    last = _foot(stream, first, last, ceiling, own, frames, (x0, x1, size))
    if last - first < 1:
        return None, floor
    run.strips = strips[first : last + 1]
    top, bottom = run.strips[0].top, run.strips[-1].bottom
    run.rules = [r for r in own if top - 1.5 * size <= r.at <= bottom + 1.5 * size]
    run.label, run.caption = _caption_of(stream, first, floor, last)
    return run, last + 1


def _caption_of(stream: Stream, first: int, floor: int, last: int) -> tuple[str, Box | None]:
    for k in [*range(first - 1, max(floor, first - 6) - 1, -1), last + 1, last + 2]:
        if 0 <= k < len(stream.strips):
            found = caption(stream.strips[k])
            if found:
                return found[0], Box.around(w.box for p in stream.strips[k].pieces for w in p.words)
    return "", None


def figure_near(stream: Stream, run: Run) -> bool:
    """Whether the caption of a figure stands right above or below; what a table's caption names is no figure."""
    if run.label:
        return False
    first = next(i for i, s in enumerate(stream.strips) if s is run.strips[0])
    last = first + len(run.strips) - 1
    for around in (range(first - 1, first - 5, -1), range(last + 1, last + 5)):
        for k in around:
            if not 0 <= k < len(stream.strips) or caption(stream.strips[k]):
                break
            if figure(stream.strips[k]):
                return True
            if is_prose(stream.strips[k], stream.x0, stream.width):
                break
    return False


def _top(
    stream: Stream, first: int, last: int, floor: int, own: Sequence[Rule], rules: Sequence[Rule],
    frames: Sequence[Frame], span: Span,
) -> int:  # fmt: skip
    """The first strip of the head."""
    strips = stream.strips
    x0, x1, size = span
    body = strips[first]
    limit = body.top - t.HEAD_REACH * size
    barrier = first
    while barrier > floor:
        s = strips[barrier - 1]
        prose = is_prose(s, stream.x0, stream.width) and not fits(s, strips[first : last + 1]) and not _held(s, own)
        ends = caption(s) or figure(s) or source(s) or is_code(s) or prose or s.top < limit
        if ends or parted(s, strips[barrier], frames):
            break
        barrier -= 1
    roof = strips[barrier - 1].bottom - 0.3 * size if barrier > 0 else body.top - t.HEAD_REACH * size
    stub = _stub_edge(strips[first : last + 1])
    tops = [r for r in own if roof <= r.at <= body.middle]
    k = _under_rules(strips, barrier, first, tops, stub, size)
    lower = [r for r in own if body.middle < r.at < strips[last].middle]
    if k < first or (lower and any(r.at <= body.top + 0.3 * size for r in tops[-1:] if body.top - r.at < 2 * size)):
        return k
    while k > barrier:
        s = strips[k - 1]
        gap = (strips[k].top - s.bottom) / size
        ruled = any(s.middle < r.at < strips[k].middle and r.start < x1 and r.end > x0 for r in rules)
        if gap > t.HEAD_GAP and not (ruled and gap < 2 * t.HEAD_GAP):
            break
        if not _heads(s, strips[k : last + 1], stub, span, gap):
            over = strips[k - 2] if k - 1 > barrier and k == first else None
            beside = len(s.pieces) == 1 and gap < -t.OVERLAP and s.x1 <= strips[k].x0
            if not beside and (over is None or not _opens_rows(s, over, body, stub, gap)):
                break
        k -= 1
    return k


def _opens_rows(strip: Strip, over: Strip, body: Strip, stub: float, gap: float) -> bool:
    """Whether a lone line is the first group's label: at the labels' edge, between the heads and the first row."""
    size = body.size
    label = len(strip.pieces) == 1 and abs(strip.x0 - body.x0) < size and strip.x1 < stub
    bare = len(over.pieces) > 2 and over.x0 > strip.x0 - size
    return label and bare and gap < t.LABEL_GAP and (strip.top - over.bottom) / size < t.LABEL_GAP


def _held(strip: Strip, own: Sequence[Rule]) -> bool:
    """Whether rules of the table run close above and close below a line: a head of many words."""
    reach = t.UNDER_RULE * strip.size
    over = any(strip.top - reach <= r.at <= strip.middle for r in own)
    return over and any(strip.middle < r.at <= strip.bottom + reach for r in own)


def _under_rules(
    strips: Sequence[Strip], barrier: int, first: int, tops: Sequence[Rule], stub: float, size: float
) -> int:
    """The first head line under the rules above the rows: zone by zone, as long as a zone reads as a head."""
    k = first
    for rule in reversed(tops):
        zone = [s for s in strips[barrier:k] if s.middle > rule.at]
        gaps = [b.top - a.bottom for a, b in pairwise([*zone, strips[k]])]
        if zone:
            over = any(len(s.pieces) > 1 or s.pieces[0].x0 > stub - size or fits(s, strips[k:]) for s in zone)
            if max(gaps) > t.RULED_GAP * size or not over or any(s.size > t.HEADING * size for s in zone):
                break
        far = t.UNDER_RULE if zone else t.RULED_GAP
        if (zone or [strips[k]])[0].top - rule.at > far * size:
            break
        k -= len(zone)
    return k


def _stub_edge(strips: Sequence[Strip]) -> float:
    """Right edge of the first column: the median left edge of second pieces is right of it."""
    seconds = [s.pieces[1].x0 for s in strips if len(s.pieces) > 1]
    return (
        min(median(seconds), median(s.pieces[0].x1 for s in strips if len(s.pieces) > 1)) if seconds else strips[0].x1
    )


def fits(strip: Strip, below: Sequence[Strip]) -> bool:
    """Whether the words of a line, however close they stand, gather over the columns of the rows below."""
    row = max(below[:4], key=lambda s: len(s.pieces)).pieces
    words = [w for p in strip.pieces for w in p.words]
    small = sum(w.text[:1].islower() for w in words)
    if _opens_columns(strip, row):
        return True
    if len(row) < 4 or len(words) > 3 * len(row) or small > 0.5 * len(words):
        return False
    groups: dict[int, list[Word]] = {}
    for piece in strip.pieces:
        for word in piece.words:
            middle = (word.box.x0 + word.box.x1) / 2
            nearest = min(range(len(row)), key=lambda i: abs(row[i].centre - middle))
            groups.setdefault(nearest, []).append(word)
    slack = t.CENTRED * strip.size
    hits = 0
    for i, group in groups.items():
        x0, x1 = group[0].box.x0, group[-1].box.x1
        middle = abs((x0 + x1) / 2 - row[i].centre)
        hits += i > 0 and min(abs(x0 - row[i].x0), abs(x1 - row[i].x1), middle) <= slack
    return hits >= 0.8 * (len(row) - 1)


def _opens_columns(strip: Strip, row: Sequence[Piece]) -> bool:
    """Whether a line reads on over a gap that stands out, behind which each column begins."""
    words = [w for p in strip.pieces for w in p.words]
    gaps = [(b.box.x0 - a.box.x1) / strip.size for a, b in pairwise(words)]
    if len(row) < 2 or len(gaps) < 3:
        return False
    least = max(t.LEAST_GAP, t.GAP_STANDS_OUT * median(gaps))
    opens = [b.box.x0 for gap, b in zip(gaps, words[1:], strict=True) if gap > least]
    return len(opens) == len(row) - 1 and all(
        abs(at - p.x0) <= t.SAME_EDGE * strip.size for at, p in zip(opens, row[1:], strict=True)
    )


def _heads(strip: Strip, below: Sequence[Strip], stub: float, span: Span, gap: float) -> bool:
    """Whether a line above the rows, with no rule to say so, is a head: it stands over columns, not as a title."""
    x0, x1, size = span
    if fits(strip, below):
        return True
    if strip.x0 < x0 - 2 * size or strip.x1 > x1 + 2 * size or strip.words > 14:
        return False
    text = strip.text.strip()
    if text[:1] in "[(" and text[-1:] in "])" and len(strip.pieces) == 1 and gap > 0.2:
        return False
    if len(strip.pieces) > 1:
        return True
    piece: Piece = strip.pieces[0]
    if piece.x0 < stub - size:
        return False
    if abs(piece.centre - (x0 + x1) / 2) < t.CENTRED * size and len(piece.words) > 2:
        return False  # on the middle of the whole table, its labels included: a title
    return _spans(piece, below, size)


def _spans(piece: Piece, below: Sequence[Strip], size: float) -> bool:
    """Whether a lone line above the heads stands over the middle of some columns, as a head of several does."""
    row = max(below[:4], key=lambda s: len(s.pieces)).pieces
    heads = next((s.pieces for s in below if len(s.pieces) > 1), [])
    if len(heads) > 1 and piece.x0 >= heads[0].x0 - size and piece.x1 <= heads[-1].x1 + size:
        middles = [(a.x0 + b.x1) / 2 for i, a in enumerate(heads) for b in heads[i + 1 :] if a.x0 >= row[0].x1]
        if any(abs(piece.centre - m) <= t.CENTRED * size for m in middles):
            return True
    for i in range(1, len(row)):
        for j in range(i, len(row)):
            after = row[j + 1].x0 if j + 1 < len(row) else row[j].x1 + 2 * size
            within = row[i - 1].x1 <= piece.x0 and piece.x1 <= after
            narrow = piece.x1 - piece.x0 <= row[j].x1 - row[i].x0 + 2 * size
            middle = abs(piece.centre - (row[i].x0 + row[j].x1) / 2) <= t.CENTRED * size
            edge = min(abs(piece.x0 - row[i].x0), abs(piece.x1 - row[j].x1)) <= 0.3 * size
            if (narrow or within) and (middle or edge):
                return True
    return False


def _foot(
    stream: Stream, first: int, last: int, ceiling: int, own: Sequence[Rule], frames: Sequence[Frame], span: Span
) -> int:
    """The last strip: wrapped labels below the last row belong, notes do not."""
    strips = stream.strips
    size = span[2]
    while last > first + 1 and (note(strips[last]) or _noteish(strips, first, last, own, size)):
        last -= 1
    while last > first + 1 and len(strips[last].pieces) == 1 and is_prose(strips[last], stream.x0, stream.width):
        last -= 1
    closing = [r for r in own if strips[last].middle < r.at < strips[last].bottom + 4 * size]
    end = closing[0].at if closing else None
    if end is not None and ceiling < len(strips) and strips[ceiling].middle < end:
        end = None
    seconds = min((r.pieces[1].x0 for r in strips[first : last + 1] if len(r.pieces) > 1), default=0.0)
    while last + 1 < ceiling:
        s, before = strips[last + 1], strips[last]
        if caption(s) or figure(s) or note(s) or is_prose(s, stream.x0, stream.width) or parted(before, s, frames):
            break
        gap = (s.top - before.bottom) / size
        if end is not None and s.middle < end and gap < t.LONE_GAP:
            last += 1
            continue
        if end is not None or len(s.pieces) > 1 or gap > 0.45 or abs(s.size - before.size) > 0.08 * size:
            break
        inside = s.x1 <= seconds or any(abs(s.x0 - p.x0) < 0.4 * size for p in before.pieces[1:])
        hangs = s.x0 > before.x0 + 0.3 * size or s.text[:1].islower() or before.pieces[0].text[-1:] in "-,/&"
        if not (inside and hangs) or (s.pieces[0].bold and not before.pieces[0].bold):
            break
        last += 1
    return last


def _noteish(strips: Sequence[Strip], first: int, last: int, own: Sequence[Rule], size: float) -> bool:
    """Whether a last line reads as a note: under a closing rule or in smaller type, and without values."""
    strip = strips[last]
    if strip.values:
        return False
    body = [s for s in strips[first:last] if s.values]
    if strip.size < t.SMALLER * size and body:
        return True
    return bool(body) and len(own) > 1 and any(strips[last - 1].middle < r.at < strip.middle for r in own[-1:])
