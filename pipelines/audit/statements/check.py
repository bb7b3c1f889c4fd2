"""Every stated number with its verdict: consistent, inconsistent, or not checkable, and the arithmetic in one sentence.

In: the grids and statements of a document. Out: `Check`s. Relies on the words to say which cells are meant and on
arithmetic to confirm it: a number that fits what its words name is consistent; one that contradicts the only quantity
that its words name, near it, is inconsistent; everything else is not checkable, with the candidates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from pipelines.audit.grids import Grid
from pipelines.audit.model import ROUNDED, UNIT, Number, quantity
from pipelines.audit.scales import is_money
from pipelines.audit.statements.candidates import candidates
from pipelines.audit.statements.context import Context, contexts
from pipelines.audit.statements.names import NONE, Names
from pipelines.audit.statements.naming import unknown
from pipelines.audit.statements.option import Option
from pipelines.audit.statements.placed import placed_by
from pipelines.audit.statements.rivals import meant_of_each
from pipelines.audit.statements.stated import Relation, Stated
from pipelines.audit.statements.vocabulary import Subject, subjects, words_of
from pipelines.audit.statements.words import GENERIC
from pipelines.audit.statements.worked_out import base_of
from pipelines.audit.sums import HUNDRED
from pipelines.extraction.model import Statement, Table

_DIFFERENCE = re.compile(
    r"\b(?:than|below|above|within|differ\w*|gaps?|margins?|apart|contribut\w*|chang\w*|add(?:s|ed)?|"
    r"range[ds]?|ranging|spread|rise|fall|increase|gain|growth|drop)\b",
    re.IGNORECASE,
)
"""Words by which percentage points are what they should be: a difference."""
_BY_SO_MUCH = re.compile(r"\b(?:by|from|to|of)\s(?:[a-z]+\s){0,2}$", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"^(?:Without|Excluding|Leaving out|Leaving aside|Apart from|Except for)\b|\bhad been\b"
    r"|\b(?:years|months|decades) (?:earlier|before|ago)\b|\bof the (?:[a-z]+ )?average\b|\bof that in\b"
    r"|^(?:A|An|Each|Every) [a-z]+ (?:gives?|gave|leads?|led|produced|costs?|ha[ds]|earn(?:s|ed)|used|received)\b"
)
"""What is told of another time, of all but some, of each one, or against an average that no cell is."""
_OF_IT = re.compile(r"\bof (?:it|this|that|these|them)\s\($")
_OF_THAT = re.compile(r"\sof (?:it|this|that|them)\b|\s?\([^()]*\)\s(?:a|one) year (?:before|earlier)\b")
_MAGNITUDE = re.compile(r"\b(?:thousand|million|billion)\b", re.IGNORECASE)
_SCALES = (1, 10**3, 10**6)
Verdict = Literal["consistent", "inconsistent", "not_checkable"]
LEAST_SCORE = 0.3
"""A quantity whose words fit worse is no candidate."""
NEAR_TOP = 0.72
"""A quantity that fits by arithmetic is taken where its words fit at least so well, as a share of the best."""
DISTINCT, DISTINCT_FROM = 0.15, 1000 * UNIT
"""A count of four digits does not meet by chance: less must speak for it."""
COUNTS_OF_THINGS = 20 * UNIT
"""Words for numbers below this count things in the text ("three reasons"), not cases."""
SMALL = 100 * UNIT
"""A bare number below this may stand in any table."""
CLEAR = 0.85
"""A number is called inconsistent only against a quantity whose words fit so well, as a share of the best."""


@dataclass(frozen=True, slots=True)
class Check:
    """One stated number with its verdict."""

    statement: int
    mention: int
    printed: str
    verdict: Verdict
    relation: Relation
    explanation: str
    numbers: tuple[Number, ...] = ()
    computed: int | None = None
    expected: str = ""
    """What would have to be printed, where that is no number."""
    in_time: bool = True
    """Whether the cells it is tied to are of the years that are said near it."""
    known: bool = False
    """Whether the table of these cells holds every telling word near the number."""
    options: tuple[Option, ...] = ()
    """The quantity that its words fit best, where that is named near it."""


def check_statements(
    grids: Sequence[Grid],
    tables: Sequence[Table],
    statements: Sequence[Statement],
    names: Names = NONE,
    only: Set[int] | None = None,
) -> list[Check]:
    """The verdict on every mention of every statement, or of `only` some; `names` are other names of what they name."""
    return [check for _, check in checks_in_context(grids, tables, statements, names, only)]


def checks_in_context(
    grids: Sequence[Grid],
    tables: Sequence[Table],
    statements: Sequence[Statement],
    names: Names = NONE,
    only: Set[int] | None = None,
) -> list[tuple[Context, Check]]:
    """The same, each with the words around its mention."""
    about = subjects(grids, tables)
    known = words_of(about)
    around = contexts(statements, names.among(known), placed_by(grids, tables, statements))
    if only is not None:
        around = [context for context in around if context.statement in only]
    from pipelines.audit.statements.sentences import whole_sentences

    checks = whole_sentences(grids, tables, around, [check(context, about, known) for context in around])
    return list(zip(around, checks, strict=True))


def check(context: Context, about: Sequence[Subject], known: frozenset[str]) -> Check:
    """The verdict on one mention."""
    said = context.said
    if said is None:
        relation: Relation = "rank" if context.printed[:1].isalpha() else "level"
        return Check(context.statement, context.mention, context.printed, "not_checkable", relation,
                     "No single number is stated.")  # fmt: skip
    if said.unit == "" and said.value < COUNTS_OF_THINGS and context.printed.isalpha():
        return Check(context.statement, context.mention, context.printed, "not_checkable", "level",
                     "It counts things in the text.")  # fmt: skip
    if said.unit == "points" and (share := _share_as_points(context, said, about, known)):
        return share
    every = sorted(candidates(context, about, known), key=lambda o: -o.score)
    found = [o for o in every if o.score >= LEAST_SCORE or (said.allows(o.low, o.high) and _tells(said, o))]
    relation = _relation(context)
    if not found:
        return Check(context.statement, context.mention, context.printed, "not_checkable", relation,
                     "No table of the document is about this.")  # fmt: skip
    top = found[0]
    least = DISTINCT if _distinct(said) else NEAR_TOP
    fitting = [
        o
        for o in found
        if said.allows(o.low, o.high) and o.score >= (least if len(o.numbers) == 1 else NEAR_TOP) * top.score
    ]
    if _fits_much(context, said):
        fitting = [o for o in fitting if o.clear]
    if top.clear and not top.far:
        fitting = [o for o in fitting if not o.far]  # what the sentence itself names goes before
    if top.clear and top.in_time:
        fitting = [o for o in fitting if o.in_time or o.relation != "share"]
    fitting.sort(key=lambda o: not o.in_time)
    if fitting:
        best = fitting[0]
        if twice := _rounded_twice(said, best, about):
            exact, words = twice
            right = quantity(exact, said.decimals) + "%"
            return replace(_said(context, "inconsistent", best, words), computed=exact, expected=right)
        return _said(context, "consistent", best, best.arithmetic)
    close = [o for o in found if o.score >= NEAR_TOP * top.score]
    shown = "; ".join(dict.fromkeys(o.arithmetic for o in close[:3]))
    words = f"The words do not tell which quantity is meant; candidates: {shown}."
    made = Check(context.statement, context.mention, context.printed, "not_checkable", relation, words)
    if any(said.allows(o.low, o.high) and o.score >= CLEAR * top.score and o.in_time for o in found):
        return made
    if (
        said.unit == ""
        and said.value >= SMALL
        and not said.bounded
        and any(_printed_beside(said, o, top) for o in every)
    ):
        return made
    if _not_held_to_cells(context, said) or _OTHERWISE.search(context.sentence) or _of_it(context):
        return made
    if (_MAGNITUDE.search(context.printed) or is_money(context.printed)) and _printed_in_line(said, top, about):
        return made
    near = [o for o in found if o.clear and o.score >= CLEAR * top.score and (context.lead is None or o.led)]
    if context.risen and said.unit == "":
        near = [o for o in near if len(o.numbers) > 1]  # how much more it was, not what it was
    opened = {s.grid.index for s in about if not unknown(s, context.opening)}
    meant = [o for o in meant_of_each(context, said, near, about) if o.numbers[0].table in opened]
    if _ends_of_share(context):  # tables of a whole period do not print those
        meant = [o for o in meant if o.of_period and len(set(context.near_years)) == 1]
    cited_here = bool(meant) and meant[0].cited and context.cited_here
    if context.placed and not any(o.spelled and not o.far for o in meant):
        # The place alone tells no number from one that has nothing to do with the table.
        return replace(made, options=tuple(o for o in meant if not o.far))
    if len(meant) != 1 or (meant[0].derived and not cited_here) or not (meant[0].spelled or meant[0].cited):
        return replace(made, options=tuple(meant))
    (clear,) = meant
    subject = next(s for s in about if s.grid.index == clear.numbers[0].table)
    sums_up = context.highlight and clear.spelled and clear.of_period
    if said.bounded and said.high is None and not context.cited_here:
        return replace(made, options=(replace(clear, derived=True),))  # held where its own sentence has another number
    if (clear.cited and context.cited_here) or sums_up or _speaks_of_title(context, subject, about):
        return contradicted(context, clear)
    return replace(made, options=(clear,))


def _of_it(context: Context) -> bool:
    """Whether it is of what was just spoken of, `more than a quarter of it (26.4%)`, or of that a year before."""
    return bool(_OF_IT.search(context.sentence[: context.start])) or bool(_OF_THAT.match(context.rest))


def _printed_in_line(said: Stated, option: Option, about: Sequence[Subject]) -> bool:
    """Whether the row that is meant prints an amount in thousands or millions, under whatever head."""
    at = option.numbers[0]
    grid = next(s.grid for s in about if s.grid.index == at.table)
    cells = [n for (row, _), n in grid.numbers.items() if row == at.row]
    return any(said.allows(by * n.low, by * n.high) for n in cells for by in _SCALES)


def _printed_beside(said: Stated, option: Option, top: Option) -> bool:
    """Whether a count is that of another cell of the table that its words may mean less well: of the whole, mostly."""
    same = len(option.numbers) == 1 and option.numbers[0].table == top.numbers[0].table
    return same and option.relation == "level" and option.in_time and said.allows(option.low, option.high)


def _share_as_points(context: Context, said: Stated, about: Sequence[Subject], known: frozenset[str]) -> Check | None:
    """`31 percentage points of the matters`: a share that the table prints in percent is no difference of shares."""
    if said.change or context.than or context.risen or _DIFFERENCE.search(context.sentence):
        return None
    if _BY_SO_MUCH.search(context.sentence[: context.start]):
        return None
    percent = replace(said, unit="percent")
    found = sorted(candidates(replace(context, said=percent), about, known), key=lambda o: -o.score)
    named = [o for o in found if o.score >= NEAR_TOP * found[0].score and o.clear and o.relation == "share"]
    top = next((o for o in named if percent.allows(o.low, o.high) and len(o.numbers) == 1), None)
    beside = "%" in context.sentence.replace(context.printed, "")
    if top is None or not (top.spelled or beside):
        return None
    words = f"{top.arithmetic}: a share in percent, not {context.printed}"
    made = _said(context, "inconsistent", top, words)
    return replace(made, expected=f"{quantity(top.computed, top.numbers[0].decimals)}%")


def _fits_much(context: Context, said: Stated) -> bool:
    """Whether a number fits too many cells by chance: "most", "less than 25", a bare number of one or two digits."""
    word = said.bounded and context.printed[:1].isalpha() and said.unit == "percent"
    one_sided = said.bounded and (said.high is None or said.low == 0)
    printed = context.cited_here and said.decimals > 0 and abs(said.value) * 10**said.decimals >= SMALL
    return word or one_sided or (said.unit == "" and abs(said.value) < SMALL and not printed)


def _rounded_twice(said: Stated, option: Option, about: Sequence[Subject]) -> tuple[int, str] | None:
    """The share by the counts, and the arithmetic, where a share is right by the printed one and wrong by these."""
    number = option.numbers[0]
    grid = next(s.grid for s in about if s.grid.index == number.table)
    if said.bounded or len(option.numbers) > 1 or grid.kinds[number.row, number.column] != "percent":
        return None
    head = grid.column_paths[number.column][:-1]
    for c in (c for c in grid.columns if head and grid.column_paths[c][:-1] == head):
        part, base = grid.count(number.row, c), base_of(grid, number.row, c)
        if part is None or base is None or part.half or base.half:
            continue
        exact = part.value * HUNDRED // base.value
        if number.low <= exact <= number.high and option.low == number.low and not said.allows(exact, exact + 1):
            shown = quantity(exact, number.decimals + 2)
            words = f"{ROUNDED}: {number.printed} is printed, but {part.printed} / {base.printed} = {shown}%"
            return exact, words
    return None


def _speaks_of_title(context: Context, subject: Subject, about: Sequence[Subject]) -> bool:
    """Whether a sentence says what a table's title says, but for the words that most titles of the document share."""
    shared = Counter(stem for s in about for stem in s.title)
    own = {stem for stem in subject.title - GENERIC if 2 * shared[stem] <= len(about)}
    return len(about) > 1 and bool(own) and 2 * len(own & context.words[2]) >= len(own)


