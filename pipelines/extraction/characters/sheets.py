"""What a page draws to what a reader sees of it: the way up, words that stand upright, turned words, drawn objects.

In: a `Sheet` (see `glyphs`) and the page's size. Out: the frame in which most text stands upright, words in it, and
drawn objects. Text that cannot be seen is left out: white on white, off the page, or under a scanned picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import hypot

from pipelines.extraction.characters.frames import Frame, direction, frame_for
from pipelines.extraction.characters.glyphs import Corners, Run, Sheet, Stroke
from pipelines.extraction.characters.joining import is_typed_rule, join_runs, text_of
from pipelines.extraction.characters.repair import Vocabulary
from pipelines.extraction.model import Box
from pipelines.extraction.rules import Drawn, Rule
from pipelines.extraction.words import Word

ASKEW = 5.0
"""Text within this many degrees of a right angle is askew; beyond, it is set at a slant."""
LEAST_ASKEW = 0.03
"""A page this little askew, in degrees, is straight: over a line's length it shifts less than a hair."""
MOSTLY = 0.6
"""A page is read sideways if this share of its letters runs that way."""
BAND = 20.0
"""Rectangles are looked up by bands of the page of this height, in points."""
PICTURE_PAGE = 0.7
"""A picture over this share of the page is the page itself: a scan."""


def frame_of(sheet: Sheet, width: float, height: float, dx: float, dy: float) -> Frame:
    """The frame in which most of the page's text stands upright."""
    weights = {angle: sum(len(r.letters) for r in runs) for angle, runs in sheet.runs.items()}
    total = sum(weights.values())
    if not total or weights.get(0.0, 0) >= 0.95 * total:
        return frame_for(0.0, width, height, dx, dy)
    sides = {q: sum(w for a, w in weights.items() if _apart(a, q) <= ASKEW) for q in (0.0, 90.0, 180.0, 270.0)}
    side = max(sides, key=lambda q: sides[q])
    if sides[side] < MOSTLY * total:
        side = 0.0
    near = sorted((_signed(a, side), w) for a, w in weights.items() if _apart(a, side) <= ASKEW)
    half, passed, skew = sum(w for _, w in near) / 2, 0, 0.0
    for skew, weight in near:  # noqa: B007 (the middle one is wanted)
        passed += weight
        if passed >= half:
            break
    angle = side if abs(skew) < LEAST_ASKEW else (side + skew) % 360.0
    return frame_for(angle, width, height, dx, dy)


def _signed(angle: float, other: float) -> float:
    return (angle - other + 180.0) % 360.0 - 180.0


def _apart(angle: float, other: float) -> float:
    return abs(_signed(angle, other))


def words_of(
    sheet: Sheet, frame: Frame, number: int, visible: Corners, vocabulary: Vocabulary, upright_rules: Sequence[Rule]
) -> tuple[list[Word], list[Word], list[Rule]]:
    """The words that stand upright in the frame, those that do not (a head set sideways, a stamp), and typed rules."""
    seen = _Seen(sheet, visible)
    upright: list[Run] = []
    words: list[Word] = []
    turned: list[Word] = []
    rules: list[Rule] = []
    for angle, runs in sheet.runs.items():
        runs = seen.of(angle, runs)
        slant = _signed(angle, frame.angle)
        if slant == 0.0:
            upright += runs
        elif abs(slant) <= ASKEW:
            upright += [_swung(r, angle, frame.angle) for r in runs]
        else:
            turned += _turned_words(runs, angle, frame, number)
    left, high = frame.left, frame.high
    dividers = [(r.at + frame.left, frame.high - r.end, frame.high - r.start) for r in upright_rules]
    joined = join_runs(upright, dividers)
    vocabulary.make_out(joined)
    for run in joined:
        if is_typed_rule(run):
            at = high - run.base - run.size * (-0.1 if run.letters[0] == "_" else 0.25)
            rules.append(Rule(at, run.x0 - left, run.x1 - left))
            continue
        text = text_of(run)
        if "?" in text:
            text = vocabulary.answer(text)
        if text:
            box = Box(number, run.x0 - left, high - run.top, run.x1 - left, high - run.bottom)
            words.append(Word(text, box, run.size, run.bold))
    return words, turned, rules


def _swung(run: Run, angle: float, to: float) -> Run:
    """A run that is slightly askew, laid straight at its beginning."""
    x, y = _on_page(run.x0, run.base, angle)
    co, si = direction(to)
    shift, base = x * co + y * si - run.x0, y * co - x * si
    run.xs = [v + shift for v in run.xs]
    run.x0, run.x1 = run.x0 + shift, run.x1 + shift
    run.bottom, run.top, run.base = run.bottom + base - run.base, run.top + base - run.base, base
    return run


def _on_page(along: float, up: float, angle: float) -> tuple[float, float]:
    co, si = direction(angle)
    return along * co - up * si, along * si + up * co


