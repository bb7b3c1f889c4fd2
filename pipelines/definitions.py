"""The only Definitions object: what `dagster`, `dg` and the command line load."""

from pipelines.defs.build import build_definitions
from pipelines.settings import Settings

defs = build_definitions(Settings.from_env())
