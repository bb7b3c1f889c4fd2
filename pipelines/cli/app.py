"""The list of commands. A further command is a module beside this one and a line here."""

from __future__ import annotations

import typer

from pipelines.cli import audit, doctor, explain, extract, fetch, query, run, testing, ui

app = typer.Typer(
    name="plumbline",
    help="From printed statistical reports to a warehouse in which every number leads back to its page.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

WITH_FOREIGN_OPTIONS = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}

app.command("run")(run.run)
app.command("extract")(extract.extract)
app.command("audit")(audit.audit)
app.command("explain")(explain.explain)
app.command("query")(query.query)
app.command("ui")(ui.ui)
app.command("doctor")(doctor.doctor)
app.command("fetch")(fetch.fetch)
app.command("test", context_settings=WITH_FOREIGN_OPTIONS)(testing.test)


@app.callback()
def plumbline() -> None:
    """See the help of the application; this exists so that one command alone still has its name."""
