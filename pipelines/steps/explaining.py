"""One number of the published warehouse explained: its print, its meaning, its place, and the checks it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.gates.totals import Sum, sums_of

MAX_CANDIDATES = 12
"""So many candidates are named where words fit more than one number."""
_ID = re.compile(r"[0-9a-f]{6,64}")
MEANINGS = [
    *("measure", "stage", "unit_of_count", "counting_rule", "source_system"),
    *("offense_type", "category", "agency", "additivity"),
]
_LABELS = ("display_label", "label", "name", "title", "printed_term")
_DESCRIPTIONS = ("description", "definition", "note")


class NotFoundError(Exception):
    """No number, or more than one, fits what was asked; the message says what to ask instead."""


@dataclass(frozen=True)
class Explained:
    """What is known of one number, ready to be shown or written as JSON."""

    observation: Mapping[str, Any]
    document: Mapping[str, Any]
    meaning: tuple[tuple[str, str, str, str], ...]
    """Attribute, code, label, description."""
    notes: tuple[tuple[str, str, str], ...]
    """Kind, marker, text."""
    checks: tuple[tuple[bool, str], ...] = ()
    """Whether it holds, and the sentence."""
    release: Mapping[str, Any] = field(default_factory=dict)
    part: tuple[float, float, float, float] | None = None
    """The box of the table on the number's page: x0, top, x1, bottom in points."""


