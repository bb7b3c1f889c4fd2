"""Errors planted in whole reports made at random: how many the audit finds, and whether it names the right place.

    python -m benchmarks.planted_errors [--seeds 10] [--first 0] [--each 2] [--house HOUSE] [--form FORM] [--verbose]

Reports, their rules and their sentences come from `tests/audit`; an error is detectable where a rule or a sentence of
the report does not hold any more. `telling` counts those of them that no other cell explains as well. `located` is
held against all detectable ones, `of telling` against these. The unaltered copies must have no finding.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.audit.houses import FORMS, HOUSES
from tests.audit.planting import KINDS, Outcome, audited, outcomes


def said(found: Outcome) -> str:
    """What the audit said of a planted error, on one line for each finding."""
    lines = [f"    {f.kind}: {f.place}: {f.explanation}"[:300] for f in found.findings[:4]]
    broken = [f"    broken: {what[:200]}" for what, _ in found.planted.breaks[:3]]
    return "\n".join([*broken, *(lines or ["    nothing was found"])])


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
            print(f"{'':<24}{'planted':>8}{'detectable':>11}{'found':>7}{'located':>8}{'telling':>8}{'of telling':>11}")
            for kind in KINDS:
                able = [o for o in rows[kind] if o.detectable]
                telling = [o for o in able if not o.rivals]
                counts = (sum(o.found for o in able), sum(o.located for o in able))
                shares = [f"{n / len(able):.0%}" if able else "-" for n in counts]
                of = f"{sum(o.located for o in telling) / len(telling):.0%}" if telling else "-"
                print(
                    f"{kind:<24}{len(rows[kind]):>8}{len(able):>11}{shares[0]:>7}{shares[1]:>8}{len(telling):>8}{of:>11}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
