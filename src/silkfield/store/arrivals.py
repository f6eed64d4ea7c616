"""Parts that arrived: what became of each, so that a known part costs one look at its hash."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.sqlite import insert

from silkfield.store.tables import arrival, entry

PLANNED, IMPORTED, HELD, QUARANTINED, WITHHELD = "planned", "imported", "held", "quarantined", "withheld"
DISCARDED = "discarded"
"""Deleted from the quarantine by a person; the same file is looked at anew when it comes again."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One part that arrived. Times in ms since 1970; `plan` is JSON; `id` 0 before it is noted."""

    digest: str
    name: str
    size: int
    export: str = ""
    part: int = 1
    parts: int = 1
    number: int = 0
    kind: int = 0
    label: str = ""
    device: str = ""
    site: str = ""
    stream: int = 0
    first: int = 0
    last: int = 0
    made: int = 0
    arrived: int = 0
    settled: int = 0
    person: str = ""
    result: str = QUARANTINED
    code: str = ""
    detail: str = ""
    plan: str = "{}"
    id: int = 0


_COLUMNS = tuple(name for name in Arrival.__slots__ if name != "id")


def note(connection: Connection, one: Arrival) -> int:
    """Note what became of a part, in place of what was noted before, and return its number."""
    row = {name: getattr(one, name) for name in _COLUMNS}
    statement = insert(arrival).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=["digest"], set_=row))
    return int(connection.execute(select(arrival.c.id).where(arrival.c.digest == one.digest)).scalar_one())


def by_digest(connection: Connection, digest: str) -> Arrival | None:
    """Return what became of a part, by the SHA-256 of its file in hex."""
    return _first(connection, arrival.c.digest == digest)


def by_id(connection: Connection, number: int) -> Arrival | None:
    """Return what became of a part, by its number here."""
    return _first(connection, arrival.c.id == number)


def named(connection: Connection, what: str) -> list[Arrival]:
    """Return the parts of a bundle, by its export id or its label (ISB1-13)."""
    chosen = (arrival.c.export == what.lower()) | (func.upper(arrival.c.label) == what.upper())
    return _all(connection, chosen)


def all_arrivals(connection: Connection) -> list[Arrival]:
    """Return every part that arrived, the newest first."""
    return list(reversed(_all(connection, arrival.c.id > 0)))


def waiting_of(connection: Connection, device: str) -> list[Arrival]:
    """Return the parts of a laptop that wait to be imported."""
    return _all(connection, (arrival.c.device == device) & (arrival.c.result == PLANNED))


def of_device(connection: Connection, device: str) -> list[Arrival]:
    """Return the parts of a laptop, the oldest first."""
    return _all(connection, arrival.c.device == device)


def withheld_of(connection: Connection, stream: int) -> list[Arrival]:
    """Return the parts of a stream that were set aside by hand, the oldest first."""
    return _all(connection, (arrival.c.stream == stream) & (arrival.c.result == WITHHELD))


def aside(connection: Connection) -> list[Arrival]:
    """Return the parts that are held or in quarantine, the oldest first."""
    return _all(connection, arrival.c.result.in_((HELD, QUARANTINED)))


def size_aside(connection: Connection) -> int:
    """Return how many bytes are held or in quarantine."""
    query = select(func.sum(arrival.c.size)).where(arrival.c.result.in_((HELD, QUARANTINED)))
    return int(connection.execute(query).scalar() or 0)


def withholding(connection: Connection, stream: int, first: int, last: int) -> dict[int, int]:
    """Return which arrivals brought the entries of a stretch that are withheld, and how many each."""
    query = select(entry.c.arrival, func.count()).where(
        entry.c.stream == stream, entry.c.n.between(first, last), entry.c.withheld
    )
    return {row[0]: row[1] for row in connection.execute(query.group_by(entry.c.arrival))}


def is_spent(connection: Connection, digest: str) -> bool:
    """Tell whether a part held pieces of files and was taken in, so that its copy is of no more use."""
    found = by_digest(connection, digest)
    return found is not None and found.result == IMPORTED and not found.first


def settle(connection: Connection, number: int, result: str, at: int) -> None:
    """Note that a part was imported or withheld."""
    connection.execute(update(arrival).where(arrival.c.id == number).values(result=result, settled=at))


def withhold(connection: Connection, number: int, *, withheld: bool) -> tuple[int, set[int]]:
    """Set the entries that a part brought aside, or take them back; returns how many, and the streams they belong to."""
    streams = set(connection.execute(select(entry.c.stream).distinct().where(entry.c.arrival == number)).scalars())
    changed = connection.execute(
        update(entry).where(entry.c.arrival == number, entry.c.withheld.is_(not withheld)).values(withheld=withheld)
    )
    return changed.rowcount, streams


def newest_imported(connection: Connection) -> dict[str, int]:
    """Return the number of the newest bundle imported of each laptop, by the id of its key."""
    query = select(arrival.c.device, func.max(arrival.c.number)).where(arrival.c.result == IMPORTED)
    return {row[0]: row[1] for row in connection.execute(query.group_by(arrival.c.device))}


def _first(connection: Connection, condition: object) -> Arrival | None:
    found = _all(connection, condition)
    return found[0] if found else None


def _all(connection: Connection, condition: object) -> list[Arrival]:
    query = select(arrival).where(condition).order_by(arrival.c.id)  # type: ignore[arg-type]
    return [Arrival(*(getattr(row, name) for name in Arrival.__slots__)) for row in connection.execute(query)]