def _rows(con: Any, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
    found = con.execute(sql, list(parameters))
    names = [d[0] for d in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def find(con: Any, words: Sequence[str]) -> str:
    """The id of the one number that is meant: by an id (or its beginning), or by words of document, table, row, column.

    Each word or quoted phrase must be found: as a label or id of its own, else inside one, else in the titles too.
    Raises NotFoundError where none fits, or more than one.
    """
    if len(words) == 1 and _ID.fullmatch(words[0].casefold()):
        begins = "SELECT observation_id FROM marts.fct_observation WHERE starts_with(observation_id, ?)"
        ids = [r["observation_id"] for r in _rows(con, begins, [words[0].casefold()])]
        if len(ids) == 1:
            return str(ids[0])
        if len(ids) > 1:
            raise NotFoundError(f"{len(ids)} observation ids begin with {words[0]}. Give more of the id.")
    candidates = _rows(
        con,
        """
        SELECT o.observation_id, o.document_id, o.table_id, o.row_path, o.column_path, o.printed,
               concat_ws(' ', d.number, d.title) AS document_words, concat_ws(' ', t.label, t.title) AS table_words
        FROM marts.fct_observation AS o
        JOIN landing.document AS d USING (document_id)
        LEFT JOIN landing.table_read AS t ON t.edition_id = o.edition_id AND t.table_id = o.table_id
        ORDER BY o.document_id, o.table_id, o.row_path, o.column_path
        """,
    )
    asked = list(words)
    hits: list[dict[str, Any]] = []
    for names, whole in ((_labels, True), (_labels, False), (_words, False)):
        hits = hits or [c for c in candidates if all(_fits(names(c), word, whole) for word in asked)]
    if not hits:
        unknown = [
            w
            for w, key in zip(words, asked, strict=True)
            if not any(_fits(_words(c), key, whole=False) for c in candidates)
        ]
        which = f"Nothing in the warehouse carries {', '.join(f'“{w}”' for w in unknown)}." if unknown else (
            "Each of these words occurs, but no number carries all of them."
        )  # fmt: skip
        raise NotFoundError(f"{which} Try words of the document, table, row and column, as `table_7 production 2013`.")
    if len(hits) > 1:
        listed = "\n".join(f"  {h['observation_id']}  {_place(h)}: {h['printed']}" for h in hits[:MAX_CANDIDATES])
        more = f"\n  … and {len(hits) - MAX_CANDIDATES} more" if len(hits) > MAX_CANDIDATES else ""
        raise NotFoundError(f"{len(hits)} numbers fit. Give more words, or one of these ids:\n{listed}{more}")
    return str(hits[0]["observation_id"])


def _labels(candidate: Mapping[str, Any]) -> list[str]:
    return [candidate["document_id"], candidate["table_id"], *candidate["row_path"], *candidate["column_path"]]


def _words(candidate: Mapping[str, Any]) -> list[str]:
    return [*_labels(candidate), candidate["document_words"] or "", candidate["table_words"] or ""]


def _fits(names: Sequence[str], word: str, whole: bool) -> bool:
    """Whether a word is one of the names (`whole`) or stands in one of them."""
    keys = [_evened(name) for name in names if name]
    return _evened(word) in keys if whole else any(_evened(word) in key for key in keys)


def _evened(text: str) -> str:
    return re.sub(r"[\u2010-\u2015\u2212-]", "-", " ".join(text.split()).casefold().replace("\u2019", "'"))


def _place(row: Mapping[str, Any]) -> str:
    return f"{row['document_id']} {row['table_id']} · {' / '.join(row['row_path'])} · {' / '.join(row['column_path'])}"


def explain(con: Any, observation_id: str) -> Explained:
    """All that the warehouse knows of one number. Raises NotFoundError where the id is not there."""
    rows = _rows(con, "SELECT * FROM marts.fct_observation WHERE observation_id = ?", [observation_id])
    if not rows:
        raise NotFoundError(f"No observation has the id {observation_id}.")
    observation = rows[0]
    (document,) = _rows(
        con,
        """
        SELECT d.document_id, d.title, d.number, d.publisher, d.published, d.citation, d.licence_name,
               e.edition_id, e.file, e.sha256, e.rendition, e.release
        FROM landing.document AS d JOIN landing.edition AS e USING (document_id) WHERE e.edition_id = ?
        """,
        [observation["edition_id"]],
    )
    releases = _rows(con, "SELECT release_id, published_at FROM meta.build")
    return Explained(
        observation,
        document,
        tuple(_meaning(con, observation)),
        tuple(_notes(con, observation)),
        tuple(_checks(con, observation)),
        releases[0] if releases else {},
        _part(con, observation),
    )


def _part(con: Any, observation: Mapping[str, Any]) -> tuple[float, float, float, float] | None:
    """The part of the table that holds the number: of several parts on its page, the nearest."""
    rows = _rows(
        con,
        "SELECT x0, top, x1, bottom FROM landing.table_part WHERE edition_id = ? AND table_id = ? AND page = ? "
        "ORDER BY abs(greatest(top - ?, ? - bottom, 0)), part LIMIT 1",
        [
            observation["edition_id"],
            observation["table_id"],
            observation["page"],
            observation["bottom"],
            observation["top"],
        ],
    )
    return (rows[0]["x0"], rows[0]["top"], rows[0]["x1"], rows[0]["bottom"]) if rows else None


def _meaning(con: Any, observation: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    found = []
    columns = {
        (r["table_name"], r["column_name"])
        for r in _rows(con, "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'marts'")
    }
    for attribute in MEANINGS:
        code = observation.get(f"{attribute}_id")
        if code is None:
            continue
        table = f"dim_{attribute}"
        label = next((c for c in _LABELS if (table, c) in columns), None)
        description = next((c for c in _DESCRIPTIONS if (table, c) in columns), None)
        row: list[dict[str, Any]] = []
        if (table, f"{attribute}_id") in columns:
            # identifiers come from the lists above, never from what was asked
            chosen = f"{label or 'NULL'} AS label, {description or 'NULL'} AS description"
            row = _rows(con, f"SELECT {chosen} FROM marts.{table} WHERE {attribute}_id = ?", [code])
        first = row[0] if row else {"label": None, "description": None}
        found.append((attribute, str(code), str(first["label"] or ""), str(first["description"] or "")))
    return found


def _notes(con: Any, observation: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    rows = _rows(
        con,
        """
        SELECT kind, marker, text FROM landing.note
        WHERE edition_id = ? AND table_id = ? AND (kind <> 'footnote' OR list_contains(?, note_id))
        ORDER BY kind = 'source', note_id
        """,
        [observation["edition_id"], observation["table_id"], list(observation["footnote_ids"] or [])],
    )
    return [(r["kind"], r["marker"], r["text"]) for r in rows]


def _checks(con: Any, observation: Mapping[str, Any]) -> list[tuple[bool, str]]:
    """Readings that confirm the number, the printed totals it is part of, and the other identities that were tried."""
    others = list(observation["confirmed_by"] or [])
    renditions = _rows(
        con,
        "SELECT rendition FROM landing.edition WHERE document_id = ? AND edition_id <> ? AND release = "
        "(SELECT release FROM landing.edition WHERE edition_id = ?)",
        [observation["document_id"], observation["edition_id"], observation["edition_id"]],
    )
    checks = []
    for rendition in (r["rendition"] for r in renditions):
        agrees = rendition in others
        checks.append((agrees, f"the {rendition} rendition {'prints the same' if agrees else 'does not confirm it'}"))
    own = (tuple(observation["row_path"]), tuple(observation["column_path"]))
    for total in _totals(con, observation):
        if any((n.row, n.column) == own for n in total.numbers):
            checks.append((total.excess <= 0, _sum_in_words(total)))
    return [*checks, *_identities(con, str(observation["observation_id"]))]


def _identities(con: Any, observation_id: str) -> list[tuple[bool, str]]:
    """The identities but sums that the number takes part in, those that fail with what a person noted of the slip."""
    if not _rows(con, "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'audit' AND table_name = 'finding'"):
        return []
    rows = _rows(
        con,
        """
        SELECT i.holds, i.kind, i.printed, i.arithmetic, i.expected_value, min(f.acknowledged_note) AS note
        FROM audit.identity AS i
        LEFT JOIN audit.finding AS f
            ON NOT i.holds AND f.document_id = i.document_id AND list_contains(f.observation_ids, i.observation_id)
        WHERE (i.observation_id = ? OR list_contains(i.other_observation_ids, ?))
            AND i.kind NOT IN ('part_sum', 'group_sum', 'hundred_sum')
        GROUP BY ALL ORDER BY i.holds, i.kind, i.arithmetic
        """,
        [observation_id, observation_id],
    )
    return [(r["holds"], _identity_in_words(r)) for r in rows]


def _identity_in_words(row: Mapping[str, Any]) -> str:
    if row["kind"] == "mean_median_bound":
        said = f"the mean of {row['printed']} is {'' if row['holds'] else 'not '}{row['arithmetic']}, twice its median"
    elif row["kind"] == "cross_table_equality":
        said = f"{row['printed']} {'is also printed as' if row['holds'] else 'is printed as'} {row['arithmetic']}"
    else:
        given = f"{row['arithmetic']} = {row['expected_value']:,.3f}".rstrip("0").rstrip(".")
        said = f"{row['printed']} is {'' if row['holds'] else 'not '}{given}"
        said += " within what its digits show" if row["holds"] else ""
    return said + (f". {row['note']}" if row["note"] else "")


def _totals(con: Any, observation: Mapping[str, Any]) -> list[Sum]:
    key = [observation["document_id"], observation["table_id"]]
    cells = _rows(
        con,
        "SELECT * FROM landing.cell WHERE edition_id = ? AND table_id = ? AND role = 'body' "
        "ORDER BY row_start, col_start",
        [observation["edition_id"], observation["table_id"]],
    )
    totals, labels = (
        _rows(con, f"SELECT * FROM landing.{table} WHERE document_id = ? AND table_id = ? ORDER BY ALL", key)
        for table in ("declared_total", "declared_label")
    )
    return [found for _, _, found in sums_of(cells, totals, labels)]


def _sum_in_words(total: Sum) -> str:
    whole, *parts = total.numbers
    shown = " + ".join(n.printed for n in parts[:6]) + (f" + {len(parts) - 6} more" if len(parts) > 6 else "")
    if total.excess > 0:
        return f"{total.place}: {whole.printed} is not the sum of {shown} (= {total.summed})"
    rounded = "" if total.summed == whole.value else f" within rounding (= {total.summed})"
    return f"{total.place}: {whole.printed} is the sum of {shown}{rounded}"


def picture(source_docs: Path, explained: Explained, out: Path) -> Path:
    """The part of the page around the number's table as a PNG, with the number marked; returns `out`.

    Raises NotFoundError for text renditions, and where the file is not the one the number was read from.
    """
    from pipelines.extraction.model import Box
    from pipelines.extraction.pdf import render
    from pipelines.publishing.fingerprint import file_hash

    document, o = explained.document, explained.observation
    if document["rendition"] != "pdf":
        raise NotFoundError("The number was read from a text rendition: there is no page to show.")
    path = source_docs / document["file"]
    if not path.is_file() or file_hash(path) != document["sha256"]:
        raise NotFoundError(
            f"{path} is not there, or is not the file that the number was read from "
            f"(sha256 {document['sha256'][:12]}…)."
        )
    mark = Box(o["page"], o["x0"], o["top"], o["x1"], o["bottom"])
    frame = Box(o["page"], *explained.part) if explained.part else mark
    return render(path, o["page"], frame, out, marks=[mark])
