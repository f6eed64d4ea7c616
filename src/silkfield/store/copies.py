"""Copies of the database that nobody works with: what a store holds, in numbers that two of them are compared by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, and_, create_engine, func, or_, select, text
from sqlalchemy.pool import NullPool

from silkfield.store.database import PRAGMAS_TO_LOOK, unlocked
from silkfield.store.tables import body, entry, stream

End = tuple[int, str]
"""Where a stream ends: the number of its last entry, and the hash of it in hex."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a store holds. `ends` is where each stream ends (by its name), `newest` when the last entry was written, in ms."""

    layout: int
    ends: Mapping[str, End]
    entries: int
    records: int
    newest: int


@contextmanager
def looking_into(path: Path, key: bytes) -> Iterator[Connection]:
    """Give a connection to a copy, without a trace beside it; the copy is not changed and not checked."""
    place = f"{path.resolve().as_uri()}?immutable=1"
    engine = create_engine(
        "sqlite://",
        creator=lambda: unlocked(key, PRAGMAS_TO_LOOK, place, uri=True),
        module=driver,
        poolclass=NullPool,
        hide_parameters=True,
    )
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def contents(connection: Connection) -> Contents:
    """Return what a store holds; records that were removed count, those that were erased do not."""
    columns = select(stream.c.replica, stream.c.audience, stream.c.tip, stream.c.tip_hash)
    ends = {f"{row.replica}/{row.audience}": (row.tip, row.tip_hash.hex()) for row in connection.execute(columns)}
    records = select(func.count(body.c.record.distinct())).where(body.c.record != "")
    return Contents(
        connection.execute(text("PRAGMA user_version")).scalar_one(),
        ends,
        connection.execute(select(func.count()).select_from(entry)).scalar_one(),
        connection.execute(records).scalar_one(),
        connection.execute(select(func.max(entry.c.wall))).scalar() or 0,
    )


@dataclass(frozen=True, slots=True)
class Newer:
    """What a store has that another one has not: entries, records they touch, when the last was written in ms (0 none)."""

    entries: int = 0
    records: int = 0
    newest: int = 0


def newer_than(connection: Connection, ends: Mapping[str, End]) -> Newer:
    """Count what a store has beyond these ends of its streams."""
    beyond = []
    for row in connection.execute(select(stream.c.id, stream.c.replica, stream.c.audience)).all():
        n, end = ends.get(f"{row.replica}/{row.audience}", (0, ""))
        own = select(entry.c.hash).where(entry.c.stream == row.id, entry.c.n == n)
        same = not n or bytes.fromhex(end) in connection.execute(own).scalars().all()
        beyond.append(and_(entry.c.stream == row.id, entry.c.n > (n if same else 0)))
    if not beyond:
        return Newer()
    counted = select(func.count(), func.max(entry.c.wall)).where(or_(*beyond))
    entries, newest = connection.execute(counted).one()
    touched = select(func.count(body.c.record.distinct())).join_from(body, entry, body.c.entry == entry.c.id)
    records = connection.execute(touched.where(or_(*beyond), body.c.record != "")).scalar_one()
    return Newer(entries, records, newest or 0)


def began(connection: Connection) -> int:
    """Return when the first entry of a store was written, in ms; 0 when there is none."""
    return connection.execute(select(entry.c.wall).order_by(entry.c.id).limit(1)).scalar() or 0
