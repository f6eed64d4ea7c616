"""Whether this computer's clock can be right: what it must have passed already, and whether it was ever in doubt."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from silkfield.store import facts, replicas
from silkfield.store.tables import entry, stream

TOLERANCE = 86_400_000
"""A day, in ms: so much a clock may be behind or ahead of what is known before anybody is told."""

DOUBTED = "clock_doubted"


_OWN = (
    select(entry.c.wall)
    .join_from(stream, entry, (entry.c.stream == stream.c.id) & (entry.c.n == stream.c.tip))
    .where(stream.c.replica == bindparam("replica"))
    .order_by(entry.c.id.desc())
    .limit(1)
)
_TOLD = select(stream.c.heard).where(stream.c.audience.startswith("s:")).order_by(stream.c.id.desc()).limit(1)
_PASSED = select(_OWN.scalar_subquery(), _TOLD.scalar_subquery())
"""Made once: it is asked with every save."""


def passed(connection: Connection) -> int:
    """Return the time that has surely been, in ms: of what this store wrote last, or of headquarters' last message.

    Each of them only as of the last time, not of all times: a clock that was once wrong by years is forgiven once it is set.
    """
    own, told = connection.execute(_PASSED, {"replica": replicas.current(connection)}).one()
    return max(int(own or 0), int(told or 0))


def behind(connection: Connection, now: int) -> int:
    """Return what a clock that shows `now` should have passed, when it is more than a day before that; else 0."""
    known = passed(connection)
    return known if now < known - TOLERANCE else 0


def note_doubt(connection: Connection) -> None:
    """Note that something was saved while the clock was in doubt: the bundle that brings it says so."""
    facts.note(connection, DOUBTED, {one.audience: one.tip for one in replicas.written_now(connection)})


def doubted(connection: Connection, audience: str, reach: int) -> bool:
    """Tell whether something was saved in a doubted time that lies after entry `reach` of a stream."""
    return int(facts.read(connection, DOUBTED, {}).get(audience, 0)) > reach