def _turned_words(runs: list[Run], angle: float, frame: Frame, number: int) -> list[Word]:
    words = []
    slant = round(_signed(angle, frame.angle)) or 1
    for run in join_runs(runs):
        text = text_of(run)
        if not text:
            continue
        points = [frame.turned(*_on_page(x, y, angle)) for x in (run.x0, run.x1) for y in (run.bottom, run.top)]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        words.append(Word(text, Box(number, min(xs), min(ys), max(xs), max(ys)), run.size, run.bold, turned=slant))
    return words


class _Seen:
    """Tells the runs that can be seen: on the page, not white on white, not painted over."""

    def __init__(self, sheet: Sheet, visible: Corners) -> None:
        self.visible = visible
        self.sheet = sheet
        self.grounds: list[tuple[Corners, int]] | None = None
        self.covers: dict[int, list[tuple[Corners, int]]] | None = None

    def of(self, angle: float, runs: list[Run]) -> list[Run]:
        """Those of these runs that can be seen."""
        x0, y0, x1, y1 = self.visible
        kept = []
        for run in runs:
            if angle == 0.0:
                x, y = (run.x0 + run.x1) / 2, (run.bottom + run.top) / 2
            else:
                x, y = _on_page((run.x0 + run.x1) / 2, (run.bottom + run.top) / 2, angle)
            on_page = x0 <= x <= x1 and y0 <= y <= y1
            if on_page and (not run.white or self._on_ground(x, y, run.order)) and not self._covered(x, y, run.order):
                kept.append(run)
        return kept

    def _covered(self, x: float, y: float, order: int) -> bool:
        """Whether a filled rectangle that was drawn later hides a place."""
        if not self.sheet.covers or self.sheet.covers[-1][1] < order:
            return False
        if self.covers is None:
            self.covers = {}
            for box, when in self.sheet.covers:
                for band in range(int(box[1] // BAND), int(box[3] // BAND) + 1):
                    self.covers.setdefault(band, []).append((box, when))
        return any(
            when > order and b[0] <= x <= b[2] and b[1] <= y <= b[3] for b, when in self.covers.get(int(y // BAND), ())
        )

    def _on_ground(self, x: float, y: float, order: int) -> bool:
        if self.grounds is None:
            self.grounds = [(_bounds(s), s.order) for s in self.sheet.strokes if s.filled]
            self.grounds += [(corners, when) for corners, when, _ in self.sheet.pictures]
        return any(b[0] <= x <= b[2] and b[1] <= y <= b[3] and when < order for b, when in self.grounds)


def _bounds(stroke: Stroke) -> Corners:
    xs, ys = [p[0] for p in stroke.points], [p[1] for p in stroke.points]
    return min(xs), min(ys), max(xs), max(ys)


def is_scan(sheet: Sheet, width: float, height: float) -> bool:
    """Whether the page is a picture of a page: no text to be seen, or only what a machine read under the picture."""
    visible = sum(len(r.letters) for runs in sheet.runs.values() for r in runs)
    if not visible and sheet.pictures:
        return sheet.hidden == 0 or any(_share(c, width, height) >= PICTURE_PAGE for c, _, _ in sheet.pictures)
    latest = max((r.order for runs in sheet.runs.values() for r in runs), default=0)
    return any(
        opaque and when > latest and _share(corners, width, height) >= PICTURE_PAGE
        for corners, when, opaque in sheet.pictures
    )


def _share(box: Corners, width: float, height: float) -> float:
    across = max(0.0, min(box[2], width) - max(box[0], 0.0))
    return across * max(0.0, min(box[3], height) - max(box[1], 0.0)) / max(1.0, width * height)


def drawn_of(strokes: Iterable[Stroke], frame: Frame) -> Iterator[Drawn]:
    """The painted paths as boxes in the frame."""
    left, high = frame.left, frame.high
    for stroke in strokes:
        points = stroke.points
        if frame.plain:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            yield Drawn(min(xs) - left, high - max(ys), max(xs) - left, high - min(ys), stroke.filled, stroke.stroked)
        else:
            turned = [frame.turned(*p) for p in points]
            xs, ys = [p[0] for p in turned], [p[1] for p in turned]
            yield Drawn(min(xs), min(ys), max(xs), max(ys), stroke.filled, stroke.stroked)


def picture_boxes(sheet: Sheet, frame: Frame, number: int) -> list[Box]:
    """Where pictures stand, in the frame; those too small to show anything are left out."""
    boxes = []
    for (x0, y0, x1, y1), _, _ in sheet.pictures:
        if hypot(x1 - x0, y1 - y0) > 5 and x1 > x0 and y1 > y0:
            a, b = frame.turned(x0, y0), frame.turned(x1, y1)
            boxes.append(Box(number, min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))
    return boxes
