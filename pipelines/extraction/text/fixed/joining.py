"""Fixed-width tables that go on over pages, as one table.

In: the tables in their order and the lines of the file. Out: the same with parts joined. Relies on a repeated caption,
or on nothing but running heads and feet between a table at the foot of a page and one with as many columns after it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.documents.spec import label_key
from pipelines.extraction.model import Table
from pipelines.extraction.text.draft import Found
from pipelines.extraction.text.grid import continued
from pipelines.extraction.text.lines import Line

RUNNING_LINES = 3
"""Lines between a table and the edge of its page: a running head or foot, a page number, a word that it goes on."""


def joined_over_pages(found: Sequence[Found], lines: Sequence[Line]) -> list[Found]:
    """The tables with those made one that go on over a page break."""
    result: list[Found] = []
    for one in sorted(found, key=lambda f: f.span):
        before = result[-1] if result else None
        if before is not None and _goes_on(before, one, lines):
            result[-1] = Found(continued(before.table, one.table), (before.span[0], max(before.span[1], one.span[1])))
        else:
            result.append(one)
    return result


def _goes_on(before: Found, after: Found, lines: Sequence[Line]) -> bool:
    first, second = before.table, after.table
    if second.parts[0].page != first.parts[-1].page + 1 or len(first.column_paths) != len(second.column_paths):
        return False
    same = second.label and label_key(first.label) == label_key(second.label)
    if second.label:
        said = any("continued" in n.words.casefold() or "cont'd" in n.words for n in lines[slice(*after.span)][:3])
        return bool(same) and (said or not second.title or label_key(first.title) == label_key(second.title))
    return _alike(first, second) and _only_running_lines(before, after, lines)


def _alike(first: Table, second: Table) -> bool:
    """Whether the second part repeats the head or has none, and nothing says that the first is complete."""
    return (
        (not second.header_rows or second.column_paths == first.column_paths) and not first.notes and not second.title
    )


def _only_running_lines(before: Found, after: Found, lines: Sequence[Line]) -> bool:
    between = [n for n in lines[before.span[1] : after.span[0]] if n.words]
    foot = sum(n.page == before.table.parts[-1].page for n in between)
    return foot <= RUNNING_LINES and len(between) - foot <= RUNNING_LINES
