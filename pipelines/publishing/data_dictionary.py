"""The data dictionary as a page: every table and column that a reader may rely on, from dbt's own descriptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.publishing.meta import TABLES

SCHEMAS = ("marts", "audit", "staging", "landing", "meta")
"""The schemas in the order in which a reader will want them."""
_ABOUT = {
    "marts": "Written by dbt: dimensions, facts and the marts. The public contract.",
    "audit": "Written by dbt: every check that was tried, and the findings. The public contract.",
    "staging": "Written by dbt: typed values, labels resolved to codes, and the seeds. May change.",
    "landing": "Written by Python: what is printed, where it is printed. May change.",
    "meta": "Written when a build is published: what the build is and what it was made from.",
}


def data_dictionary(manifest: Mapping[str, Any]) -> str:
    """The page in markdown, from a dbt manifest; the same manifest always gives the same page."""
    by_schema: dict[str, list[str]] = {schema: [] for schema in SCHEMAS}
    for schema, name, text in sorted(_tables(manifest)):
        by_schema.setdefault(schema, []).append(f"### {schema}.{name}\n\n{text}")
    parts = [
        "# Data dictionary\n\nMade from the descriptions in the dbt project; the same words stand in the database "
        "itself (`meta.data_dictionary`, and as comments on tables and columns). Do not edit this page by hand.\n"
    ]
    for schema, tables in by_schema.items():
        if tables:
            parts.append(f"## {schema}\n\n{_ABOUT.get(schema, '')}\n\n" + "\n".join(tables))
    return "\n".join(parts)


def _tables(manifest: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    nodes = [n for n in manifest["nodes"].values() if n["resource_type"] in {"model", "seed", "snapshot"}]
    for node in nodes:
        if node["config"].get("materialized") != "ephemeral":
            yield (
                node["schema"],
                node.get("alias") or node["name"],
                _table(node["description"], node["columns"].values()),
            )
    for source in manifest["sources"].values():
        yield source["schema"], source["name"], _table(source["description"], source["columns"].values())
    for name, (purpose, columns) in TABLES.items():
        described = [{"name": c, "data_type": t, "description": m} for c, (t, m) in columns.items()]
        yield "meta", name, _table(purpose, described)


def _table(description: str, columns: Any) -> str:
    lines = [_line(description), ""]
    rows = [f"| `{c['name']}` | {_line(c.get('data_type') or '')} | {_line(c['description'])} |" for c in columns]
    if rows:
        lines += ["| Column | Type | What it holds |", "|---|---|---|", *rows, ""]
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
