"""Column heads out of broken lines: against declared heads where there are any, else by repeated words and breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipelines.documents.spec import DASHES, YEAR, Label, TableSpec, label_key
from pipelines.extraction.model import Box, Remark
from pipelines.extraction.text.draft import HeadCell, Heads, Node, heads_of
from pipelines.extraction.text.expected import MISSING_GLYPH, expansions, find_key
from pipelines.extraction.text.lines import Line, Piece, runs_on, together
from pipelines.extraction.text.values import MARKS

_WORD = re.compile(rf"\{{(?:year|period)\}}|{YEAR}\s*[{DASHES}]\s*{YEAR}|{YEAR}|[^\s/{DASHES}]+")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TRAILING = re.compile(rf"[{re.escape(MARKS)}]+$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the head: its key for comparison, its print and place, its markers."""

    key: str
    piece: Piece
    markers: tuple[str, ...] = ()


def read_heads(head: Sequence[Line], columns: int, spec: TableSpec | None, marks: frozenset[str]) -> Heads:
    """The head of a table with so many value columns; heads that cannot be told apart are left open with a remark."""
    if spec and spec.columns:
        words = _words(head)
        for labels in expansions(spec.columns, columns):
            if found := _declared(words, labels, marks):
                return found
    found = _printed(head, columns)
    if spec and spec.columns and head:
        said = "the printed heads and the declared heads differ in their words: " + " / ".join(n.words for n in head)
        return Heads(found.rows, found.cells, found.paths, (_remark(head, said),))
    return found


def _words(head: Sequence[Line]) -> list[Word]:
    return [
        Word(label_key(m[0]), line.piece(*m.span())) for line in head if line.words for m in _WORD.finditer(line.text)
    ]


def _bag(labels: Sequence[Label]) -> Counter[str]:
    bag: Counter[str] = Counter()
    for label in labels:
        bag.update(_keys(label.label))
        bag.update(_bag(label.under))
    return bag


def _keys(label: str) -> list[str]:
    return [label_key(m[0]) for m in _WORD.finditer(label)]


def _split(words: Sequence[Word], need: Counter[str], marks: frozenset[str]) -> list[Word]:
    """Words as declared: two that were printed without a blank are parted, glued footnote markers are taken off."""
    result: list[Word] = []
    for word in words:
        text, box = word.piece.text, word.piece.box
        bare = _TRAILING.sub("", text)
        if word.key not in need and bare and bare != text and label_key(bare) in need:
            result.append(Word(label_key(bare), _part(word, 0, len(bare)), tuple(text[len(bare) :])))
        elif word.key not in need and text[-1:] in marks and label_key(text[:-1]) in need:
            result.append(Word(label_key(text[:-1]), _part(word, 0, len(text) - 1), (text[-1],)))
        elif word.key not in need and (cuts := [m.start() for m in _GLUED.finditer(text)]):
            ends = [0, *cuts, len(text)]
            parts = [_part(word, a, b) for a, b in pairwise(ends)]
            whole = all(label_key(p.text) in need for p in parts)
            result.extend([Word(label_key(p.text), p) for p in parts] if whole else [word])
        elif MISSING_GLYPH in text and (key := find_key(frozenset(need), text)):
            result.append(Word(key, Piece(text, box), word.markers))
        else:
            result.append(word)
    return result


def _part(word: Word, start: int, end: int) -> Piece:
    box = word.piece.box
    return Piece(word.piece.text[start:end], Box(box.page, box.x0 + start, box.top, box.x0 + end, box.bottom))


def _declared(printed: Sequence[Word], labels: Sequence[Label], marks: frozenset[str]) -> Heads | None:
    """The declared head with its printed words, if the words are the same; what is left over is the stub's head."""
    need = _bag(labels)
    words = _split(printed, need, marks)
    have = Counter(w.key for w in words)
    if not need or need - have:
        return None
    rest = have - need
    stub = _window(words, rest)
    if stub is None:
        return None
    free = [w for i, w in enumerate(words) if i not in stub]
    tree = _assign(free, labels)
    stub_words = [words[i] for i in stub]
    if not stub_words:
        return heads_of(tree, None)
    return heads_of(tree, _row_of(stub_words))


