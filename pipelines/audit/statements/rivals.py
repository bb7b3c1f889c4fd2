"""Which quantity of each table a number contradicts, if any: none where another one beside it fits as well.

In: a context and the quantities that its words name. Out: the one of each table that is left. Relies on labels spelled
out near the number, and on sums of two cells of a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from pipelines.audit.model import UNIT
from pipelines.audit.statements.context import Context
from pipelines.audit.statements.naming import is_spelled
from pipelines.audit.statements.option import Option
from pipelines.audit.statements.selecting import AND_OR
from pipelines.audit.statements.stated import Stated
from pipelines.audit.statements.vocabulary import Label, Subject


def meant_of_each(context: Context, said: Stated, clear: Sequence[Option], about: Sequence[Subject]) -> list[Option]:
    """The best quantity of each table that the words may mean; of the cited table alone where it has one."""
    best: dict[int, Option] = {}
    for option in clear:
        best.setdefault(option.numbers[0].table, option)
    subjects_by_table = {s.grid.index: s for s in about}
    titles = Counter(s.title for s in about)
    cited = [
        o
        for o in best.values()
        if o.cited and (context.cited_here or titles[subjects_by_table[o.numbers[0].table].title] == 1)
    ]
    return [
        o for o in cited or best.values() if not _stands_beside(context, said, o, subjects_by_table[o.numbers[0].table])
    ]


def _another_line_fits(context: Context, said: Stated, option: Option, subject: Subject) -> bool:
    """Whether two labels stand to one another as stated in another line of the table that its words may mean."""
    over, under = option.numbers
    grid = subject.grid
    labels = subject.columns if over.column == under.column else subject.rows
    for line in (i for label in labels if label.total or label.stems & context.words[0] for i in label.indices):
        places = [(n.row, line) if over.column == under.column else (line, n.column) for n in (over, under)]
        a, b = (grid.numbers.get(p) for p in places)
        if a is None or b is None or b.low <= 0:
            continue
        if said.allows(a.low * UNIT // b.high, -(-a.high * UNIT // b.low)):
            return True
    return False


def _stands_beside(context: Context, said: Stated, clear: Option, subject: Subject) -> bool:
    """Whether another cell of the same line prints the number, under a label whose words the segment holds as well, or
    two cells of a line add to it."""
    if clear.relation == "ratio":
        return _another_line_fits(context, said, clear, subject)
    at = clear.numbers[0]
    rows, columns = {n.row for n in clear.numbers}, {n.column for n in clear.numbers}
    for labels, own, along in ((subject.rows, rows, True), (subject.columns, columns, False)):
        meant = [label for label in labels if own & set(label.indices)]
        for label in labels:
            if own & set(label.indices) or not is_spelled(label, context) or _is_part_of(label, meant, context):
                continue
            places = [(i, at.column) if along else (at.row, i) for i in label.indices]
            cells = [subject.grid.numbers[p] for p in places if p in subject.grid.numbers]
            if any(said.allows(n.low, n.high) for n in cells):
                return True
    return _two_together(said, clear, subject, context)


def _is_part_of(label: Label, meant: Sequence[Label], context: Context) -> bool:
    """Whether the words for a label only say another: `not convicted` is not `convicted`, nor what stands above it."""
    said = label.stems | label.above
    if any((m.stems | m.above) - said == {"no"} and "no" in context.words[0] for m in meant):
        return True
    return any(m.above and m.above <= context.words[0] and label.stems in (m.above, m.above - {"no"}) for m in meant)


def _two_together(said: Stated, clear: Option, subject: Subject, context: Context) -> bool:
    """Whether two cells of a line add to a number with decimals: it may be of both (`often` and `sometimes`).

    A label of the stub that is named in full, and no other with it, is not meant together with another.
    """
    at = clear.numbers[0]
    if said.decimals == 0 or len(clear.numbers) > 1:
        return False
    grid = subject.grid
    kind = grid.kinds[at.row, at.column]
    across = [n for p, n in grid.numbers.items() if p[0] == at.row and grid.kinds[p] == kind]
    down = [n for p, n in grid.numbers.items() if p[1] == at.column and grid.kinds[p] == kind]
    alone = clear.spelled and not AND_OR.search(context.segment)
    lines = (across,) if alone else (across, down)
    return any(said.allows(a.low + b.low, a.high + b.high) for line in lines for a, b in combinations(line, 2))
