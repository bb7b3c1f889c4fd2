"""The pages about the gates, readable without a network: our own summary, and Great Expectations' without its CDN."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.gates.results import GateResult

STYLE = """
:root{color-scheme:light dark;--line:#8884;--good:#2e7d32;--bad:#c62828;--soft:#8882}
body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
th{font-weight:600}td.n{text-align:right;font-variant-numeric:tabular-nums}
.good{color:var(--good);font-weight:600}.bad{color:var(--bad);font-weight:600}
code{background:var(--soft);padding:0 .25em;border-radius:3px}
details{margin:.3rem 0}img,svg{max-width:100%}
nav ul,.breadcrumb{list-style:none;padding:0;display:flex;gap:1rem;flex-wrap:wrap}
"""
_OUTSIDE = re.compile(
    r"<link\b[^>]*\bhref=[\"']https?:[^>]*>"
    r"|<script\b[^>]*\bsrc=[\"']https?:[^>]*>\s*</script>"
    r"|<img\b[^>]*\bsrc=[\"']https?:[^>]*>"
    r"|<script\b[^>]*>.*?</script>",
    re.IGNORECASE | re.DOTALL,
)
_OUTSIDE_URL = re.compile(r"url\(\s*['\"]?https?:[^)]*\)", re.IGNORECASE)
_SHOWN = 200


def write_page(path: Path, results: Sequence[GateResult]) -> Path:
    """Write one page with every gate, what it looked at and every row that fails it; nothing is fetched for it."""
    failed = [r for r in results if not r.passed]
    verdict = (
        f'<span class="bad">{len(failed)} of {len(results)} gates failed</span>'
        if failed
        else f'<span class="good">All {len(results)} gates hold</span>'
    )
    path.write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Gates</title>'
        f"<style>{STYLE}</style></head><body><h1>Gates</h1><p>{verdict}</p>{''.join(map(_details, failed))}"
        f"{_table(results)}"
        '<p>The same in full: <a href="great_expectations/index.html">Great Expectations Data Docs</a>.</p>'
        "</body></html>",
        encoding="utf-8",
    )
    return path


def _table(results: Sequence[GateResult]) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(r.gate.full_name)}</code></td><td>{_mark(r)}</td><td class=n>{r.checked:,}</td>"
        f"<td class=n>{len(r.rows):,}</td><td>{escape(r.gate.description)}</td></tr>"
        for r in results
    )
    return f"<table><tr><th>Gate<th>Verdict<th>Looked at<th>Failed<th>What must hold</tr>{rows}</table>"


def _mark(result: GateResult) -> str:
    return '<span class="good">holds</span>' if result.passed else '<span class="bad">failed</span>'


def _details(result: GateResult) -> str:
    if result.error:
        body = f"<p>{escape(result.error)}</p>"
    else:
        cells = "".join(
            "<tr>"
            + "".join(f"<td>{escape(v)}</td>" for v in (r.document, r.table_id, r.place, r.expected, r.found))
            + "</tr>"
            for r in result.rows[:_SHOWN]
        )
        more = f"<p>And {len(result.rows) - _SHOWN:,} more.</p>" if len(result.rows) > _SHOWN else ""
        head = "<tr><th>Document<th>Table<th>Place<th>Expected<th>Found</tr>"
        body = f"<table>{head}{cells}</table>{more}"
    return (
        f"<details open><summary><code>{escape(result.gate.full_name)}</code> {escape(result.gate.description)}"
        f"</summary><p>{escape(result.gate.what_to_do)}</p>{body}</details>"
    )


def make_offline(site: Path) -> None:
    """Take all that would be fetched from elsewhere out of a Data Docs site, and give it a plain style instead."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        text = _OUTSIDE_URL.sub("none", _OUTSIDE.sub("", text))
        text = re.sub(r"</head>", lambda _: f"<style>{STYLE}</style></head>", text, count=1, flags=re.IGNORECASE)
        page.write_text(text, encoding="utf-8")
