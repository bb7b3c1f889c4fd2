"""The model of a publication file: `source_docs/publications/<document_id>.yml`.

One file describes one publication: where it comes from, which bytes (editions) are known, which tables are expected in
it, and what its printed labels mean. Labels are matched by `label_key`, never by page or position.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Rendition = Literal["pdf", "text"]
Whole = Annotated[int, Field(strict=True)]
"""A number as a number: neither "7" nor 2.0 nor yes."""
Unit = Literal["count", "percent", "months", "years", "days", "images"]
Statistic = Literal["count", "share", "mean", "median", "change_percent", "range"]
DefinitionKind = Literal[
    "statute",
    "guideline",
    "counting_rule",
    "unit_of_count",
    "source",
    "exclusion",
    "missingness",
    "denominator",
    "limit",
    "term",
]
PeriodType = Literal["fiscal_year", "calendar_year"]

YEAR = r"(?:1[89]|20|21)\d{2}"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212-"
_PERIOD = re.compile(rf"{YEAR}\s*[{DASHES}]\s*{YEAR}")
_YEARS_JOINED = re.compile(rf"{YEAR}\s+and\s+{YEAR}")
_YEAR = re.compile(YEAR)
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})


def label_key(label: str) -> str:
    """The form under which printed and declared labels meet: folded (`fold_label`), and years replaced by `{year}` and
    `{period}`, so that an edition with other years meets the same declaration."""
    key = _PERIOD.sub("{period}", label)
    key = _YEARS_JOINED.sub("{period}", key)
    return fold_label(_YEAR.sub("{year}", key))


def fold_label(label: str) -> str:
    """A label with case, spaces, quotes and dashes evened out, and its years kept: it meets itself in two renditions.

    >>> fold_label("2004\u20132013 / Number") == fold_label("2004-2013/ number")
    True
    """
    key = " ".join(label.translate(_QUOTES).split()).casefold()
    return re.sub(r"\s*/\s*", "/", re.sub(rf"[{DASHES}]", "-", key))


class Strict(BaseModel):
    """Base of all parts of a publication file: unknown fields are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Agency(Strict):
    """Who publishes: the agency, its usual abbreviation, and the bodies above it, innermost first."""

    name: Text
    abbreviation: Text
    parents: list[Text] = []


class Licence(Strict):
    """The terms of use of the publication, with the address of their text where there is one."""

    id: Literal["us-government-work", "CC0-1.0", "CC-BY-4.0", "other"]
    name: Text
    url: str | None = None


class Original(Strict):
    """Where the publisher keeps its own file; `confirmed` says how far the address has been tried."""

    url: Annotated[str, StringConstraints(pattern=r"^https?://")]
    media_type: Literal["application/pdf", "text/html", "text/plain"] = "application/pdf"
    confirmed: Text
    sha256: Sha256 | None = None


def _inside(path: str) -> str:
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts:
        raise ValueError("must be a path inside source_docs, without '..'")
    return path


class Expect(Strict):
    """How many rows and columns carry values, and how many values a table holds (a dash with a cell counts as one)."""

    rows: Whole = Field(gt=0)
    columns: Whole = Field(gt=0)
    values: Whole = Field(gt=0)


class Edition(Strict):
    """One set of bytes of the publication. Editions with the same `release` are renditions of one another."""

    file: Annotated[str, AfterValidator(_inside)]
    sha256: Sha256
    rendition: Rendition
    release: dt.date
    pages: Annotated[Whole, Field(gt=0)] | None = None
    note: Text | None = None
    expect: dict[Code, Expect] = {}
    """Sizes of tables where this edition differs from the publication's."""


class Denominator(Strict):
    """The observation that a share is taken of: the count with the same meaning, but for what is named here."""

    table: Code | None = None
    category: Code | None = None
    offense_type: Code | None = None
    agency: Code | None = None
    period_offset: Whole | None = None
    """Years to add to the period: -1 for a change on the year before."""


class Meaning(Strict):
    """What a label (or a whole table) says about the numbers it stands over. Codes are rows of the dbt seeds."""

    measure: Code | None = None
    statistic: Statistic | None = None
    unit: Unit | None = None
    stage: Code | None = None
    unit_of_count: Code | None = None
    counting_rule: Code | None = None
    source_system: Code | None = None
    offense_type: Code | None = None
    category: Code | None = None
    agency: Code | None = None
    period: Literal["label", "title"] | Whole | tuple[Whole, Whole] | None = None
    """`label`: the years printed in this label; `title`: those in the table's title; or the years themselves."""
    period_type: PeriodType | None = None
    additivity: Code | None = None
    denominator: Denominator | None = None


def _told_apart(labels: list[Label]) -> list[Label]:
    seen: dict[str, str] = {}
    for label in labels:
        key = label_key(label.label)
        if key in seen:
            raise ValueError(
                f"the labels “{seen[key]}” and “{label.label}” are one label to the reader, who evens out years, case "
                "and dashes; declare it once, with {year} or {period} for its years"
            )
        seen[key] = label.label
    return labels


