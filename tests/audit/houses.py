"""The houses whose reports are made at random, and the forms in which each prints them."""

from __future__ import annotations

from collections.abc import Callable

from tests.audit import house_health, house_justice, house_schools, house_sentencing
from tests.audit.copies import Report
from tests.audit.printing import Form

HOUSES: dict[str, Callable[[int], Report]] = {
    "justice": house_justice.report,
    "health": house_health.report,
    "sentencing": house_sentencing.report,
    "schools": house_schools.report,
}
FORMS: dict[str, tuple[Form, ...]] = {
    "justice": ("markdown", "pdf", "fixed", "raw"),
    "health": ("markdown", "fixed", "pdf", "raw"),
    "sentencing": ("tabs", "tabs", "markdown", "markdown"),
    "schools": ("fixed", "markdown", "tabs", "pdf"),
}
