"""Describing a problem: what helps to find a fault in the program, without a name, an answer, or a text that somebody typed."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from silkfield import __version__, locations
from silkfield.clock import local_time
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.locations import write_whole
from silkfield.operations.sitting import Sitting

_LAST_LINES = 60


def problem_report(sitting: Sitting) -> str:
    """Return the report as plain English text: versions, how many records of each form, and the end of the program's log."""
    made = local_time(sitting.clock.now(), sitting.clock.zone())
    lines = [
        "Silkfield problem report",
        f"made: {made:%Y-%m-%d %H:%M}",
        f"version: {__version__}",
        f"system: {platform.system()} {platform.release()} {platform.machine()}",
        f"python: {sys.version.split()[0]}",
        f"kind of office: {sitting.office.kind}",
        "",
        "records:",
    ]
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        lines += [f"  {form}: {reader.count(form)}" for form in sitting.forms]
    return "\n".join([*lines, "", "log:", *(f"  {line}" for line in _end_of_log())]) + "\n"


def _end_of_log() -> list[str]:
    try:
        text = (locations.log_folder() / "silkfield.log").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.splitlines()[-_LAST_LINES:]


def save_report(_sitting: Sitting, text: str, path: Path) -> Path:
    """Write a report that was looked at. Raises Trouble."""
    if path.suffix.lower() != ".txt":
        raise Trouble(
            _("“{path}” is no name for a text.").format(path=path.name),
            _("Use a name that ends in .txt."),
            code="format",
        )
    write_whole(path, text.encode())
    return path
