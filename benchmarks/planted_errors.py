"""Errors planted in whole reports made at random: how many the audit finds, and whether it names the right place.

    python -m benchmarks.planted_errors [--seeds 10] [--first 0] [--each 2] [--house HOUSE] [--form FORM] [--verbose]

Reports, their rules and sentences come from `tests/audit`. The unaltered copies must have no finding. The columns are

    planted     errors of a kind that were planted
    detectable  of these, those that break a rule or a sentence of the report: the others cannot be known to be errors
    found       of the detectable: something new was found
    located     of the detectable: a finding names the place (of a wrong cell the cell that it would correct)
    listed      of the detectable: located, or the cell is one of those that the finding would correct as well
    telling     of the detectable: those that no other cell explains as well
    of telling  of these: located

and the two last lines add up the errors in tables and those in sentences.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.audit.houses import FORMS, HOUSES
from tests.audit.planting import KINDS, Outcome, audited, outcomes

HEADS = ("planted", "detectable", "found", "located", "listed", "telling", "of telling")
IN_TABLES = KINDS.index("wrong number")


def said(found: Outcome) -> str:
    """What the audit said of a planted error, on one line for each finding."""
    lines = [f"    {f.kind}: {f.place}: {f.explanation}"[:300] for f in found.findings[:4]]
    broken = [f"    broken: {what[:200]}" for what, _ in found.planted.breaks[:3]]
    return "\n".join([*broken, *(lines or ["    nothing was found"])])


def line(name: str, seen: list[Outcome]) -> str:
    """One line of the table: how many, and shares in percent."""
    able = [o for o in seen if o.detectable]
    telling = [o for o in able if not o.rivals]

    def share(of: list[Outcome], some: Callable[[Outcome], bool]) -> str:
        return f"{sum(map(some, of)) / len(of):.1%}" if of else "-"

    texts = [len(seen), len(able), share(able, lambda o: o.found), share(able, lambda o: o.located)]
    texts += [share(able, lambda o: o.listed), len(telling), share(telling, lambda o: o.located)]
    return f"{name:<24}" + "".join(f"{text:>11}" for text in texts)


def main() -> None:
    """Plant errors in reports of every house and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=10, help="reports of each house")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--each", type=int, default=2, help="errors of each kind in a report")
    parser.add_argument("--house", choices=sorted(HOUSES), help="one house only")
    parser.add_argument("--form", choices=("fixed", "markdown", "tabs", "raw", "pdf"), help="one form of print only")
    parser.add_argument("--verbose", action="store_true", help="print every miss and every false finding")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for house in [given.house] if given.house else sorted(HOUSES):
            rows: dict[str, list[Outcome]] = defaultdict(list)
            copies = false = numbers = otherwise = 0
            for seed in range(given.first, given.first + given.seeds):
                form = given.form or FORMS[house][seed % len(FORMS[house])]
                report = HOUSES[house](seed)
                right = audited(report, form, Path(folder))
                copies += 1
                false += len(right.findings)
                otherwise += bool(right.differs)
                numbers += sum(w.kind in ("number", "rounded") for s in report.sentences for w in s.words.values())
                if given.verbose:
                    for differs in right.differs:
                        print(f"READ OTHERWISE {house} {seed} {form}: {differs}")
                    for f in right.findings:
                        print(f"FALSE {house} {seed} {form}: {f.kind}: {f.place}\n    {f.explanation}")
                if right.differs:
                    continue  # what was not read as it was printed says nothing of the audit
                for found in outcomes(report, right, form, Path(folder), given.each):
                    rows[found.planted.kind].append(found)
                    if given.verbose and found.detectable and not found.located:
                        many = f" (one of {found.rivals + 1} cells)" if found.rivals else ""
                        what = "NOT LOCATED" if found.found else "MISSED"
                        print(f"{what} {house} {seed} {form}: {found.planted.kind}{many}: {found.planted.what}")
                        print(said(found))
            print(
                f"\n{house}: {copies} copies, {numbers} stated numbers; {false} findings on unaltered copies; "
                f"{otherwise} copies read otherwise"
            )
            print(f"{'':<24}" + "".join(f"{head:>11}" for head in HEADS))
            for kind in KINDS:
                print(line(kind, rows[kind]), flush=True)
            for name, kinds in (("all in tables", KINDS[:IN_TABLES]), ("all in sentences", KINDS[IN_TABLES:])):
                print(line(name, [o for kind in kinds for o in rows[kind]]), flush=True)


if __name__ == "__main__":
    main()
