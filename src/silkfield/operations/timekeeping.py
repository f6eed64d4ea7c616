"""Doubts about a clock, in words: said at once, and never a reason to keep anybody from saving."""

from __future__ import annotations

from silkfield.clock import local_time
from silkfield.language import _
from silkfield.operations.sitting import Sitting
from silkfield.store import timekeeping
from silkfield.store.store import Connection

CLOCK = "clock"
"""The code of the warning that a save returns when the clock is in doubt."""


def doubt(connection: Connection, sitting: Sitting) -> str:
    """Say that this computer's clock cannot be right, and what to do; nothing when it can."""
    now, zone = sitting.clock.now(), sitting.clock.zone()
    known = timekeeping.behind(connection, now)
    if not known:
        return ""
    words = _("This computer’s clock says {now}, but {known} has been already. Set the clock right, then go on.")
    day, before = (f"{local_time(at, zone):%Y-%m-%d}" for at in (now, known))
    return words.format(now=day, known=before)


def doubt_now(sitting: Sitting) -> str:
    """Say it as a question of its own."""
    with sitting.store.reading() as connection:
        return doubt(connection, sitting)