def _row_of(words: Sequence[Word]) -> Piece:
    return together([w.piece for w in words])


def _window(words: Sequence[Word], rest: Counter[str]) -> range | None:
    """Where the left-over words stand side by side, an empty range if there are none."""
    size = rest.total()
    for start in range(len(words) - size + 1):
        if Counter(w.key for w in words[start : start + size]) == rest:
            return range(start, start + size)
    return None


@dataclass(slots=True)
class _Slot:
    label: Label
    under: list[_Slot]
    taken: list[int]
    whole: bool = True


def _assign(words: Sequence[Word], labels: Sequence[Label]) -> list[Node]:
    """Declared labels with their printed words; of equal words the first printed goes to the first label."""

    def slots(some: Sequence[Label]) -> list[_Slot]:
        return [_Slot(label, slots(label.under), []) for label in some]

    tree = slots(labels)
    queue, flat = list(tree), []
    while queue:
        slot = queue.pop(0)
        flat.append(slot)
        queue = [*slot.under, *queue]
    free = [True] * len(words)
    keys = [w.key for w in words]
    for slot in sorted(flat, key=lambda s: -len(_keys(s.label.label))):
        wanted = _keys(slot.label.label)
        run = next(
            (
                list(range(i, i + len(wanted)))
                for i in range(len(keys) - len(wanted) + 1)
                if keys[i : i + len(wanted)] == wanted and all(free[i : i + len(wanted)])
            ),
            None,
        )
        if run is not None:
            slot.taken = run
            for i in run:
                free[i] = False
    for slot in (s for s in flat if not s.taken):
        slot.whole = False
        for wanted_key in _keys(slot.label.label):
            index = next(i for i, key in enumerate(keys) if free[i] and key == wanted_key)
            slot.taken.append(index)
            free[index] = False
    _print_order(tree)
    return [_node(slot, words) for slot in tree]


def _depth(slot: _Slot) -> int:
    return 1 + max((_depth(s) for s in slot.under), default=0)


def _print_order(slots: list[_Slot]) -> None:
    """Heads side by side stand in the order of print, unless heads of unlike depth or torn words make it unreliable."""
    for slot in slots:
        _print_order(slot.under)
    if len({_depth(s) for s in slots}) == 1 and all(s.whole and s.taken for s in slots):
        slots.sort(key=lambda s: s.taken[0])


def _node(slot: _Slot, words: Sequence[Word]) -> Node:
    """The label as declared, word for word in its printed form."""
    printed = iter(slot.taken)

    def word(declared: re.Match[str]) -> str:
        said = words[next(printed)].piece.text
        return declared[0] if MISSING_GLYPH in said else said

    text = _WORD.sub(word, " ".join(slot.label.label.split()))
    boxes = Box.around(words[i].piece.box for i in slot.taken)
    markers = tuple(m for i in slot.taken for m in words[i].markers)
    return Node(Piece(text, boxes), tuple(_node(s, words) for s in slot.under), markers)


def _remark(head: Sequence[Line], said: str) -> Remark:
    return Remark("heads_unresolved", said, Box.around(line.piece().box for line in head))


def _printed(head: Sequence[Line], columns: int) -> Heads:
    """The best reading without a declaration: one level, or a last line of repeated leaves under as many groups."""
    lines = [line for line in head if line.words]
    if not lines:
        return Heads(0, (), ((),) * (columns + 1))
    if any(line.words[-1] in "\u2013\u2014" or _GLUED.search(line.words) for line in lines):
        # A head that reaches over others, or two heads in one: the order of print misleads.
        return _open(lines, columns)
    for finer in (False, True):
        segments = _segments(lines, finer)
        if len(segments) in (columns, columns + 1):
            stub = segments[0] if len(segments) == columns + 1 else None
            return heads_of([_marked(p) for p in segments[len(segments) - columns :]], stub)
    return _leaves(lines, columns) or _open(lines, columns)


