"""All identities of a document's tables, and what fails among them as findings.

In: tables as read. Out: `Audited`: grids, identities, facts, findings. Relies on the modules that find identities. A
failure is told once for the cell that explains most of it; what follows from figures that were rounded before is told
apart; a column in which most identities fail is a doubt about the reading, and blocks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.audit.across import audit_across
from pipelines.audit.corrections import bounds_of, corrections, index, lines
from pipelines.audit.doubts import doubt
from pipelines.audit.elsewhere import named_elsewhere, slips_of_totals, totals_elsewhere
from pipelines.audit.grids import PERTURBED, Grid, grids
from pipelines.audit.means import at_fault as at_fault_beside_median
from pipelines.audit.means import audit_means, expected_of
from pipelines.audit.misplaced import misplaced
from pipelines.audit.model import ROUNDED, Correction, Fact, Finding, Identity, Number, Severity, quantity
from pipelines.audit.quotients import audit_quotients
from pipelines.audit.related import audit_related, totals_printed
from pipelines.audit.rounding import as_rounded
from pipelines.audit.shares import audit_shares
from pipelines.audit.sums import HUNDRED, audit_sums
from pipelines.extraction.model import Table

BROKEN_CELLS = 3
"""So many failures in one line, and half of all tried there, are a misread line rather than slips of a publisher."""


@dataclass(frozen=True, slots=True)
class Audited:
    """What the audit of tables gives."""

    grids: list[Grid]
    identities: list[Identity]
    facts: list[Fact]
    findings: list[Finding]


def audit_tables(tables: Sequence[Table]) -> Audited:
    """Every identity that the tables of one document offer, and the findings."""
    seen = grids(tables)
    identities: list[Identity] = []
    facts: list[Fact] = []
    moved: list[Finding] = []
    for grid in seen:
        sums = audit_sums(grid)
        shares = audit_shares(grid)
        if PERTURBED.search(grid.notes):
            sums.identities[:] = [i for i in sums.identities if i.holds]
        else:
            moved.extend(misplaced(grid, _explained(shares)))
        # Shares of which one is wrong do not add up either; that says nothing of how their whole is divided.
        wrong = any(not i.holds for i in shares)
        facts.extend(f for f in sums.facts if not (wrong and f.of_shares))
        identities.extend([*sums.identities, *shares, *audit_means(grid, sums.identities), *audit_quotients(grid)])
    identities = _not_overlapping(seen, identities, facts)
    equal, swapped = audit_across(seen)
    known = {(i.whole.table, i.whole.column) for i in identities if i.holds and i.base is not None}
    related, turned = audit_related([g for g in seen if not PERTURBED.search(g.notes)], known)
    elsewhere = [*totals_elsewhere(seen, identities), *slips_of_totals(seen), *totals_printed(seen, identities)]
    identities.extend([*equal, *related, *elsewhere])
    for found in (*swapped, *named_elsewhere(seen), *turned):
        if all(found.table != m.table for m in moved):
            moved.append(found)
    identities = as_rounded(seen, identities)
    unread = {f.table for f in moved}
    told = [f for f in findings(seen, identities) if f.table not in unread]
    return Audited(seen, [i for i in identities if not i.evidence], facts, [*moved, *told])


def _explained(shares: Sequence[Identity]) -> set[int]:
    """The columns of percentages and changes of which some come out as they stand."""
    held = [i for i in shares if i.holds]
    changes = {p.column for i in held if i.kind == "change_between" and i.base is None for p in i.parts}
    return changes | {i.whole.column for i in held if i.base is not None}


def _not_overlapping(seen: list[Grid], identities: list[Identity], facts: list[Fact]) -> list[Identity]:
    """Without sums that are only to be expected where another table's total of that name is not divided either."""
    undivided = {(f.table, f.whole) for f in facts if f.axis == "rows"}

    def elsewhere(i: Identity) -> bool:
        name = seen[i.whole.table].row_paths[i.whole.row]
        return any(t != i.whole.table and whole == name for t, whole in undivided)

    return [i for i in identities if i.strict or i.kind != "part_sum" or not elsewhere(i)]


def findings(seen: list[Grid], identities: list[Identity]) -> list[Finding]:
    """What fails, one finding for each cell at fault, broken lines first."""
    failed = [i for i in identities if not i.holds and not i.evidence]
    if not failed:
        return []
    broken, explained = _broken_lines(seen, identities)
    taking, beside = index(identities), lines(identities)
    found = list(broken)
    by_cell: dict[tuple[int, int, int], list[tuple[Identity, list[Correction]]]] = defaultdict(list)
    for identity in sorted(failed, key=lambda i: not i.strict):
        if any(n.at in explained for n in identity.numbers):
            continue
        best = corrections(identity, taking, beside) if identity.strict else []
        mended = [] if identity.strict else [n.at for n in identity.numbers if _mended(identity, n, by_cell)]
        at = best[0].number.at if best else identity.whole.at
        by_cell[mended[0] if mended else at].append((identity, best))
    for together in by_cell.values():
        found.append(_finding(seen, together, taking))
    return found


def _mended(
    identity: Identity, number: Number, told: dict[tuple[int, int, int], list[tuple[Identity, list[Correction]]]]
) -> bool:
    """Whether the correction of a number, that other identities call for, makes an expectation come out, too."""
    best = next(iter(told.get(number.at, [])), (None, []))[1]
    bounds = bounds_of(number, identity)
    if not best or bounds is None or best[0].number.at != number.at:
        return False
    return bounds[0] <= best[0].value + number.half and best[0].value - number.half <= bounds[1]


