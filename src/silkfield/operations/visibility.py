"""Visibility: the lines that say who pays for the project and who does it, as headquarters recorded them."""

from __future__ import annotations

from silkfield.operations import finding
from silkfield.operations.sitting import Sitting

LINES = ("funded_line", "cofunded_line", "implemented_line")


def lines(sitting: Sitting) -> tuple[str, ...]:
    """Return the lines of the newest project that is recorded, in their order; none before there is one."""
    projects = finding.listing(sitting, "project", limit=1).records
    values = projects[0].values if projects else {}
    return tuple(str(values[name]) for name in LINES if values.get(name))
