"""Reports made at random (`copies`) printed as text in the ways that agencies use, or drawn as a PDF."""

from __future__ import annotations

import textwrap
from itertools import groupby
from pathlib import Path
from typing import Literal

from tests.audit.copies import Report as Copy
from tests.audit.copies import Tab
from tests.documents.drawn import DrawnRow, DrawnTable, Look
from tests.documents.drawn import Report as Drawing

Form = Literal["fixed", "markdown", "tabs", "raw", "pdf"]
WIDTH = 78
GAP = 3
INDENT = "  "


def written(copy: Copy, form: Form, folder: Path, name: str = "report") -> Path:
    """The file of a copy in one of the forms."""
    path = folder / f"{name}.{ {'markdown': 'md', 'pdf': 'pdf'}.get(form, 'txt') }"
    if form == "pdf":
        return drawn(copy, path)
    path.write_text(text_of(copy, form), encoding="utf-8")
    return path


def text_of(copy: Copy, form: Form) -> str:
    """The report as a text: its title, then its headings, paragraphs and tables in order."""
    tables = {t.name: t for t in copy.tabs}
    lines = [f"# {copy.title}" if form == "markdown" else copy.title, ""]
    for part in copy.parts:
        if isinstance(part, tuple):
            lines += textwrap.wrap(" ".join(copy.sentence(n) for n in part), WIDTH)
        elif part in tables:
            lines += _TABLES[form](tables[part])
        else:
            lines.append(f"## {part}" if form == "markdown" else part)
        lines.append("")
    return "\n".join(lines)


def caption(tab: Tab) -> list[str]:
    """The lines over a table."""
    return textwrap.wrap(f"{tab.label}. {tab.title}" if tab.label else tab.title, WIDTH + 40)


def markdown_table(tab: Tab) -> list[str]:
    """A table of bars; labels of columns with two levels stand in one head."""
    heads = [tab.stub, *(": ".join(c.heads) for c in tab.columns)]
    lines = [*caption(tab), "", _bars(heads), _bars(["---"] * len(heads))]
    lines += [_bars([line.label, *(line.texts or [""] * len(tab.columns))]) for line in tab.lines]
    return [*lines, "", *(n for note in tab.notes for n in (note, ""))][:-1]


def _bars(texts: list[str]) -> str:
    return "| " + " | ".join(texts) + " |"


def tabbed_table(tab: Tab) -> list[str]:
    """Fields parted by tabs; a title without a number is the first field of the head, as in the shipped summary."""
    lines = [*caption(tab), "", tab.stub] if tab.label else [tab.title]
    lines[-1] = "\t".join([lines[-1], *(": ".join(c.heads) for c in tab.columns)])
    lines += ["\t".join([line.label, *(line.texts or [""] * len(tab.columns))]) for line in tab.lines]
    return [*lines, "", *tab.notes] if tab.notes else lines


def fixed_table(tab: Tab) -> list[str]:
    """Columns of blanks, numbers flush right, spanning heads over a line of dashes."""
    stub = max(len(tab.stub), *(len(line.label) + len(INDENT) * line.depth for line in tab.lines))
    widths = [
        max(len(c.heads[-1]), *(len(line.texts[n]) for line in tab.lines if line.texts)) + GAP
        for n, c in enumerate(tab.columns)
    ]
    spanned = len(tab.columns[0].heads) > 1
    groups = [(head, [n for n, _ in run]) for head, run in groupby(enumerate(tab.columns), lambda x: x[1].heads[0])]
    if spanned:
        for head, run in groups:
            missing = len(head) + GAP - sum(widths[n] for n in run)
            for k in range(max(0, missing)):
                widths[run[k % len(run)]] += 1
    over, dashes = " " * stub, " " * stub
    for head, run in groups:
        room = sum(widths[n] for n in run)
        over += " " * GAP + head.center(room - GAP)
        dashes += " " * GAP + "-" * (room - GAP)
    names = tab.stub.ljust(stub) + "".join(c.heads[-1].rjust(w) for c, w in zip(tab.columns, widths, strict=True))
    lines = [*caption(tab), "", *([over.rstrip(), dashes.rstrip()] if spanned else []), names.rstrip()]
    lines.append("-" * (stub + sum(widths)))
    for line in tab.lines:
        values = "".join(text.rjust(w) for text, w in zip(line.texts, widths, strict=False))
        lines.append(((INDENT * line.depth + line.label).ljust(stub) + values).rstrip())
    return [*lines, *(w for note in tab.notes for w in textwrap.wrap(note, WIDTH + 40))]


def raw_table(tab: Tab) -> list[str]:
    """What is left of a table where its text was taken out of a PDF: heads line by line, values behind their labels."""
    outer = list(dict.fromkeys(c.heads[0] for c in tab.columns))
    if len(tab.columns[0].heads) > 1:
        short = all(len(head) < 12 for head in outer)
        heads = [" ".join(outer)] if short else outer
        heads.append(" ".join([tab.stub, *(c.heads[-1] for c in tab.columns)]))
    else:
        short = all(len(head) < 8 for head in outer)
        heads = [" ".join([tab.stub, *outer])] if short else [tab.stub, *outer]
    lines = [tab.label, tab.title, *heads]
    lines += [" ".join([line.label, *line.texts]) for line in tab.lines]
    return [*lines, *tab.notes]


_TABLES = {"fixed": fixed_table, "markdown": markdown_table, "tabs": tabbed_table, "raw": raw_table}


def drawn(copy: Copy, path: Path) -> Path:
    """The report as a PDF: tables with rules, prose between them."""
    tables = {t.name: t for t in copy.tabs}
    report = Drawing(path, margin=30.0)
    report.prose(copy.title, 520, 14)
    for part in copy.parts:
        if isinstance(part, tuple):
            text = " ".join(copy.sentence(n) for n in part)
            if report.y + 14 * (len(text) // 100 + 2) > 740:
                report.new_page()
            report.prose(text, 520)
        elif part in tables:
            tab = tables[part]
            if report.y + 90 + 13 * len(tab.lines) > 740:
                report.new_page()
            report.table(_drawn(tab))
        else:
            report.prose(part, 520, 12)
    return report.save()


def _drawn(tab: Tab) -> DrawnTable:
    stub = 130.0
    look = Look("Helvetica", "Helvetica-Bold", 6.5, 10.4, "three", "right", stub,
                min(62.0, (552 - stub) / len(tab.columns)), 8.0)  # fmt: skip
    rows = tuple(DrawnRow(line.label, line.texts or None, line.depth) for line in tab.lines)
    return DrawnTable(tab.label, tab.title, tab.stub, tuple(c.heads for c in tab.columns), rows, tab.notes, look)
