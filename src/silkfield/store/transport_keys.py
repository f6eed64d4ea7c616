"""Headquarters' transport keys: the one in use, and former ones that open what is on its way until they are destroyed."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Column, Connection, Integer, String, Table, insert, select, update

from silkfield.store.tables import metadata

transport_key = Table(
    "transport_key",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("recipient", String, nullable=False, unique=True, comment="what others encrypt to"),
    Column("secret", String, nullable=False, comment="overwritten when the key is destroyed"),
    Column("announced", Integer, nullable=False, comment="the list of laptops that names it first"),
    Column("dropped", Integer, nullable=False, comment="the list that names it no more; 0 while it is named"),
    Column("dropped_at", Integer, nullable=False, comment="in ms since 1970"),
    Column("destroyed_at", Integer, nullable=False, comment="in ms since 1970; 0 while it opens parts"),
)


@dataclass(frozen=True, slots=True)
class KeptKey:
    """One transport key and its life: the lists of laptops between which it is in use, and when it was destroyed."""

    recipient: str
    secret: str = field(repr=False)
    announced: int
    dropped: int = 0
    dropped_at: int = 0
    destroyed_at: int = 0


def all_keys(connection: Connection) -> list[KeptKey]:
    """Return every key, the newest first; none before the first rotation."""
    rows = connection.execute(select(transport_key).order_by(transport_key.c.id.desc()))
    return [KeptKey(*row[1:]) for row in rows]


def add(connection: Connection, key: KeptKey) -> None:
    """Keep a key."""
    connection.execute(insert(transport_key).values({name: getattr(key, name) for name in KeptKey.__slots__}))


def drop(connection: Connection, recipient: str, version: int, at: int) -> None:
    """Note that lists of laptops name a key no more, from a version on."""
    named = transport_key.c.recipient == recipient
    connection.execute(update(transport_key).where(named).values(dropped=version, dropped_at=at))


def destroy(connection: Connection, recipient: str, at: int) -> None:
    """Overwrite the secret of a key; that it was there stays noted."""
    named = transport_key.c.recipient == recipient
    connection.execute(update(transport_key).where(named).values(secret="", destroyed_at=at))
