"""When something happened, as people read it: 24 Nov, 15:20."""

from __future__ import annotations

from datetime import datetime

from silkfield.clock import local_time
from silkfield.language import N_, _, isolated
from silkfield.operations.sitting import Sitting

SHORT_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)


def day(milliseconds: int, sitting: Sitting) -> str:
    """Return a moment as a day: 24 Nov, with the year when it is another one."""
    then, now = _local(milliseconds, sitting), sitting.around().today
    words = f"{then.day} {_(SHORT_MONTHS[then.month - 1])}"
    return words if then.year == now.year else f"{words} {then.year}"


def day_and_time(milliseconds: int, sitting: Sitting) -> str:
    """Return a moment as 24 Nov, 15:20."""
    time = isolated(f"{_local(milliseconds, sitting):%H:%M}")
    return _("{day}, {time}").format(day=day(milliseconds, sitting), time=time)


def days_ago(milliseconds: int, sitting: Sitting) -> int:
    """Return how many days a moment lies behind today."""
    return (sitting.around().today - _local(milliseconds, sitting).date()).days


def _local(milliseconds: int, sitting: Sitting) -> datetime:
    return local_time(milliseconds, sitting.clock.zone())
