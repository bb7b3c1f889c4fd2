"""Pictures of the documents that are read worst: what was read drawn over their pages, with the true regions.

In: documents and their true regions. Out: a PNG for each page with a true table or one of ours. Relies on
`pipelines.extraction.picture`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy.corpus import Region


def draw(path: Path, regions: Sequence[Region], folder: Path) -> list[Path]:
    """The pictures of one document."""
    from pipelines.extraction.model import Box
    from pipelines.extraction.pdf import page_image, save_png
    from pipelines.extraction.picture import draw_over, resolution_for
    from pipelines.extraction.reader import read_pdf

    reading = read_pdf(path)
    wanted = {r.page for r in regions} | {part.page for table in reading.tables for part in table.parts}
    made = []
    for page in (p for p in reading.pages if p.number in wanted):
        resolution = resolution_for(page)
        image, left, top = page_image(path, page.number, resolution)
        given = [Box(r.page, *r.box) for r in regions if r.page == page.number]
        drawn = draw_over(image, resolution / 72, (left, top), reading, page.number, given)
        made.append(save_png(drawn, folder / f"{path.stem}.p{page.number:03d}.png"))
    return made
