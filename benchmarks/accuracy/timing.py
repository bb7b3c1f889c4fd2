"""How long readers take, as a ratio to pdfplumber reading the characters of the same pages in the same process.

In: documents and a reader. Out: seconds and ratios, or where our own time goes. Relies on alternating the two, several
times, and on the smallest of each: what else the machine does only ever adds.
"""

from __future__ import annotations

import cProfile
import gc
import pstats
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def characters(path: Path) -> None:
    """pdfplumber's characters of all pages."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.chars  # noqa: B018 (asking for them reads them)
            page.close()


def seconds(work: Callable[[Path], object], path: Path) -> float:
    """How long some work on a file takes."""
    gc.collect()
    began = time.perf_counter()
    work(path)
    return time.perf_counter() - began


def ratio(work: Callable[[Path], object], documents: Sequence[Path], rounds: int) -> tuple[float, dict[str, float]]:
    """Time of a reader over the time of the characters: of all documents together, and of each."""
    mine, floor, each = 0.0, 0.0, {}
    for path in documents:
        pairs = [(seconds(work, path), seconds(characters, path)) for _ in range(rounds)]
        ours, chars = min(p[0] for p in pairs), min(p[1] for p in pairs)
        mine, floor, each[path.stem] = mine + ours, floor + chars, ours / chars
    return mine / floor, each


def where(work: Callable[[Path], object], documents: Sequence[Path], root: Path) -> list[tuple[str, float]]:
    """The share of each module of ours, and of each library, in the time of a reader; largest first."""
    profile = cProfile.Profile()
    for path in documents:
        profile.enable()
        work(path)
        profile.disable()
    own: dict[str, float] = {}
    for (file, _, _), (_, _, alone, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        place = Path(file)
        if place.is_relative_to(root) and "site-packages" not in place.parts:
            name = place.relative_to(root).as_posix()
        elif "site-packages" in place.parts:
            name = place.parts[place.parts.index("site-packages") + 1]
        else:
            name = "python"
        own[name] = own.get(name, 0.0) + alone
    total = sum(own.values())
    return sorted(((name, value / total) for name, value in own.items()), key=lambda x: -x[1])
