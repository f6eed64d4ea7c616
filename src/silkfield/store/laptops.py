"""What headquarters knows of laptops beside its list of them: which list each one holds, and why one was taken off it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Connection, Integer, String, Table, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from silkfield.store.tables import metadata

list_held = Table(
    "list_held",
    metadata,
    Column("device", String, primary_key=True, comment="hex key id of the laptop"),
    Column("version", Integer, nullable=False, comment="the newest list of laptops it said it holds"),
)

revocation = Table(
    "revocation",
    metadata,
    Column("device", String, primary_key=True),
    Column("version", Integer, nullable=False, comment="the list of laptops since which it is off"),
    Column("reason", String, nullable=False, comment="typed by the person"),
    Column("person", String, nullable=False),
    Column("at", Integer, nullable=False, comment="in ms since 1970"),
)


@dataclass(frozen=True, slots=True)
class Revocation:
    """Why a laptop was taken off the list, since which version of it, by whom (id) and when (ms since 1970)."""

    device: str
    version: int
    reason: str
    person: str
    at: int


def holds(connection: Connection, device: str, version: int) -> None:
    """Note which list of laptops a laptop said it holds; an older word changes nothing."""
    said = insert_or_update(list_held).values(device=device, version=version)
    newest = {"version": said.excluded.version}
    condition = list_held.c.version < said.excluded.version
    connection.execute(said.on_conflict_do_update(index_elements=["device"], set_=newest, where=condition))


def lists_held(connection: Connection) -> dict[str, int]:
    """Return the newest list of laptops that each laptop said it holds, by the id of its key."""
    return {row.device: row.version for row in connection.execute(select(list_held))}


def note_revocation(connection: Connection, made: Revocation) -> None:
    """Note why a laptop was taken off the list."""
    connection.execute(insert(revocation).values({name: getattr(made, name) for name in Revocation.__slots__}))


def revocations(connection: Connection) -> dict[str, Revocation]:
    """Return why laptops were taken off the list, by the id of their key."""
    return {row.device: Revocation(*row) for row in connection.execute(select(revocation))}
