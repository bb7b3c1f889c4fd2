"""How a gate went, and the sentences in which a person is told of it. Plain data: nothing is run here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.gates.suites import GateSpec

SHOWN = 5
"""How many failing rows a message shows."""


@dataclass(frozen=True, slots=True)
class FailedRow:
    """One thing that fails a gate: where it stands, what was expected and what was found."""

    document: str
    rendition: str
    table_id: str
    place: str
    expected: str
    found: str

    def sentence(self) -> str:
        """Where, expected, found, without the full stop; what was found may be a sentence that says it all."""
        places = [part for part in (self.document, self.table_id, self.place) if part]
        if self.found.endswith("."):
            unsaid = ", ".join(part for part in places if part not in self.found)
            return f"{unsaid}: {self.found}".removeprefix(": ").rstrip(".")
        where = ", ".join(places)
        return f"{where}: expected {self.expected}, found {self.found or 'nothing'}"


@dataclass(frozen=True, slots=True)
class GateResult:
    """How a gate went. `error` is set where it could not be tried at all; it then counts as failed."""

    gate: GateSpec
    passed: bool
    checked: int
    rows: tuple[FailedRow, ...] = ()
    error: str = ""

    @property
    def message(self) -> str:
        """What failed, where, and what to do; empty where the gate holds."""
        return "" if self.passed else message_of(self.gate, self.rows, self.error)


def message_of(gate: GateSpec, rows: Sequence[FailedRow], error: str = "") -> str:
    """The sentences that a person reads about failing rows of a gate."""
    if error:
        return f"{gate.full_name}: {error}"
    lines = [row.sentence() for row in rows[:SHOWN]]
    if len(rows) > SHOWN:
        lines.append(f"and {len(rows) - SHOWN} more")
    return f"{gate.full_name}: {'; '.join(lines)}. {gate.what_to_do}".strip()