def _open(lines: Sequence[Line], columns: int) -> Heads:
    """Heads that were not told apart: the leaves where the last line has one for each column, and a remark."""
    pieces = _last_line(lines)
    if len(pieces) >= columns and _period(pieces[len(pieces) - columns :]) < columns:
        return _unresolved(lines, columns)
    said = "the words of the heads could not be told apart: " + " / ".join(line.words for line in lines)
    box = Box.around(line.piece().box for line in lines)
    whole = HeadCell(" ".join(line.words for line in lines), box, 0, 0, 0, columns)
    return Heads(1, (whole,), ((),) * (columns + 1), (_remark(lines, said),))


def _marked(piece: Piece) -> Node:
    """A head without the signs that point at a footnote."""
    bare = _TRAILING.sub("", piece.text)
    if not bare or bare == piece.text:
        return Node(piece)
    return Node(Piece(bare, piece.box), (), tuple(piece.text[len(bare) :]))


def _segments(lines: Sequence[Line], finer: bool) -> list[Piece]:
    """Heads parted at line breaks and capitals; `finer` parts at every capital, else only after a small letter."""
    parts: list[list[Piece]] = []
    above = ""
    for line in lines:
        pieces = _cut(line, finer)
        if parts and runs_on(above, line.text):
            parts[-1].append(pieces.pop(0))
        parts.extend([p] for p in pieces)
        above = line.text
    return [together(p) for p in parts]


def _cut(line: Line, finer: bool) -> list[Piece]:
    groups: list[list[Piece]] = []
    previous = ""
    for m in re.finditer(rf"{YEAR}\s*[{DASHES}]\s*{YEAR}|\S+", line.text):
        word = m[0]
        years = _year(word) or _year(previous)
        new = years or (word[0].isupper() and (finer or previous[-1:].islower() or not previous))
        if new or not groups:
            groups.append([])
        groups[-1].append(line.piece(*m.span()))
        previous = word
    return [together(g) for g in groups]


def _year(word: str) -> bool:
    return re.fullmatch(rf"{YEAR}(?:\s*[{DASHES}]\s*{YEAR})?", word) is not None


def _last_line(lines: Sequence[Line]) -> list[Piece]:
    return [lines[-1].piece(*m.span()) for m in re.finditer(r"\S+", lines[-1].text)]


def _period(leaves: Sequence[Piece]) -> int:
    """After how many leaves their words repeat; their number if they do not."""
    names, count = [p.text for p in leaves], len(leaves)
    return next(p for p in range(1, count + 1) if count % p == 0 and names == names[:p] * (count // p))


def _leaves(lines: Sequence[Line], columns: int) -> Heads | None:
    """Leaves that repeat on the last line, each round under one of the heads above."""
    pieces = _last_line(lines)
    if len(pieces) < columns:
        return None
    leaves, stub = pieces[len(pieces) - columns :], pieces[: len(pieces) - columns]
    period = _period(leaves)
    stub_piece = together(stub) if stub else None
    if period == columns or len(lines) < 2:
        return None if len(lines) > 1 else heads_of([_marked(p) for p in leaves], stub_piece)
    for finer in (False, True):
        above = _segments(lines[:-1], finer)
        if len(above) == columns // period:
            under = [tuple(_marked(q) for q in leaves[i : i + period]) for i in range(0, columns, period)]
            return heads_of([replace(_marked(p), under=u) for p, u in zip(above, under, strict=True)], stub_piece)
    return _unresolved(lines, columns)


def _unresolved(lines: Sequence[Line], columns: int) -> Heads:
    """The leaves of the last line alone, with a remark on the heads above them."""
    pieces = _last_line(lines)
    leaves, stub = pieces[len(pieces) - columns :], pieces[: len(pieces) - columns]
    said = "the heads above the last line could not be told apart: " + " / ".join(n.words for n in lines[:-1])
    return heads_of([_marked(p) for p in leaves], together(stub) if stub else None, (_remark(lines, said),))
