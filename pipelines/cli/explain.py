"""`plumbline explain`: one number, from its print to its meaning, with the page it stands on."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.cli import exits
from pipelines.settings import Settings

if TYPE_CHECKING:
    from pipelines.steps.explaining import Explained


def explain(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="OBSERVATION_ID | WORDS…",
            help="An observation id, or words of its document, table, row and column (quote phrases).",
        ),
    ],
    image: Annotated[
        Path | None, typer.Option("--image", metavar="PNG", help="Write the page around it, the number marked.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write all of it as JSON.")] = False,
    source_docs: Annotated[Path | None, typer.Option(help="The folder of publications.", show_default=False)] = None,
    warehouse: Annotated[Path | None, typer.Option(help="The warehouse folder.", show_default=False)] = None,
) -> int:
    """Explain one number: print, value, meaning, page, box, checks."""
    settings = Settings.from_env(source_docs, warehouse)
    if not settings.published.exists():
        print(f"plumbline: {settings.published}: nothing is published yet. Run: plumbline run", file=sys.stderr)
        return exits.FAILED
    import duckdb

    from pipelines.cli.query import READ_ONLY
    from pipelines.steps import explaining

    try:
        with duckdb.connect(str(settings.published), read_only=True, config=READ_ONLY) as connection:
            found = explaining.explain(connection, explaining.find(connection, words))
        written = explaining.picture(settings.source_docs, found, image) if image else None
    except explaining.NotFoundError as error:
        print(f"plumbline: {error}", file=sys.stderr)
        return exits.FAILED
    except OSError as error:
        if image is None:
            raise
        print(f"plumbline: {_unwritten(image, error)}", file=sys.stderr)
        return exits.FAILED
    if as_json:
        print(json.dumps(_facts(found, written), ensure_ascii=False, indent=2, default=str))
    else:
        _show(found, written)
    return exits.OK


def _unwritten(image: Path, error: OSError) -> str:
    if image.is_dir():
        return f"{image}: is a folder. Name the file to write, as {image / 'number.png'}."
    return f"{image}: cannot be written ({error.strerror or error}). Name a file in a folder that may be written."


def _facts(found: Explained, image: Path | None) -> dict[str, Any]:
    return {
        "observation": dict(found.observation),
        "document": dict(found.document),
        "meaning": [
            {"attribute": a, "code": c, "label": label, "description": text} for a, c, label, text in found.meaning
        ],
        "notes": [{"kind": k, "marker": m, "text": t} for k, m, t in found.notes],
        "checks": [{"holds": holds, "check": text} for holds, text in found.checks],
        "release": dict(found.release),
        "image": str(image) if image else None,
    }


def _show(found: Explained, image: Path | None) -> None:
    from pipelines.cli import formats

    o, d = found.observation, found.document
    rows: list[tuple[str, str]] = [
        ("printed", o["printed"]),
        ("value", _value(o)),
        ("row", " / ".join(o["row_path"]) or "(no label)"),
        ("column", " / ".join(o["column_path"])),
        ("period", _period(o)),
        ("table", f"{o['table_id']} of {d['document_id']}"),
        ("document", f"{d['title']} ({', '.join(x for x in (d['publisher'], d['number'], d['published']) if x)})"),
        ("place", _place(o, d["rendition"])),
        ("edition", f"{d['file']} (sha256 {d['sha256'][:12]}…)"),
    ]
    rows += [(a.replace("_", " "), f"{c}: {label}" if label else c) for a, c, label, _ in found.meaning]
    rows += [(f"{kind} {marker}".strip(), text) for kind, marker, text in found.notes]
    rows += [("check", f"{'holds' if holds else 'FAILS'}: {text}") for holds, text in found.checks]
    rows.append(("id", o["observation_id"]))
    if image:
        rows.append(("picture", str(image)))
    formats.print_pairs(rows)


def _place(o: Any, rendition: str) -> str:
    """Where it is printed: in points on a page, or by lines and characters (from 1) of a text."""
    if rendition == "text":
        first, last = int(o["top"]) + 1, int(o["bottom"])
        lines = f"line {first}" if last <= first else f"lines {first}–{last}"
        return f"page {o['page']}, {lines}, characters {int(o['x0']) + 1}–{int(o['x1'])}"
    return f"page {o['page']}, box {o['x0']:.1f}, {o['top']:.1f} to {o['x1']:.1f}, {o['bottom']:.1f} points"


def _value(o: Any) -> str:
    if o["value"] is not None:
        return f"{o['value']:,.{o['decimals'] or 0}f} {o['unit'] or ''} ({o['statistic'] or 'no statistic printed'})"
    if o["value_low"] is not None or o["value_high"] is not None:
        return f"{o['value_low']:g} to {o['value_high']:g} {o['unit'] or ''} (range)"
    return f"none (status {o['obs_status']})"


def _period(o: Any) -> str:
    if o["period_start"] is None:
        return "not printed"
    years = str(o["period_start"]) if o["period_start"] == o["period_end"] else f"{o['period_start']}-{o['period_end']}"
    return f"{(o['period_type'] or '').replace('_', ' ')} {years}"
