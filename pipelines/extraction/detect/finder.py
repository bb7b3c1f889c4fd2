"""The regions of a page, from all the evidence: frames first, then runs of lines with columns outside them.

In: the content of a page. Out: a Found for each table, from the top down: the box of its words (heads and body, without
caption and notes), what kind it is, and its caption where one was seen. Relies on the steps of this package.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.extraction.detect import thresholds as t
from pipelines.extraction.detect.bounds import Run
from pipelines.extraction.detect.captions import caption, figure
from pipelines.extraction.detect.frames import Frame, find_frames
from pipelines.extraction.detect.runs import find_runs
from pipelines.extraction.detect.strips import Strip, read_strips
from pipelines.extraction.model import Box

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
    frames = find_frames(content)
    free = [w for w in content.words if not any(f.holds(w) for f in frames)]
    strips = read_strips(free)
    frames = [f for f in frames if not _is_figure(f, strips)]
    number = content.page.number
    found = [_of_frame(f, number) for f in frames]
    found += [_of_run(r, number) for r in find_runs(strips, content, frames)]
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


def _box(strips: Sequence[Strip], page: int) -> Box:
    boxes = [w.box for s in strips for p in s.pieces for w in p.words]
    return Box(
        page,
        min(b.x0 for b in boxes) - 0.5,
        min(b.top for b in boxes) - 0.5,
        max(b.x1 for b in boxes) + 0.5,
        max(b.bottom for b in boxes) + 0.5,
    )


def _of_frame(frame: Frame, page: int) -> Found:
    return Found(_box(frame.strips, page), "shaded" if frame.filled and len(frame.upright) > 4 else "ruled")


def _of_run(run: Run, page: int) -> Found:
    return Found(_box(run.strips, page), "half_ruled" if run.rules else "borderless", run.label, run.caption)
