"""What a person should hear of once: histories that forked, stores that went back, clocks that were wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Column, Connection, Index, Integer, String, Table, func, select, update
from sqlalchemy.dialects.sqlite import insert

from silkfield.store.streams import KnownStream, forked_between, span_of_fork
from silkfield.store.tables import metadata

FORK, ROLLBACK, CLOCK = "W_FORK", "W_ROLLBACK", "W_CLOCK"

alert = Table(
    "alert",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, comment="W_FORK W_ROLLBACK W_CLOCK"),
    Column("device", String, nullable=False, comment="the laptop it is about, hex key id"),
    Column("stream", Integer, nullable=False, comment="0 for none"),
    Column("n", Integer, nullable=False, comment="the entry that it is about"),
    Column("about", String, nullable=False, comment="what makes it one alert: it is said once"),
    Column("first", Integer, nullable=False, comment="from when, by the clock of the laptop, in ms since 1970"),
    Column("last", Integer, nullable=False),
    Column("noted", Integer, nullable=False, comment="when it was noticed here"),
    Column("settled", Integer, nullable=False, comment="0 while it is open"),
    Column("person", String, nullable=False, comment="who settled it"),
    Column("reason", String, nullable=False),
    Index("alert_about", "code", "stream", "about", unique=True),
)


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert. `n` is the entry before a fork, the tip that is not here, or the entry with the odd time; times in ms.

    `id` is 0 before it is noted.
    """

    code: str
    device: str
    n: int
    about: str
    first: int
    last: int
    noted: int
    stream: int = 0
    settled: int = 0
    person: str = ""
    reason: str = ""
    id: int = 0


_COLUMNS = tuple(name for name in Alert.__slots__ if name != "id")


def note(connection: Connection, one: Alert) -> None:
    """Note an alert, in the caller's transaction; of one that was noted before only the time until which it reaches."""
    row = {name: getattr(one, name) for name in _COLUMNS}
    statement = insert(alert).values(row)
    longer = {"last": func.max(alert.c.last, statement.excluded.last)}
    connection.execute(statement.on_conflict_do_update(index_elements=["code", "stream", "about"], set_=longer))


def all_alerts(connection: Connection, *, settled: bool = True) -> list[Alert]:
    """Return every alert, or those that nobody has settled yet, the newest first."""
    query = select(*(alert.c[name] for name in Alert.__slots__)).order_by(alert.c.id.desc())
    if not settled:
        query = query.where(alert.c.settled == 0)
    return [Alert(*row) for row in connection.execute(query)]


def settle(connection: Connection, number: int, person: str, reason: str, at: int) -> bool:
    """Note that a person has dealt with an alert; tells whether there was such an open one."""
    changed = connection.execute(
        update(alert).where(alert.c.id == number, alert.c.settled == 0).values(settled=at, person=person, reason=reason)
    )
    return changed.rowcount > 0


def is_forked(connection: Connection, stream: int) -> bool:
    """Tell whether two histories of a stream are known here."""
    query = select(alert.c.id).where(alert.c.code == FORK, alert.c.stream == stream)
    return connection.execute(query.limit(1)).first() is not None


def forked_within(connection: Connection, device: str, since: int, until: int) -> bool:
    """Tell whether it was noticed between two moments, in ms, that the history of a laptop forked."""
    place = (alert.c.code == FORK) & (alert.c.device == device) & alert.c.noted.between(since, until)
    return connection.execute(select(alert.c.id).where(place).limit(1)).first() is not None


def note_clock(connection: Connection, one: Alert) -> None:
    """Note that the clock of a laptop was wrong; while that is open it is one alert, however much comes with such times."""
    still = (alert.c.code == CLOCK) & (alert.c.device == one.device) & (alert.c.settled == 0)
    known = connection.execute(select(alert.c.id, alert.c.first, alert.c.last).where(still)).first()
    if known is None:
        note(connection, replace(one, about=f"{one.device} {one.noted}"))
    else:
        span = {"first": min(one.first, known.first), "last": max(one.last, known.last)}
        connection.execute(update(alert).where(alert.c.id == known.id).values(span))


def note_forks(connection: Connection, known: KnownStream, first: int, last: int, at: int) -> None:
    """Note where a stream goes on in two ways, looking only at the entries from `first` to `last` that have just come.

    The replica that a laptop went on in is such a way, beside what else it wrote in the former one.
    """
    for left, n, own in forked_between(connection, known, first, last):
        begin, end = span_of_fork(connection, left, n)
        # Where the entry before both is missing, what is said of it is said again, exactly, once it has come.
        vague = (alert.c.code == FORK) & (alert.c.stream == left.id) & (alert.c.about == "")
        if own:
            connection.execute(update(alert).where(vague).values(n=n, about=own.hex()))
        elif is_forked(connection, left.id):
            continue
        note(connection, Alert(FORK, left.device, n, own.hex(), begin, end, at, left.id))
