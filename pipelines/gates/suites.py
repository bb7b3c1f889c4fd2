"""What must hold, as data: a gate is one property, a query for the things it looks at, and the expectation on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipelines.gates import queries, totals

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class GateSpec:
    """One property that must hold at one stage.

    `sql` gives the rows to look at; where `derive` is given, it makes them from the rows of `sql` and of the queries in
    `more` (for what SQL cannot say exactly). `asset` is the asset key on which the gate is shown; `{document}` and
    `{rendition}` in it stand for those that the rows name.
    """

    stage: str
    name: str
    asset: tuple[str, ...]
    description: str
    sql: str
    expectation: str
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    what_to_do: str = ""
    more: tuple[str, ...] = ()
    derive: Callable[..., Rows] | None = None
    needs_rows: bool = False
    """Whether nothing to look at is itself a failure."""

    @property
    def full_name(self) -> str:
        """`<stage>__<name>`, the name of the check."""
        return f"{self.stage}__{self.name}"


_READ_AGAIN = "Look at the page crop and the quarantine report; correct the publication file if the print is right."
_REPORT = "This is a fault of the program, not of the document; report it with this message."

IN_SET = "expect_column_values_to_be_in_set"
NOT_IN_SET = "expect_column_values_to_not_be_in_set"
NULL = "expect_column_values_to_be_null"
NOT_NULL = "expect_column_values_to_not_be_null"
UNIQUE = "expect_column_values_to_be_unique"
BETWEEN = "expect_column_values_to_be_between"
EQUAL = "expect_column_pair_values_to_be_equal"

DOCUMENTS = (
    GateSpec(
        "documents",
        "described",
        ("documents", "register"),
        "Every publication file can be used as it is written.",
        queries.DESCRIBED,
        NULL,
        {"column": "problem"},
        "source_docs/README.md describes the fields of a publication file.",
    ),
    GateSpec(
        "documents",
        "present",
        ("documents", "{document}", "{rendition}"),
        "Every file that a publication file names is there and is a PDF or plain text.",
        queries.PRESENT,
        NOT_IN_SET,
        {"column": "status", "value_set": ["missing", "refused"]},
        "To do without the file, take its edition out of the publication file.",
    ),
    GateSpec(
        "documents",
        "hash_known",
        ("documents", "{document}", "{rendition}"),
        "Every file has exactly the bytes that its publication file knows.",
        queries.HASH_KNOWN,
        EQUAL,
        {"column_A": "sha256_known", "column_B": "sha256_found", "ignore_row_if": "neither"},
        "Put the known file back, or add an edition with the new sha256 to the publication file.",
    ),
)

READINGS = (
    GateSpec(
        "documents",
        "readable",
        ("tables", "{document}"),
        "Every document can be read, and what is printed in it is what its publication file expects.",
        queries.READABLE,
        NULL,
        {"column": "problem"},
        "The report in the quarantine shows what was found; correct the publication file or get the file again.",
    ),
)


def _size(name: str, of: str, found: str) -> GateSpec:
    return GateSpec(
        "landing",
        name,
        ("landing", "table_read"),
        f"Every table has the {of} that its publication file expects.",
        queries.SIZES.format(of=of, found=found),
        EQUAL,
        {"column_A": "a", "column_B": "b", "ignore_row_if": "neither"},
        _READ_AGAIN,
    )


LANDING = (
    GateSpec(
        "landing",
        "published_before_present",
        ("landing", "document"),
        "Every document that readers have now is in the new build too.",
        queries.PUBLISHED_BEFORE_PRESENT,
        IN_SET,
        {"column": "present", "value_set": [True]},
        "Put the document right (see the quarantine). To publish without it: plumbline run --give-up DOCUMENT.",
    ),
    GateSpec(
        "landing",
        "tables_expected",
        ("landing", "table_read"),
        "Every expected table was found once, and no other.",
        queries.TABLES_EXPECTED,
        IN_SET,
        {"column": "times", "value_set": [1]},
        _READ_AGAIN,
        needs_rows=True,
    ),
    _size("row_counts", "rows", "value_rows"),
    _size("column_counts", "columns", "value_columns"),
    _size("value_counts", "values", "value_cells"),
    GateSpec(
        "landing",
        "numbers_typed",
        ("landing", "cell"),
        "Every cell with data is a number, a range or a data symbol, as a whole.",
        queries.NUMBERS_TYPED,
        IN_SET,
        {"column": "kind", "value_set": ["number", "range", "symbol"]},
        _READ_AGAIN,
        needs_rows=True,
    ),
    GateSpec(
        "landing",
        "boxes_inside_pages",
        ("landing", "cell"),
        "Every cell lies inside its page.",
        queries.BOXES_INSIDE_PAGES,
        BETWEEN,
        {"column": "overhang", "max_value": 0.5},
        _REPORT,
        needs_rows=True,
    ),
    GateSpec(
        "landing",
        "ids_unique",
        ("landing", "cell"),
        "No two cells have the same id.",
        queries.IDS_UNIQUE,
        UNIQUE,
        {"column": "id"},
        _REPORT,
        needs_rows=True,
    ),
    GateSpec(
        "landing",
        "paths_unique",
        ("landing", "cell"),
        "No two numbers of a table stand under the same row and column labels.",
        queries.PATHS_UNIQUE,
        UNIQUE,
        {"column": "path"},
        _READ_AGAIN,
        needs_rows=True,
    ),
    GateSpec(
        "landing",
        "mentions_in_text",
        ("landing", "statement_mention"),
        "Every quantity stands in the text of its statement where it is said to, character for character.",
        queries.MENTIONS_IN_TEXT,
        EQUAL,
        {"column_A": "a", "column_B": "b", "ignore_row_if": "neither"},
        _REPORT,
    ),
    GateSpec(
        "landing",
        "statements_whole",
        ("landing", "statement"),
        "Every statement has a quantity, and lines that lie inside their pages.",
        queries.STATEMENTS_WHOLE,
        IN_SET,
        {"column": "whole", "value_set": [True]},
        _REPORT,
    ),
    GateSpec(
        "landing",
        "totals_add_up",
        ("landing", "cell"),
        "Every printed total is the sum of its printed parts, within printed rounding, but for acknowledged slips.",
        queries.BODY_CELLS,
        BETWEEN,
        {"column": "excess", "max_value": 0},
        "Compare with the page crop. If it is printed so, enter the slip under `acknowledged` of the publication file.",
        (queries.DECLARED_TOTALS, queries.DECLARED_MEANINGS, queries.ACKNOWLEDGED),
        totals.rows_of,
    ),
)

STAGING = (
    GateSpec(
        "staging",
        "statements_staged",
        ("staging", "stg_statement"),
        "Every landed statement is staged once, with all of its quantities.",
        queries.STATEMENTS_STAGED,
        EQUAL,
        {"column_A": "a", "column_B": "b", "ignore_row_if": "neither"},
        _REPORT,
    ),
    GateSpec(
        "staging",
        "units_agree",
        ("staging", "stg_observation"),
        "Every number with a unit printed beside it has that unit.",
        queries.UNITS_AGREE,
        EQUAL,
        {"column_A": "printed_unit", "column_B": "unit", "ignore_row_if": "neither"},
        "Correct the unit in the publication file.",
    ),
    GateSpec(
        "staging",
        "labels_resolved",
        ("staging", "stg_observation"),
        "Every number that is printed with a label has a measure, a unit, a statistic and a period.",
        queries.LABELS_RESOLVED,
        IN_SET,
        {"column": "resolved", "value_set": [True]},
        "Give the label a meaning in the publication file; its codes are rows of the dbt seeds.",
        needs_rows=True,
    ),
)

MARTS = (
    GateSpec(
        "marts",
        "keys_unique",
        ("marts", "fct_observation"),
        "Every observation has an id, and no two have the same.",
        queries.KEYS_UNIQUE,
        UNIQUE,
        {"column": "id"},
        _REPORT,
        needs_rows=True,
    ),
    GateSpec(
        "marts",
        "values_in_range",
        ("marts", "fct_observation"),
        "Counts are whole and not negative, shares lie within 0 and 100, terms are not negative, ranges run upwards.",
        queries.VALUES_IN_RANGE,
        IN_SET,
        {"column": "verdict", "value_set": ["within"]},
        "Look at the page crop; correct the unit or statistic in the publication file if the print is right.",
        needs_rows=True,
    ),
    GateSpec(
        "marts",
        "nothing_lost",
        ("marts", "fct_observation"),
        "Every number that was landed from a published edition is an observation, character for character.",
        queries.NOTHING_LOST,
        EQUAL,
        {"column_A": "a", "column_B": "b", "ignore_row_if": "neither"},
        _REPORT,
        needs_rows=True,
    ),
    GateSpec(
        "marts",
        "nothing_added",
        ("marts", "fct_observation"),
        "Every observation was landed from a published edition.",
        queries.NOTHING_ADDED,
        NOT_NULL,
        {"column": "cell_id"},
        _REPORT,
        needs_rows=True,
    ),
    GateSpec(
        "marts",
        "nothing_twice",
        ("marts", "fct_observation"),
        "Every printed place gives one observation.",
        queries.NOTHING_TWICE,
        IN_SET,
        {"column": "times", "value_set": [1]},
        _REPORT,
        needs_rows=True,
    ),
)
