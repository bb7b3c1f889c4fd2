"""What a page draws: runs of letters, paths and pictures, each with its place, before any of it is read.

In: pdfminer's calls for one page. Out: `Sheet`: runs (letters of one string that stand together, in the direction they
run), strokes (boxes of painted paths), pictures. Relies on the fonts that pdfminer reads. Nothing is thrown away here
but what no eye can see: text drawn invisible, outside its clipping box or smaller than a point.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Any

from pdfminer.pdfdevice import PDFDevice

from pipelines.extraction.characters.fonts import Font

WORD_GAP = 0.18
"""Letters further apart than this, in font sizes, are two words even without a space between them."""
OVERLAP = 0.35
"""A letter that begins further left than this, in font sizes, from the end of the one before it begins anew."""
LEAST_SIZE = 1.0
"""Type smaller than this, in points, cannot be seen."""
CLIP_SLACK = 1.0
"""Text may stand this far outside its clipping box, in points, by rounding."""
OPAQUE = 0.9
"""A fill with more than this of its colour hides what is under it."""
LEAST_COVER = 2.0
"""A rectangle narrower or lower than this, in points, is a rule and hides no text."""
INVISIBLE = 3
"""The text rendering mode that paints nothing: the text layer of a scanned page."""
_EVERYWHERE = (-1e9, -1e9, 1e9, 1e9)
Corners = tuple[float, float, float, float]


class TooMuch(Exception):
    """More letters stand on the page than the limit allows."""


class Run:
    """Letters that follow one another on one baseline, in coordinates along their own direction, y upward.

    `xs` holds where each letter begins; `spaced` says that a space follows.
    """

    __slots__ = (
        "base",
        "bold",
        "bottom",
        "clip",
        "font",
        "letters",
        "order",
        "size",
        "spaced",
        "top",
        "white",
        "x0",
        "x1",
        "xs",
    )

    def __init__(
        self, letters: list[str], xs: list[float], x1: float, base: float, bottom: float, size: float, font: Font
    ) -> None:
        self.letters, self.xs = letters, xs
        self.x0, self.x1, self.base, self.bottom, self.top = xs[0], x1, base, bottom, bottom + size
        self.size, self.font, self.bold = size, font, font.bold
        self.spaced = False
        self.white = False
        self.order = 0
        self.clip = _EVERYWHERE


@dataclass(slots=True)
class Stroke:
    """A painted path: the points it runs through, y upward; whether its filling and its outline can be seen."""

    points: list[tuple[float, float]]
    filled: bool
    stroked: bool
    order: int


@dataclass(slots=True)
class Sheet:
    """All that one page draws.

    `runs` are kept by the direction in which they run, in degrees, anticlockwise. `pictures` have their box, when they
    were drawn, and whether they hide what is under them. `covers` are filled rectangles that hide what was drawn before
    them, with when they were drawn. `hidden` counts letters that are drawn invisible.
    """

    runs: dict[float, list[Run]] = field(default_factory=dict)
    strokes: list[Stroke] = field(default_factory=list)
    pictures: list[tuple[Corners, int, bool]] = field(default_factory=list)
    covers: list[tuple[Corners, int]] = field(default_factory=list)
    letters: int = 0
    hidden: int = 0


def _white(colour: Any, space: str) -> bool:
    """Whether a colour is that of paper; a full tint of a named ink is not."""
    if isinstance(colour, (int, float)):
        return space not in ("Separation", "DeviceN", "Indexed", "Pattern") and bool(colour > 0.985)
    if not isinstance(colour, tuple) or not all(isinstance(c, (int, float)) for c in colour):
        return False
    if len(colour) == 4:
        return bool(max(colour) < 0.015)
    return len(colour) in (1, 3) and bool(min(colour) > 0.985)


class GlyphDevice(PDFDevice):
    """Gathers what a page draws into a `Sheet`."""

    def __init__(self, rsrcmgr: Any, fonts: dict[int, Font], most_letters: int, most_strokes: int) -> None:
        super().__init__(rsrcmgr)
        self.fonts = fonts
        self.most_letters, self.most_strokes = most_letters, most_strokes
        self.sheet = Sheet()
        self.clip: Corners = _EVERYWHERE
        self.clip_next = False
        self.alpha = 1.0
        self.plain_mode = True
        self.order = 0
        self._whites: dict[Any, bool] = {}
        self._figures: list[tuple[Any, Corners]] = []

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """A form or a picture begins."""
        self._figures.append((self.ctm, self.clip))

    def end_figure(self, name: str) -> None:
        """It ends: coordinates and clipping are again what they were."""
        if self._figures:
            self.ctm, self.clip = self._figures.pop()

    def render_image(self, name: str, stream: Any) -> None:
        """A picture is drawn."""
        get = stream.get_any
        self.picture(opaque=not (get(("SMask",)) or get(("IM", "ImageMask")) or get(("Mask",))))

    def picture(self, opaque: bool = False) -> None:
        """A picture fills the unit square of the coordinates in force."""
        corners = self._points([(0, 0), (1, 0), (1, 1), (0, 1)])
        self.order += 1
        self.sheet.pictures.append((_clipped(_bounds(corners), self.clip), self.order, opaque))

    def shade(self) -> None:
        """A shading fills the clipping box; what stands on it can be seen."""
        self.order += 1
        if self.clip is not _EVERYWHERE:
            self.sheet.pictures.append((self.clip, self.order, False))

    def _points(self, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        a, b, c, d, e, f = self.ctm  # type: ignore[misc]
        return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]

    def _is_white(self, colour: Any, space: Any) -> bool:
        key = (colour, space.name)
        try:
            return self._whites[key]
        except KeyError:
            found = self._whites[key] = _white(colour, space.name)
            return found
        except TypeError:
            return False

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """Keep the parts of a path that is painted in a colour that shows."""
        sheet = self.sheet
        filled = fill and graphicstate.ncolor is not None and not self._is_white(graphicstate.ncolor, graphicstate.ncs)
        stroked = (
            stroke and graphicstate.scolor is not None and not self._is_white(graphicstate.scolor, graphicstate.scs)
        )
        if (filled or stroked) and path and len(sheet.strokes) <= self.most_strokes:
            self.order += 1
            start = 0
            for i in range(1, len(path) + 1):
                if i == len(path) or path[i][0] == "m":
                    self._part(path[start:i], filled, stroked)
                    start = i
        if fill and path and self.plain_mode and self.alpha > OPAQUE and len(sheet.covers) <= self.most_strokes:
            self._cover(graphicstate.ncs, path)
        if self.clip_next:
            self.end_path(path)

    def _cover(self, space: Any, path: Any) -> None:
        """Keep a filled rectangle as what hides the text under it, whatever its colour."""
        plain = len(path) in (4, 5, 6) and space.name != "Pattern" and all(p[0] in "mlh" for p in path)
        if not plain or not any(self.sheet.runs.values()):  # before the first text nothing can be hidden
            return
        points = self._points([p[-2:] for p in path if len(p) > 2])
        left, low, right, high = box = _bounds(points)
        x0, y0, x1, y1 = _clipped(box, self.clip)
        on_corners = all(min(x - left, right - x) < 0.1 and min(y - low, high - y) < 0.1 for x, y in points)
        if on_corners and x1 - x0 > LEAST_COVER and y1 - y0 > LEAST_COVER:
            self.order += 1
            self.sheet.covers.append(((x0, y0, x1, y1), self.order))

    def _part(self, part: Any, filled: bool, stroked: bool) -> None:
        if part[0][0] != "m" or len(part) < 2:
            return
        points = self._points([p[-2:] for p in part if len(p) > 2])
        if len(points) == 2:
            filled = False  # a line has no inside
        if filled or stroked:
            self.sheet.strokes.append(Stroke(points, filled, stroked, self.order))

    def end_path(self, path: Any) -> None:
        """Where the path is to clip what follows, keep its box."""
        if self.clip_next:
            self.clip_next = False
            points = [p[i : i + 2] for p in path for i in range(1, len(p), 2)]
            if points:
                self.clip = _clipped(_bounds(self._points(points)), self.clip)

    def show(self, state: Any, seq: list[Any], graphics: Any) -> None:
        """Take up a string: its letters gathered into runs, in coordinates along its own direction."""
        font = self.fonts.get(id(state.font))
        if font is None:
            font = self.fonts[id(state.font)] = Font(state.font)
        ta, tb, tc, td, te, tf = state.matrix
        a, b, c, d, e, f = self.ctm  # type: ignore[misc]
        ma, mb, mc, md = a * ta + c * tb, b * ta + d * tb, a * tc + c * td, b * tc + d * td
        e, f = a * te + c * tf + e, b * te + d * tf + f
        size, scaling = state.fontsize, state.scaling * 0.01
        if size < 0:
            ma, mb, mc, md = -ma, -mb, -mc, -md
        x, y = state.linematrix
        flip = -1.0 if size < 0 else 1.0
        size = abs(size)
        if mb == 0 and ma > 0 and md > 0:
            angle, along, upward = 0.0, ma, md
            ox, oy = mc * y * flip + e, md * y * flip + f
        else:
            along = hypot(ma, mb)
            upward = (ma * md - mb * mc) / along if along else 0.0
            turn = atan2(mb, ma)
            angle = round(degrees(turn), 2) % 360.0
            if angle % 90 == 0:
                turn = radians(angle)
            co, si = (round(v) if angle % 90 == 0 else v for v in (cos(turn), sin(turn)))
            px, py = mc * y * flip + e, md * y * flip + f
            ox, oy = px * co + py * si, py * co - px * si
        x = self._walk(state, font, seq, x * flip, size, scaling, (along, ox, oy, upward, angle), graphics)
        state.linematrix = (x * flip, y)

    def _walk(
        self,
        state: Any,
        font: Font,
        seq: list[Any],
        x: float,
        size: float,
        scaling: float,
        place: tuple[float, float, float, float, float],
        graphics: Any,
    ) -> float:
        along, ox, oy, upward, angle = place
        charspace = state.charspace * scaling
        wordspace = 0.0 if font.wide else state.wordspace * scaling
        step, shift = size * scaling, 0.001 * size * scaling
        height = size * upward
        gap = WORD_GAP * height / along if along else 0.0
        back = OVERLAP * height / along if along else 0.0
        codes = font.codes
        runs: list[tuple[list[str], list[float], float, bool]] = []
        letters: list[str] = []
        xs: list[float] = []
        end = reach = 0.0
        follows, count = False, 0
        for obj in seq:
            if not isinstance(obj, bytes):
                if isinstance(obj, (int, float)):
                    x -= obj * shift
                    follows = True
                continue
            for code in obj if font.simple else font.source.decode(obj):
                if follows:
                    x += charspace
                follows = True
                text, width, ink = codes.get(code) or font.look_up(code)
                count += 1
                if text:
                    if letters and (x - end > gap or x - min(end, reach) < -back):
                        runs.append((letters, xs, end, False))
                        letters, xs = [], []
                    letters.append(text)
                    xs.append(x)
                    end = x + ink * step
                    x += width * step
                    reach = x
                else:
                    if letters:
                        runs.append((letters, xs, end, True))
                        letters, xs = [], []
                    elif not runs or not runs[-1][3]:
                        runs.append(([""], [x], x + width * step, True))
                    x += width * step
                    if wordspace and code == 32:
                        x += wordspace
        if letters:
            runs.append((letters, xs, end, False))
        self._count(count)
        if runs and upward > 0 and height >= LEAST_SIZE:
            bottom = oy + (font.descent * size + state.rise) * upward
            self._keep(runs, font, (along, ox, oy + state.rise * upward, bottom, height, angle), state.render, graphics)
        return x

    def _count(self, letters: int) -> None:
        self.sheet.letters += letters
        if self.sheet.letters > self.most_letters:
            raise TooMuch

    def _keep(
        self,
        runs: list[tuple[list[str], list[float], float, bool]],
        font: Font,
        place: tuple[float, float, float, float, float, float],
        render: Any,
        graphics: Any,
    ) -> None:
        along, ox, base, bottom, height, angle = place
        sheet = self.sheet
        self.order += 1
        kept = sheet.runs.get(angle)
        if kept is None:
            kept = sheet.runs[angle] = []
        left, low, right, high = self.clip
        clipped = angle == 0.0 and self.clip is not _EVERYWHERE
        if clipped and (bottom + height / 2 < low - CLIP_SLACK or bottom + height / 2 > high + CLIP_SLACK):
            return
        if render == INVISIBLE:
            sheet.hidden += sum(len(letters) for letters, *_ in runs)
            return
        white = render in (0, 4) and self._is_white(graphics.ncolor, graphics.ncs)
        for letters, xs, end, spaced in runs:
            run = Run(letters, [along * v + ox for v in xs], along * end + ox, base, bottom, height, font)
            if clipped and (run.x1 < left - CLIP_SLACK or run.x0 > right + CLIP_SLACK):
                continue
            run.spaced, run.white, run.order, run.clip = spaced, white, self.order, self.clip
            kept.append(run)


def _bounds(points: list[tuple[float, float]]) -> Corners:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _clipped(box: Corners, by: Corners) -> Corners:
    return max(box[0], by[0]), max(box[1], by[1]), min(box[2], by[2]), min(box[3], by[3])
