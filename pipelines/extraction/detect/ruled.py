"""Tables between rules: a top rule, heads, a rule, rows of any text, and a rule below.

In: a stream of strips and the stacks of rules that begin and end alike. Out: first and last strip of each table so
drawn, whatever stands in its cells. Relies on a head of a few short lines between the first two rules, on lines with
several pieces between the next, and on captions, notes and running text ending it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.detect import thresholds as t
from pipelines.extraction.detect.captions import caption, figure, source
from pipelines.extraction.detect.columns import Stream
from pipelines.extraction.detect.strips import Strip, is_prose
from pipelines.extraction.rules import Rule


def ruled_spans(stream: Stream, stacks: Sequence[Sequence[Rule]]) -> list[tuple[int, int]]:
    """First and last strip of each table that rules bound above and below."""
    found: list[tuple[int, int]] = []
    for stack in stacks:
        if len(stack) < t.STACK or stack[0].end < stream.x0 or stack[0].start > stream.x1:
            continue
        i = 0
        while i + 2 < len(stack):
            span = _from(stream, stack, i)
            if span is None:
                i += 1
            else:
                found.append(span[:2])
                i = span[2]
    return found


def _between(stream: Stream, upper: Rule, lower: Rule) -> list[int]:
    """The strips between two rules, if all stand within their ends."""
    inside = [k for k, s in enumerate(stream.strips) if upper.at < s.middle < lower.at]
    slack = 2 * t.EDGE
    if any(stream.strips[k].x0 < upper.start - slack or stream.strips[k].x1 > upper.end + slack for k in inside):
        return []
    return inside


def _from(stream: Stream, stack: Sequence[Rule], i: int) -> tuple[int, int, int] | None:
    """The table whose top rule is the i-th of a stack: its first and last strip, and its last rule."""
    head = [stream.strips[k] for k in _between(stream, stack[i], stack[i + 1])]
    if not head or not _is_head(head) or head[0].top - stack[i].at > t.RULED_GAP * head[0].size:
        return None
    last = i + 1
    while last + 1 < len(stack):
        zone = [stream.strips[k] for k in _between(stream, stack[last], stack[last + 1])]
        if not _is_body(zone, stream):
            break
        last += 1
    if last == i + 1:
        return None
    inside = [k for k, s in enumerate(stream.strips) if stack[i].at < s.middle < stack[last].at]
    return inside[0], inside[-1], last


def _is_head(strips: Sequence[Strip]) -> bool:
    """A few short lines, one of them with several pieces."""
    words = sum(s.words for s in strips) / max(len(s.pieces) for s in strips)
    several = any(len(s.pieces) > 1 for s in strips)
    return several and len(strips) <= t.HEAD_LINES and words <= t.HEAD_WORDS and not _ends(strips)


def _is_body(strips: Sequence[Strip], stream: Stream) -> bool:
    """Lines with several pieces among them, and no caption, note or running text over the whole width."""
    rows = sum(len(s.pieces) > 1 for s in strips)
    prose = sum(len(s.pieces) == 1 and is_prose(s, stream.x0, stream.width) for s in strips)
    return rows >= 1 and rows >= 0.12 * len(strips) and prose <= 0.1 * len(strips) and not _ends(strips)


def _ends(strips: Sequence[Strip]) -> bool:
    return any(caption(s) or figure(s) or source(s) for s in strips)
