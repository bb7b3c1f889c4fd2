"""Tables side by side: where rules or captions say that one table ends and another begins in the same lines.

In: the strips and rules of a page. Out: cuts, each an x between two heights at which lines are parted. Relies on two
stacks of rules that stand beside one another but not at the same heights (one table's rules do), or at the same heights
with labels before values on both sides of a wide gap, and on two captions in one line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.detect import thresholds as t
from pipelines.extraction.detect.captions import piece_caption
from pipelines.extraction.detect.strips import Strip
from pipelines.extraction.rules import Rule


@dataclass(frozen=True, slots=True)
class Cut:
    """Lines between two heights are parted at `at`."""

    at: float
    top: float
    bottom: float


def stacks_of(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that begin and end alike, from the top down."""
    stacks: list[list[Rule]] = []
    for rule in rules:
        for stack in stacks:
            if abs(stack[0].start - rule.start) <= t.EDGE and abs(stack[0].end - rule.end) <= t.EDGE:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    return stacks


def cuts(strips: Sequence[Strip], stacks: Sequence[Sequence[Rule]]) -> list[Cut]:
    """The cuts between tables side by side."""
    found = _by_captions(strips)
    tall = [s for s in stacks if len(s) >= t.STACK]
    for left in tall:
        for right in tall:
            gap = right[0].start - left[0].end
            near = 0 < gap <= t.BESIDE_GAP and not _same_heights(left, right)
            if near or (gap > 0 and _two_stubs(strips, left, right)):
                top = min(left[0].at, right[0].at) - 2 * t.EDGE
                bottom = max(left[-1].at, right[-1].at) + t.EDGE
                at = (left[0].end + right[0].start) / 2
                if not any(p.x0 < at < p.x1 for s in strips if top < s.middle < bottom for p in s.pieces):
                    found.append(Cut(at, _with_head(strips, at, top), bottom))
    return found


def _with_head(strips: Sequence[Strip], at: float, top: float) -> float:
    """How far up a cut goes on: over lines close above with words on both sides and none across."""
    for strip in reversed([s for s in strips if s.middle <= top]):
        both = strip.pieces[0].x1 < at < strip.x1 and not any(p.x0 < at < p.x1 for p in strip.pieces)
        if not both or top - strip.bottom > t.LONE_GAP * strip.size:
            break
        top = strip.top
    return top


def _same_heights(left: Sequence[Rule], right: Sequence[Rule]) -> bool:
    """Whether two stacks stand apart in height, or mostly at the same heights: then they are no two tables."""
    if left[0].at > right[-1].at or right[0].at > left[-1].at:
        return True
    same = sum(any(abs(a.at - b.at) <= t.EDGE / 2 for b in right) for a in left)
    return same >= 0.6 * min(len(left), len(right))


def _two_stubs(strips: Sequence[Strip], left: Sequence[Rule], right: Sequence[Rule]) -> bool:
    """Whether tables side by side share their heights by chance: far apart, each with labels before its own values."""
    gap = right[0].start - left[0].end
    top, bottom = max(left[0].at, right[0].at), min(left[-1].at, right[-1].at)
    rows = [s for s in strips if top < s.middle < bottom]
    if not rows or gap < t.APART * rows[0].size:
        return False
    at = (left[0].end + right[0].start) / 2
    sides = [([p for p in s.pieces if p.x1 <= at], [p for p in s.pieces if p.x0 >= at]) for s in rows]
    full = [(a, b) for a, b in sides if len(a) > 1 and len(b) > 1]
    labelled = sum(not a[0].value and not b[0].value and a[-1].value and b[-1].value for a, b in full)
    return len(full) >= 2 and labelled >= 0.6 * len(full)


def _by_captions(strips: Sequence[Strip]) -> list[Cut]:
    found = []
    for i, strip in enumerate(strips):
        second = next((p for p in strip.pieces[1:] if piece_caption(p)), None)
        if second is None or not piece_caption(strip.pieces[0]):
            continue
        at, bottom = second.x0 - 1, strip.bottom
        for below in strips[i + 1 :]:
            if any(p.x0 < at < p.x1 for p in below.pieces):
                break
            bottom = below.bottom
        found.append(Cut(at, strip.top - 1, bottom + 1))
    return found
