"""Who works with a store."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select, update

from silkfield.store.tables import person


def add(connection: Connection, identifier: str, name: str, role: str) -> None:
    """Note a person."""
    connection.execute(insert(person).values(id=identifier, name=name, role=role))


def find(connection: Connection, identifier: str) -> tuple[str, str, str]:
    """Return id, name and role of a person who works with this store."""
    return tuple(connection.execute(select(person).where(person.c.id == identifier)).one())


def all_of(connection: Connection) -> list[tuple[str, str, str]]:
    """Return id, name and role of everybody who works with this store, in the order they were added."""
    return [tuple(row) for row in connection.execute(select(person).order_by(person.c.id))]


def change_role(connection: Connection, identifier: str, role: str) -> None:
    """Note another role of a person."""
    connection.execute(update(person).where(person.c.id == identifier).values(role=role))


def names(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of persons who work with this store, by id."""
    query = select(person.c.id, person.c.name).where(person.c.id.in_(set(ids)))
    return {row.id: row.name for row in connection.execute(query)}
