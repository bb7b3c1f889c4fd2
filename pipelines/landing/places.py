"""Where the words of a publication file stand in a reading: definitions by their lines, figures by their statements.

In: a publication and one reading of it. Out: rows of `definition_line` and `figure_found`. Words are compared by
letters and digits alone, so that line breaks, hyphens and quotes make no difference. What is not found has no row; a
test of the dbt project tells.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from pipelines.documents.spec import Publication
from pipelines.extraction.confirm import BoundTable
from pipelines.extraction.model import Box, Reading, Statement
from pipelines.landing.cells import box_columns

Row = dict[str, Any]


def squeezed(text: str) -> str:
    """The letters, digits and section signs of a text in lower case, without anything between them."""
    return "".join(c for c in text.casefold() if c.isalnum() or c == "§")


@dataclass(frozen=True, slots=True)
class Passage:
    """Printed lines that are read one after another, squeezed into one text; `starts` is where each line begins."""

    found_in: str
    text: str
    starts: tuple[int, ...]
    boxes: tuple[Box, ...]

    @staticmethod
    def of(found_in: str, lines: Sequence[tuple[str, Box]]) -> Passage:
        """The passage of some lines."""
        parts = [squeezed(text) for text, _ in lines]
        starts = tuple(accumulate((len(p) for p in parts), initial=0))[:-1]
        return Passage(found_in, "".join(parts), starts, tuple(box for _, box in lines))

    def boxes_of(self, words: str) -> tuple[Box, ...]:
        """The boxes of the lines in which squeezed words stand first; none where they do not stand here."""
        at = self.text.find(words) if words else -1
        if at < 0:
            return ()
        first = bisect_right(self.starts, at) - 1
        last = bisect_right(self.starts, at + len(words) - 1) - 1
        return self.boxes[first : last + 1]


def passages(reading: Reading, tables: Sequence[BoundTable]) -> list[Passage]:
    """What is printed, in the order in which a place is looked for: notes, running text, titles, labels."""
    found = [Passage.of("note", [(note.text, note.box)]) for bound in tables for note in bound.table.notes]
    found.append(Passage.of("text", [(line.text, line.box) for line in reading.lines]))
    for bound in tables:
        table = bound.table
        found.append(Passage.of("title", [(f"{table.label} {table.title}", table.parts[0])]))
        found += [Passage.of("label", [(cell.text, cell.box)]) for cell in table.cells if cell.role != "body"]
    return found


def definition_lines(
    publication: Publication, edition_id: str, reading: Reading, tables: Sequence[BoundTable]
) -> Iterator[Row]:
    """Rows of `definition_line`: the lines of each definition that this reading holds."""
    if not publication.definitions:
        return
    printed = passages(reading, tables)
    for definition in publication.definitions:
        words = squeezed(definition.printed)
        where = next(((p.found_in, boxes) for p in printed if (boxes := p.boxes_of(words))), None)
        if where is not None:
            for line, box in enumerate(where[1], start=1):
                yield {
                    "edition_id": edition_id,
                    "definition_id": definition.id,
                    "line": line,
                    "found_in": where[0],
                    **box_columns(box),
                }


def figures_found(
    publication: Publication, edition_id: str, statements: Sequence[Statement], ids: Sequence[str]
) -> Iterator[Row]:
    """Rows of `figure_found`: the statement of each declared figure, and which of its quantities it is.

    The figures of a statement stand in their order, so that two of the same print are told apart.
    """
    texts = [squeezed(s.text) for s in statements]
    ordinal = 0
    for stated in publication.statements:
        words = squeezed(stated.says)
        at = next((n for n, text in enumerate(texts) if words in text), None)
        reached = 0
        for figure in stated.figures:
            ordinal += 1
            if at is None:
                continue
            place = statements[at].text.find(figure.figure, reached)
            if place < 0:
                continue
            reached = place + len(figure.figure)
            inside = [n for n, m in enumerate(statements[at].mentions, start=1) if m.start < reached and m.end > place]
            yield {
                "edition_id": edition_id,
                "document_id": publication.document_id,
                "ordinal": ordinal,
                "statement_id": ids[at],
                "mention": inside[0] if inside else None,
            }