def _finding(
    seen: list[Grid],
    together: list[tuple[Identity, list[Correction]]],
    taking: dict[tuple[int, int, int], list[Identity]],
) -> Finding:
    identity, best = together[0]
    correction = best[0] if best else None
    at_fault = correction.number if correction else identity.whole
    if identity.kind == "mean_median_bound":
        at_fault = at_fault_beside_median(identity, taking)
    grid = seen[at_fault.table]
    rounded = _from_rounded(identity, taking)
    expected = correction.printed if correction else quantity((identity.low + identity.high) // 2, at_fault.decimals)
    share = identity.kind == "percent_of_total" and at_fault.at == identity.whole.at
    if share or at_fault.unit == "percent":
        expected += "%"
    against = "" if at_fault.at == identity.whole.at else f", and {identity.whole.printed} is printed"
    sentences = [f"{grid.place(at_fault)} prints {at_fault.printed}, but {identity.arithmetic}{against}"]
    sentences += [f"Also {i.arithmetic} against {i.whole.printed}" for i, _ in together[1:3]]
    if correction and correction.others:
        more = "Another number" if correction.others == 1 else f"{correction.others} other numbers"
        sentences.append(f"{more} of this sum would set it right as well")
    if rounded:
        sentences.append(rounded)
    if identity.kind == "mean_median_bound":
        expected = expected_of(identity, at_fault)
        sentences = [f"{grid.place(at_fault)} prints {at_fault.printed}, but {identity.arithmetic}"]
        if at_fault != identity.whole:
            sentences.append("With that mean another sum of the table comes out")
    severity: Severity = "error" if identity.strict and not rounded else "note" if rounded else "warning"
    return Finding(
        severity,
        "follows_from_rounded" if rounded else identity.kind,
        grid.index,
        at_fault.printed,
        expected,
        ". ".join(s.rstrip(".") for s in sentences) + ".",
        grid.pages.get((at_fault.row, at_fault.column), grid.page),
        grid.place(at_fault),
        tuple(dict.fromkeys(n for i, _ in together for n in i.numbers if n.row >= 0)),
        correction,
        identity.strict and not rounded,
        alternatives=tuple(best[1 : 1 + correction.others]) if correction else (),
    )


def told_of(
    seen: Sequence[Grid], finding: Finding, correction: Correction, alternatives: tuple[Correction, ...]
) -> Finding:
    """A finding told of another of its cells, where something else says that this one is wrong."""
    number = correction.number
    grid = seen[number.table]
    percent = "%" if number.unit == "percent" else ""
    place = grid.place(number)
    return replace(
        finding,
        table=grid.index,
        printed=number.printed,
        expected=correction.printed + percent,
        explanation=f"{finding.explanation} What sentences say fits {place}: {correction.printed}{percent}.",
        page=grid.pages.get((number.row, number.column), grid.page),
        place=place,
        correction=correction,
        alternatives=alternatives,
    )


def _from_rounded(identity: Identity, taking: dict[tuple[int, int, int], list[Identity]]) -> str:
    """Where a share is what printed, already rounded shares give (its parts, or what they leave of 100), say so."""
    if identity.kind != "percent_of_total":
        return ""
    printed = identity.whole
    for other in taking[printed.at]:
        if other.kind == "group_sum" and other.whole.at == printed.at and _adds_up(other):
            return f"{ROUNDED}: {other.arithmetic}"
        if other.kind == "hundred_sum":
            rest = HUNDRED - sum(n.value for n in other.numbers if n.at != printed.at)
            if rest == printed.value:
                return f"{ROUNDED}: the other shares leave it of 100"
    return ""


def _adds_up(identity: Identity) -> bool:
    return sum(p.value for p in identity.parts) == identity.whole.value


def _broken_lines(seen: list[Grid], identities: list[Identity]) -> tuple[list[Finding], set[tuple[int, int, int]]]:
    """Columns in which so much fails that the reading is in doubt, and the cells that this explains."""
    tried: dict[tuple[int, int], list[Identity]] = defaultdict(list)
    for identity in identities:
        if identity.strict and identity.kind != "cross_table_equality":
            for column in {n.column for n in identity.numbers if n.row >= 0}:
                tried[identity.whole.table, column].append(identity)
    found: list[Finding] = []
    explained: set[tuple[int, int, int]] = set()
    worst = sorted(tried, key=lambda k: -sum(not i.holds for i in tried[k]))
    for table, column in worst:
        failed = [i for i in tried[table, column] if not i.holds and not any(n.at in explained for n in i.numbers)]
        rows = {i.whole.row for i in failed if i.kind != "hundred_sum"}  # that is of no row
        if len(rows) < BROKEN_CELLS or len(failed) * 2 < len(tried[table, column]) or _one_cell(failed):
            continue
        grid = seen[table]
        numbers = list(grid.by_column[column].values())
        explained.update(n.at for n in numbers)
        first = failed[0]
        said = (
            f"{len(failed)} of the {len(tried[table, column])} identities of this column fail, first "
            f"{first.arithmetic} against {first.whole.printed}"
        )
        expected = quantity((first.low + first.high) // 2, first.whole.decimals)
        found.append(doubt(grid, numbers, first.whole, said, expected))
    return found, explained


def _one_cell(failed: list[Identity]) -> bool:
    """Whether one cell takes part in all that fails (a wrong base breaks every share)."""
    common = {n.at for n in failed[0].numbers}
    for identity in failed[1:]:
        common &= {n.at for n in identity.numbers}
    return bool(common)
