"""The tables of schema `landing` for what publication files say beside their tables: definitions and stated figures."""

from __future__ import annotations

from pipelines.landing.columns import BOX as _BOX
from pipelines.landing.columns import DOCUMENT as _DOCUMENT
from pipelines.landing.columns import EDITION as _EDITION
from pipelines.landing.columns import STATEMENT as _STATEMENT
from pipelines.landing.columns import TableSchema
from pipelines.landing.columns import column as _c
from pipelines.landing.columns import optional as _o

DEFINITION_TABLES: tuple[TableSchema, ...] = (
    TableSchema(
        "declared_definition",
        "What the publication files say about what is counted: statutes, guidelines, rules, sources, what is left out.",
        ("document_id", "definition_id"),
        ("document_id", "ordinal"),
        (
            _DOCUMENT,
            _c("definition_id", "VARCHAR", "name of the definition within its publication"),
            _c("ordinal", "INTEGER", "place in the publication file, from 1"),
            _c("kind", "VARCHAR", "statute, guideline, counting_rule, exclusion, missingness, limit, …"),
            _c("says", "VARCHAR", "the definition in short form"),
            _c("printed", "VARCHAR", "the printed words by which its place is found"),
            _o("term", "VARCHAR", "the term as printed"),
            _o("offense_type", "VARCHAR", "the offense type it defines; empty where it is not of one"),
            _c("stages", "VARCHAR[]", "the stages it holds for; empty for all"),
            _c("tables", "VARCHAR[]", "the tables it holds for; empty for all"),
            _o("first_year", "INTEGER", "first year it holds for; empty where no year is named"),
            _o("last_year", "INTEGER", "last year it holds for"),
            _c("codes", "VARCHAR[]", "statutes or guidelines, one by one"),
            _o("chart", "VARCHAR", "the chart it is about"),
            _o("measure", "VARCHAR", "what that chart draws"),
            _o("source_system", "VARCHAR", "the records that the publisher names there"),
        ),
    ),
    TableSchema(
        "definition_line",
        "Where each definition is printed: the lines in which its words were found, for each edition.",
        ("edition_id", "definition_id", "line"),
        ("edition_id", "definition_id", "line"),
        (
            _EDITION,
            _c("definition_id", "VARCHAR", "name of the definition within its publication"),
            _c("line", "INTEGER", "number of the line, from 1"),
            _c("found_in", "VARCHAR", "text, note, title or label"),
            *_BOX,
        ),
    ),
    TableSchema(
        "declared_figure",
        "Figures that running text states and the publication files give a meaning.",
        ("document_id", "ordinal"),
        ("document_id", "ordinal"),
        (
            _DOCUMENT,
            _c("ordinal", "INTEGER", "place among the figures of the publication file, from 1"),
            _c("says", "VARCHAR", "the printed words by which the statement is known"),
            _c("figure", "VARCHAR", "the printed characters of the figure"),
            _o("value", "DOUBLE", "its value"),
            _o("decimals", "INTEGER", "printed digits after the point"),
        ),
    ),
    TableSchema(
        "declared_figure_meaning",
        "What a figure in running text means: one row for each attribute.",
        ("document_id", "ordinal", "attribute"),
        ("document_id", "ordinal", "attribute"),
        (
            _DOCUMENT,
            _c("ordinal", "INTEGER", "the figure"),
            _c("attribute", "VARCHAR", "measure, statistic, unit, period_start, …"),
            _c("code", "VARCHAR", "the code, or the year"),
        ),
    ),
    TableSchema(
        "figure_found",
        "Where the declared figures stand: statement and quantity, for each edition that prints them.",
        ("edition_id", "ordinal"),
        ("edition_id", "ordinal"),
        (
            _EDITION,
            _DOCUMENT,
            _c("ordinal", "INTEGER", "the figure"),
            _STATEMENT,
            _o("mention", "INTEGER", "number of the quantity in its statement; empty where it is part of one"),
        ),
    ),
)
"""In the order in which they are written."""
