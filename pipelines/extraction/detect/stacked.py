"""Frames one above another that are one table: section heads stand across the columns, and part the upright rules.

In: the frames of a page, from the top down, and the page. Out: the frames, such ones joined. Relies on the columns
standing at the same places, and on one line between them that is no caption, no note, and no head that comes again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipelines.extraction.detect import thresholds as t
from pipelines.extraction.detect.captions import caption, figure, note
from pipelines.extraction.detect.frames import Frame
from pipelines.extraction.detect.strips import Strip, read_strips

if TYPE_CHECKING:
    from pipelines.extraction.pdf import PageContent


def join_stacked(frames: Sequence[Frame], content: PageContent) -> list[Frame]:
    """The frames of a page, with those joined that section heads alone part."""
    found: list[Frame] = []
    for frame in sorted(frames, key=lambda f: (f.top, f.x0)):
        above = next((f for f in reversed(found) if _same_columns(f, frame)), None)
        head = _section_head(above, frame, content) if above else None
        if above is None or head is None:
            found.append(frame)
            continue
        above.bottom = frame.bottom
        above.horizontal = sorted([*above.horizontal, *frame.horizontal], key=lambda e: e.at)
        above.upright = sorted([*above.upright, *frame.upright], key=lambda e: e.at)
        above.ys = [*above.ys, *frame.ys]
        above.strips = [*above.strips, head, *frame.strips]
        above.share = min(above.share, frame.share)
    return found


def _same_columns(a: Frame, b: Frame) -> bool:
    if a.diagram or b.diagram or len(a.xs) != len(b.xs) or a.bottom > b.top + t.EDGE:
        return False
    return all(abs(x - y) <= t.EDGE for x, y in zip(a.xs, b.xs, strict=True))


def _section_head(above: Frame, below: Frame, content: PageContent) -> Strip | None:
    """The one line between two frames, where it is a section head of one table."""
    size = max((s.size for s in above.strips), default=0.0)
    if below.top - above.bottom > t.SECTION_GAP * size or not above.strips or not below.strips:
        return None
    between = [
        w
        for w in content.words
        if above.bottom - 1 <= w.middle <= below.top + 1 and w.box.x1 > above.x0 and w.box.x0 < above.x1
    ]
    lines = read_strips(between)
    if len(lines) != 1 or caption(lines[0]) or figure(lines[0]) or note(lines[0]):
        return None
    inside = above.x0 - t.EDGE <= lines[0].x0 and lines[0].x1 <= above.x1 + t.EDGE
    again = _text(above.strips[0]) == _text(below.strips[0])
    return lines[0] if inside and len(lines[0].pieces) == 1 and not again else None


def _text(strip: Strip) -> str:
    return " ".join(w.text for p in strip.pieces for w in p.words)
