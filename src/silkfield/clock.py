"""What time it is: the only place that asks the computer, so that "today" can be passed in everywhere else."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Protocol


class Clock(Protocol):
    """Tell the time in milliseconds since 1970 UTC, and the minutes that local time lies east of UTC."""

    def now(self) -> int:
        """Return milliseconds since 1970 UTC."""
        ...

    def zone(self) -> int:
        """Return the minutes that local time lies east of UTC."""
        ...


class ComputerClock:
    """The computer's own clock, right or wrong."""

    def now(self) -> int:
        """Return milliseconds since 1970 UTC."""
        return time.time_ns() // 1_000_000

    def zone(self) -> int:
        """Return the minutes that local time lies east of UTC, as of now."""
        offset = datetime.now().astimezone().utcoffset() or timedelta()
        return int(offset.total_seconds() // 60)


@dataclass(slots=True)
class SetClock:
    """A clock that shows what it is told: for tests, the demonstration and an intake with a given day."""

    milliseconds: int
    minutes_east: int = 300

    @classmethod
    def on(cls, day: str, hour: int = 12, minutes_east: int = 300) -> SetClock:
        """Make a clock that shows `hour` o'clock local time on an ISO day."""
        local = datetime.fromisoformat(day).replace(hour=hour, tzinfo=timezone(timedelta(minutes=minutes_east)))
        return cls(int(local.timestamp() * 1000), minutes_east)

    def now(self) -> int:
        """Return the milliseconds the clock was set to, one later at each look so that order can be seen."""
        self.milliseconds += 1
        return self.milliseconds

    def zone(self) -> int:
        """Return the minutes east of UTC the clock was set to."""
        return self.minutes_east


_FIRST_SECOND, _LAST_SECOND = -62_000_000_000, 253_000_000_000
"""A little within the years 1 and 9999, so that every time zone still fits."""


def local_time(milliseconds: int, minutes_east: int = 0) -> datetime:
    """Turn milliseconds since 1970 UTC into a local date and time; what no calendar holds becomes its nearest end."""
    seconds = min(max(milliseconds / 1000, _FIRST_SECOND), _LAST_SECOND)
    return datetime.fromtimestamp(seconds, tz=timezone(timedelta(minutes=minutes_east)))


def today(clock: Clock) -> date:
    """Return the local day the clock shows."""
    return local_time(clock.now(), clock.zone()).date()
