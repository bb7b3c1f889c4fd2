"""Runs gates with Great Expectations. The only module that imports it, late and once: the import takes seconds.

Great Expectations gets data frames: it cannot read this DuckDB file itself. It drops an expectation of an unknown type
with no more than a line in its log, gives results in an order of its own, and hides an exception in a result; therefore
every gate is validated on its own, the one result is matched on its meta, and an exception is a failure in words.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.gates.results import FailedRow, GateResult
from pipelines.gates.suites import GateSpec


def _spare_scipy_stats() -> None:
    """Let scipy.stats load when it is first used. None of these expectations does, and its import takes seconds."""
    if "scipy.stats" in sys.modules or "great_expectations" in sys.modules:
        return
    spec = importlib.util.find_spec("scipy.stats")
    if spec is None or spec.loader is None:
        return
    lazy = importlib.util.LazyLoader(spec.loader)
    spec.loader = lazy
    module = importlib.util.module_from_spec(spec)
    sys.modules["scipy.stats"] = module
    lazy.exec_module(module)


def import_great_expectations() -> Any:
    """The library, with analytics off; the first call takes seconds."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    _spare_scipy_stats()
    import great_expectations

    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    return great_expectations


class GateSession:
    """The gates of one run: one Great Expectations context, the results so far, and the pages about them."""

    def __init__(self) -> None:
        self.results: list[GateResult] = []
        self._gx: Any = None
        self._context: Any = None
        self._source: Any = None

    def _open(self) -> None:
        if self._context is not None:
            return
        self._gx = import_great_expectations()
        from great_expectations.data_context.types.base import ProgressBarsConfig

        self._context = self._gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = ProgressBarsConfig(globally=False)
        self._source = self._context.data_sources.add_pandas("plumbline")

    def run(self, gates: Sequence[GateSpec], con: Any) -> list[GateResult]:
        """Try gates on a DuckDB connection, in their order. What the data holds never raises: that is a failed gate."""
        self._open()
        found = [self._try(gate, con) for gate in gates]
        names = {gate.full_name for gate in gates}
        self.results = [r for r in self.results if r.gate.full_name not in names] + found
        if len(found) != len(gates):
            raise RuntimeError(f"{len(gates)} gates gave {len(found)} results; each must give one.")
        return found

    def _try(self, gate: GateSpec, con: Any) -> GateResult:
        try:
            frame = frame_of(gate, con)
        except Exception as error:  # whatever the query meets, the gate has not held
            return GateResult(gate, False, 0, error=f"its query failed ({_first_line(error)}). {gate.what_to_do}")
        if frame.empty:
            empty = "there was nothing to look at, so nothing was checked. Run the earlier steps."
            return GateResult(gate, not gate.needs_rows, 0, error=empty if gate.needs_rows else "")
        try:
            outcome = self._validate(gate, frame)
        except Exception as error:  # an expectation that cannot be built or run has not held
            return GateResult(gate, False, len(frame), error=f"could not be tried ({_first_line(error)}).")
        return _result(gate, frame, outcome)

    def _validate(self, gate: GateSpec, frame: Any) -> Any:
        name = gate.full_name
        kind = "".join(part.capitalize() for part in gate.expectation.split("_"))
        expectation = getattr(self._gx.expectations, kind)(
            **gate.kwargs, description=gate.description, meta={"gate": name, "what_to_do": gate.what_to_do}
        )
        context, gx = self._context, self._gx
        if name in {asset.name for asset in self._source.assets}:
            context.validation_definitions.delete(name)
            context.suites.delete(name)
            self._source.delete_asset(name)
        batch = self._source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("all")
        suite = context.suites.add(gx.ExpectationSuite(name=name, expectations=[expectation]))
        definition = context.validation_definitions.add(gx.ValidationDefinition(name=name, data=batch, suite=suite))
        outcome = definition.run(batch_parameters={"dataframe": frame}, result_format={"result_format": "COMPLETE"})
        matching = [r for r in outcome.results if r.expectation_config.meta.get("gate") == name]
        if len(matching) != 1 or len(outcome.results) != 1:
            raise RuntimeError(f"one expectation gave {len(outcome.results)} results")
        return matching[0]

    def build_docs(self, folder: Path) -> Path:
        """Write the pages about the gates tried so far: our own, and Great Expectations' made readable offline."""
        from pipelines.gates.pages import make_offline, write_page

        folder.mkdir(parents=True, exist_ok=True)
        site = folder / "great_expectations"
        if self._context is not None:
            if "gates" not in self._context.get_site_names():
                self._context.add_data_docs_site("gates", _site(site))
            self._context.build_data_docs(site_names=["gates"])
            make_offline(site)
        return write_page(folder / "index.html", self.results)


def _site(folder: Path) -> dict[str, Any]:
    return {
        "class_name": "SiteBuilder",
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder", "show_cta_footer": False},
        "show_how_to_buttons": False,
    }


def frame_of(gate: GateSpec, con: Any) -> Any:
    """The rows that a gate looks at, as a pandas data frame."""
    if gate.derive is None:
        return con.execute(gate.sql).df()
    import pandas

    return pandas.DataFrame(list(gate.derive(*(_rows(con, sql) for sql in (gate.sql, *gate.more)))))


def _rows(con: Any, sql: str) -> list[dict[str, Any]]:
    found = con.execute(sql)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _result(gate: GateSpec, frame: Any, outcome: Any) -> GateResult:
    if exception := _exception(outcome.exception_info):
        return GateResult(gate, False, len(frame), error=f"could not be tried ({exception}).")
    if outcome.success:
        return GateResult(gate, True, len(frame))
    places = outcome.result.get("unexpected_index_list") or []
    rows = tuple(_failed(frame.iloc[place]) for place in places)
    error = "" if rows else "failed without naming a row. Look at the data docs."
    return GateResult(gate, False, len(frame), rows, error)


def _failed(row: Mapping[str, Any]) -> FailedRow:
    def text(column: str) -> str:
        value = row.get(column)
        return "" if value is None or value != value else str(value)  # not equal to itself: not a number

    return FailedRow(*(text(c) for c in ("document", "rendition", "table_id", "place", "expected", "found")))


def _exception(info: Mapping[str, Any]) -> str:
    """The message of an exception in a result, which is either flat or one level down under the name of a metric."""
    if info.get("raised_exception"):
        return _first_line(info.get("exception_message"))
    for nested in info.values():
        if isinstance(nested, Mapping) and nested.get("raised_exception"):
            return _first_line(nested.get("exception_message"))
    return ""


def _first_line(error: Any) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")[:300]