class Label(Strict):
    """One printed row or column label, what it means, and the labels under it.

    `{year}` and `{period}` in a label stand for any year or span of years, any number of times.
    """

    label: str
    meaning: Meaning = Meaning()
    under: Siblings = []


Siblings = Annotated[list[Label], AfterValidator(_told_apart)]
"""Labels beside one another, of which no two meet the same printed label."""


class Total(Strict):
    """A total that the publisher prints: the row or column at `whole`, and the rows or columns it is the sum of.

    `parts` are paths; `siblings` stands for all rows (columns) at the same level, `children` for those under the whole.
    Only values of the same column (row) are added, and only where the statistic can be added.
    """

    axis: Literal["rows", "columns"]
    whole: list[str]
    parts: Literal["siblings", "children"] | list[list[str]]
    note: Text | None = None


class TableSpec(Strict):
    """An expected table: how to know it by its printed words, what its labels mean, and which totals it prints."""

    table_id: Code
    kind: Literal["table", "callouts"] = "table"
    anchors: list[Text] = Field(min_length=1)
    """Printed labels or headings of the table ('Table 1'); a call-out table may gather several headings."""
    title: Text | None = None
    """The printed title, with `{year}` or `{period}` for its years."""
    page_note: Text | None = None
    expect: Expect
    meaning: Meaning = Meaning()
    rows: Siblings
    columns: Siblings
    totals: list[Total] = []
    unlabelled_values: Whole = Field(default=0, ge=0)
    """Values that the publisher prints without a label (their label is '')."""
    labels_without_value: list[list[str]] = []
    """Labels that the publisher prints without a value."""


class Definition(Strict):
    """What the publisher says about what it counts, with the words in which it is printed.

    It holds for the publication, or for the stages, tables, offense type and years that it names. `codes` are statutes
    or guidelines, one by one, so that definitions can be compared. With `chart` it is about a chart of the publication
    that draws the measure named beside it, from the source system that the publisher names there.
    """

    id: Code
    kind: DefinitionKind
    says: Text
    """In short form, as a reader may be told."""
    printed: Text
    """Words that stand in the publication, enough to find the place; line breaks make no difference."""
    term: Text | None = None
    """The term as printed."""
    offense_type: Code | None = None
    stages: list[Code] = []
    tables: list[Code] = []
    years: tuple[Whole, Whole] | None = None
    codes: list[Text] = []
    chart: Code | None = None
    measure: Code | None = None
    source_system: Code | None = None


class Figure(Strict):
    """A number within a statement: its printed characters, its value where they are words, and what it means."""

    figure: Text
    value: float | None = None
    meaning: Meaning = Meaning()


class Stated(Strict):
    """A sentence of the publication that states figures: words by which it is known, and the figures in their order."""

    says: Text
    meaning: Meaning = Meaning()
    figures: list[Figure] = Field(min_length=1)


class Acknowledged(Strict):
    """A slip of the publisher that is known: the audit still tells it, but it is no news."""

    printed: Text
    """The printed number that is wrong."""
    where: Text
    """Words of its place or of its sentence, enough to know it by."""
    note: Text
    """Why it is a slip, and what is right."""


class Publication(Strict):
    """A publication file as a whole."""

    document_id: Code
    publisher: Agency
    number: Text | None = None
    title: Text
    authors: list[Text] = []
    series: Text | None = None
    published: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = "en"
    about: Text
    licence: Licence
    citation: Text
    original: Original
    editions: list[Edition] = Field(min_length=1)
    tables: list[TableSpec] = []
    definitions: list[Definition] = []
    statements: list[Stated] = []
    acknowledged: list[Acknowledged] = []

    @model_validator(mode="after")
    def _unique(self) -> Publication:
        tables = [t.table_id for t in self.tables]
        if repeated := sorted({t for t in tables if tables.count(t) > 1}):
            raise ValueError(f"table_id given more than once: {', '.join(repeated)}")
        ids = [d.id for d in self.definitions]
        if repeated := sorted({i for i in ids if ids.count(i) > 1}):
            raise ValueError(f"definition given more than once: {', '.join(repeated)}")
        shas = [e.sha256 for e in self.editions]
        if len(set(shas)) != len(shas):
            raise ValueError("two editions have the same sha256")
        forms = [(e.release, e.rendition) for e in self.editions]
        if len(set(forms)) != len(forms):
            raise ValueError("two editions have the same release and rendition")
        known = set(tables)
        for edition in self.editions:
            if unknown := sorted(set(edition.expect) - known):
                raise ValueError(f"edition {edition.file} expects tables that are not declared: {', '.join(unknown)}")
        return self

    def edition_id(self, edition: Edition) -> str:
        """The name of one set of bytes: document and the first 12 digits of its sha256."""
        return f"{self.document_id}@{edition.sha256[:12]}"

    def expected(self, edition: Edition, table: TableSpec) -> Expect:
        """The size expected of a table in one edition."""
        return edition.expect.get(table.table_id, table.expect)