def _not_held_to_cells(context: Context, said: Stated) -> bool:
    """Whether a number may well speak of something that no table prints."""
    bound = said.bounded and (said.low == 0 or said.high is None)
    moved = context.risen and not context.cited_here
    bare = said.unit == "" and ((abs(said.value) < COUNTS_OF_THINGS and not said.decimals) or moved or bound)
    open_above = said.bounded and said.high is None and not context.cited_here and said.unit != "percent"
    return context.not_shown or context.elsewhere or open_above or bare


def _ends_of_share(context: Context) -> bool:
    """Whether it is one end of a change of shares."""
    return context.moving and context.said is not None and context.said.unit == "percent"


def _tells(said: Stated, option: Option) -> bool:
    """Whether a fit counts where few words speak for it: a large count, or digits after the point in a named cell."""
    return _distinct(said) or (option.clear and said.decimals > 0)


def _distinct(said: Stated) -> bool:
    return said.unit == "" and abs(said.value) >= DISTINCT_FROM and not said.bounded


def _relation(context: Context) -> Relation:
    words = context.sentence.casefold()
    said = context.said
    if said and said.unit == "points":
        return "change_points"
    if said and said.unit == "percent":
        return "change_percent" if said.change else "share"
    return "mean" if "mean" in words or "averag" in words else "median" if "median" in words else "level"


def contradicted(context: Context, option: Option) -> Check:
    """A number against the one quantity that its words name, and that is another."""
    if not option.opposite or context.said is None:
        return _said(context, "inconsistent", option, f"{option.arithmetic}, not {context.printed}")
    is_rise = context.said.change < 0
    turn, other = ("a rise", "a fall") if is_rise else ("a fall", "a rise")
    right = f"{turn} of {quantity(abs(option.computed), 1)}%"
    words = f"{option.arithmetic}, which is {turn}, not {other} ({context.printed})"
    return replace(_said(context, "inconsistent", option, words), expected=right)


def _said(context: Context, verdict: Verdict, option: Option, explanation: str) -> Check:
    return Check(
        context.statement,
        context.mention,
        context.printed,
        verdict,
        option.relation,
        explanation + ".",
        option.numbers,
        option.computed,
        in_time=option.in_time,
        known=option.known,
    )
