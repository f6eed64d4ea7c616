"""Whether this computer's clock can be right: what it must have passed already, and whether it was ever in doubt."""

from __future__ import annotations

from sqlalchemy import Connection, select

from silkfield.store import facts, replicas
from silkfield.store.tables import entry, stream

TOLERANCE = 86_400_000
"""A day, in ms: so much a clock may be behind or ahead of what is known before anybody is told."""

DOUBTED = "clock_doubted"


def passed(connection: Connection) -> int:
    """Return the time that has surely been, in ms: of what this store wrote last, or of headquarters' last message.

    Each of them only as of the last time, not of all times: a clock that was once wrong by years is forgiven once it is set.
    """
    place = (entry.c.stream == stream.c.id) & (entry.c.n == stream.c.tip)
    own = select(entry.c.wall).join_from(stream, entry, place).where(stream.c.replica == replicas.current(connection))
    own = own.order_by(entry.c.id.desc()).limit(1)
    told = select(stream.c.heard).where(stream.c.audience.startswith("s:")).order_by(stream.c.id.desc()).limit(1)
    return max((int(one) for query in (own, told) for one in connection.execute(query).scalars()), default=0)


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
