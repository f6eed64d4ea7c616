"""The single facts of a store: who we are, our keys, our counters."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from silkfield.store import tables
from silkfield.store.columns import from_json, to_json


def read(connection: Connection, key: str, otherwise: Any = None) -> Any:
    """Return one fact, or `otherwise` when it was never noted."""
    found = connection.execute(select(tables.fact.c.value).where(tables.fact.c.key == key)).scalar()
    return otherwise if found is None else from_json(found)


def note(connection: Connection, key: str, value: Any) -> None:
    """Note one fact, in place of what was noted before."""
    statement = insert(tables.fact).values(key=key, value=to_json(value))
    connection.execute(
        statement.on_conflict_do_update(index_elements=["key"], set_={"value": statement.excluded.value})
    )


def count_up(connection: Connection, key: str, by: int = 1) -> int:
    """Raise a counter and return its first new value, starting at 1."""
    last = int(read(connection, key, 0))
    note(connection, key, last + by)
    return last + 1
