"""What headquarters says to one site in its log: requests to send again, and notices."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from silkfield.store.tables import body, entry, stream


@dataclass(frozen=True, slots=True)
class Message:
    """One body that headquarters wrote for a site: the number of its entry here, the stream's audience, when, the line."""

    entry: int
    audience: str
    at: int
    line: bytes


def messages(connection: Connection, kind: str, after: int = 0) -> list[Message]:
    """Return the bodies of one type that headquarters wrote for single sites, the oldest first, after an entry."""
    single = connection.execute(select(stream.c.id).where(stream.c.audience.startswith("s:"))).scalars()
    query = (
        select(entry.c.id, body.c.place, stream.c.audience, entry.c.wall, body.c.line)
        .join_from(entry, stream, stream.c.id == entry.c.stream)
        .join(body, body.c.entry == entry.c.id)
        # Entries are found by their stream: by their ids all that a site ever recorded would be walked through.
        .where(entry.c.stream.in_(list(single)), body.c.type == kind, entry.c.withheld.is_(False))
    )
    found = sorted(tuple(row) for row in connection.execute(query) if row.id > after)
    return [Message(number, *said) for number, _place, *said in found]
