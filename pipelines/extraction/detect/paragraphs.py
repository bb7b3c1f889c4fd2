"""Paragraphs: running text, whatever stands beside it.

In: the strips of a page, whole lines each. Out: the pieces (by identity) that are lines of paragraphs. Relies on lines
with one left edge following closely, filling much the same width, with many of them going on in small letters.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.detect import thresholds as t
from pipelines.extraction.detect.strips import Piece, Strip


def paragraph_pieces(strips: Sequence[Strip]) -> set[int]:
    """The ids of the pieces that are lines of paragraphs."""
    open_chains: list[list[tuple[Strip, Piece]]] = []
    chains: list[list[tuple[Strip, Piece]]] = []
    for strip in strips:
        still: list[list[tuple[Strip, Piece]]] = []
        taken: set[int] = set()
        for chain in open_chains:
            last_strip, last = chain[-1]
            if strip.top - last_strip.bottom > t.PARAGRAPH_GAP * last.size:
                chains.append(chain)
                continue
            after = next((p for p in strip.pieces if id(p) not in taken and _goes_on(last, p)), None)
            if after is not None:
                taken.add(id(after))
                chain.append((strip, after))
            still.append(chain)
        still += [[(strip, p)] for p in strip.pieces if id(p) not in taken and not p.value and len(p.words) > 1]
        open_chains = still
    found: set[int] = set()
    for chain in [*chains, *open_chains]:
        pieces = [p for _, p in chain]
        if _is_paragraph(pieces):
            full = 0.6 * max(p.x1 - p.x0 for p in pieces)
            wide = [p.x1 - p.x0 >= full for p in pieces]
            found.update(id(p) for k, p in enumerate(pieces) if wide[k] or (k and wide[k - 1]))
    return found


def _goes_on(upper: Piece, lower: Piece) -> bool:
    return abs(upper.x0 - lower.x0) < 0.3 * upper.size and abs(upper.size - lower.size) < 0.1 * upper.size


def _is_paragraph(pieces: Sequence[Piece]) -> bool:
    if len(pieces) < t.PARAGRAPH_LINES:
        return False
    widths = [p.x1 - p.x0 for p in pieces]
    full = sum(w >= 0.75 * max(widths) for w in widths)
    small = sum(p.text[:1].islower() for p in pieces[1:])
    words = sum(len(p.words) for p in pieces) / len(pieces)
    return words >= 3 and full >= 0.55 * len(pieces) and small >= t.SMALL_STARTS * (len(pieces) - 1)
