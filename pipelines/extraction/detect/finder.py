"""The regions of a page, from all the evidence: frames first, then runs of lines with columns outside them.

In: the content of a page. Out: a Found for each table, from the top down: the box of its words (heads and body, without
caption and notes), what kind it is, and its caption where one was seen. Relies on the steps of this package.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.extraction.detect import thresholds as t
from pipelines.extraction.detect.bounds import Run
from pipelines.extraction.detect.captions import caption, figure
from pipelines.extraction.detect.drawings import lone_boxes
from pipelines.extraction.detect.frames import Frame, find_frames
from pipelines.extraction.detect.runs import find_runs
from pipelines.extraction.detect.stacked import join_stacked
from pipelines.extraction.detect.strips import Strip, read_strips
from pipelines.extraction.model import Box
from pipelines.extraction.rules import Area

if TYPE_CHECKING:
    from pipelines.extraction.pdf import PageContent


@dataclass(frozen=True, slots=True)
class Found:
    """A region: its box, the kind of evidence, and the caption's label and box where one was seen."""

    box: Box
    kind: str
    label: str = ""
    caption: Box | None = None


def find_regions(content: PageContent) -> list[Found]:
    """The regions of the tables of a page, from the top down."""
    if len(content.words) < 4:
        return []
    frames = join_stacked(find_frames(content), content)
    free = [w for w in content.words if not any(f.holds(w) for f in frames)]
    boxes = lone_boxes([a for a in content.areas if not any(_holds(f, a) for f in frames)])
    if boxes:
        free = [w for w in free if not any(a.holds(w.box.x0, w.box.top, w.box.x1, w.box.bottom) for a in boxes)]
    strips = read_strips(free)
    frames = [f for f in frames if not f.diagram and not _is_figure(f, strips)]
    number = content.page.number
    found = [_of_frame(f, number) for f in frames]
    runs = find_runs(strips, content, frames)
    bottoms = [f.box.bottom for f in found] + [r.strips[-1].bottom for r in runs]
    found += [_with_turned(_of_run(r, number), r, content, bottoms) for r in runs]
    return sorted(found, key=lambda f: (f.box.top, f.box.x0))


def _is_figure(frame: Frame, strips: Sequence[Strip]) -> bool:
    """Whether the caption of a figure stands right above or below a frame, and it is not filled like a table."""
    if frame.share >= t.FULL_FRAME:
        return False
    mine = [s for s in strips if s.x0 < frame.x1 and s.x1 > frame.x0]
    above = [s for s in mine if frame.top - t.FIGURE_REACH * s.size < s.bottom and s.middle < frame.top]
    below = [s for s in mine if s.top < frame.bottom + t.FIGURE_REACH * s.size and s.middle > frame.bottom]
    for strip in [*above[::-1], *below]:
        if caption(strip):
            return False
        if figure(strip):
            return True
    return False


def _holds(frame: Frame, area: Area) -> bool:
    inside = frame.x0 - 1 <= area.x0 and area.x1 <= frame.x1 + 1
    return inside and frame.top - 1 <= area.top and area.bottom <= frame.bottom + 1


def _box(strips: Sequence[Strip], page: int) -> Box:
    boxes = [w.box for s in strips for p in s.pieces for w in p.words]
    return Box(
        page,
        min(b.x0 for b in boxes) - 0.5,
        min(b.top for b in boxes) - 0.5,
        max(b.x1 for b in boxes) + 0.5,
        max(b.bottom for b in boxes) + 0.5,
    )


def _with_turned(found: Found, run: Run, content: PageContent, bottoms: Sequence[float]) -> Found:
    """The region with the words set sideways above its rows, where a rule stands over them: they are heads."""
    box = found.box
    floor = max((b for b in bottoms if b <= box.top + run.size), default=0.0)  # where the table above ends
    over = [
        w.box
        for w in content.turned
        if box.x0 - 2 <= (w.box.x0 + w.box.x1) / 2 <= box.x1 + 2
        and floor <= w.box.top
        and w.box.bottom <= box.top + run.size
    ]
    tops = [r.at for r in content.rules if r.start <= box.x0 + run.size and r.end >= box.x1 - run.size]
    reach = [at for at in tops if box.top - t.TURNED_REACH <= at <= box.top - run.size]
    heads = [b for b in over if any(at <= b.top + 2 for at in reach)]
    if len(heads) < 2:
        return found
    return replace(found, box=Box.around([box, *heads]))


def _of_frame(frame: Frame, page: int) -> Found:
    return Found(_box(frame.strips, page), "shaded" if frame.filled and len(frame.upright) > 4 else "ruled")


def _of_run(run: Run, page: int) -> Found:
    return Found(_box(run.strips, page), "half_ruled" if run.rules else "borderless", run.label, run.caption)
