"""The command line. Each command stands in a module of its own and imports what it needs when it runs."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

from pipelines.cli import exits


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (see `exits`)."""
    import typer

    from pipelines.cli.app import app

    command = typer.main.get_command(app)
    try:
        code = command.main(
            args=list(sys.argv[1:] if arguments is None else arguments), prog_name="plumbline", standalone_mode=False
        )
        sys.stdout.flush()
        return code if isinstance(code, int) else exits.OK
    except typer.TyperException as error:
        return _explain(error)
    except (BrokenPipeError, SystemExit):
        # No command calls sys.exit; typer does so where the reader of the output went away.
        # Python flushes standard output once more when it ends: let that go nowhere.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.BROKEN_PIPE
    except (KeyboardInterrupt, typer.Abort):
        print("interrupted", file=sys.stderr)
        return exits.INTERRUPTED
    except Exception as error:  # whatever it is, people get a sentence; the place is there for those who ask
        if os.environ.get("PLUMBLINE_DEBUG"):
            raise
        print(f"plumbline: {_sentence(error)}", file=sys.stderr)
        return exits.FAILED


def _sentence(error: Exception) -> str:
    """An error in words: our own are sentences already, others get their kind and how to see where they arose."""
    if type(error).__module__.startswith("pipelines."):
        return str(error)
    return f"an error that nothing here expects ({type(error).__name__}: {error}). To see where: PLUMBLINE_DEBUG=1"


def _explain(error: Exception) -> int:
    context = getattr(error, "ctx", None)
    message = str(getattr(error, "format_message", lambda: error)()).replace(": Value error, ", ": ")
    if type(error).__name__ != "NoArgsIsHelpError":
        print(f"plumbline: {message}", file=sys.stderr)
        if context is not None:
            print(f"{context.get_usage()}\nHelp: {context.command_path} --help", file=sys.stderr)
    return exits.USAGE
