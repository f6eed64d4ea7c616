"""The outbox: bundles whose files are made but not all of them on the stick yet, kept so that the writing can go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Connection, Integer, String, Table, delete, insert, select

from silkfield.store.columns import from_json, to_json
from silkfield.store.sendings import Made, MadePart
from silkfield.store.tables import metadata

outbox = Table(
    "outbox",
    metadata,
    Column("export", String, primary_key=True),
    Column("kind", Integer, nullable=False),
    Column("site", String, nullable=False, comment="site it is for; empty for headquarters"),
    Column("bundle", String, nullable=False, comment="JSON: what will be noted of the bundle once it is on the stick"),
)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A bundle that waits in the outbox, with its files in their order."""

    made: Made
    parts: tuple[MadePart, ...]

    @property
    def size(self) -> int:
        """The size of all its files in bytes."""
        return sum(part.size for part in self.parts)


def put(connection: Connection, made: Made, parts: Sequence[MadePart]) -> None:
    """Note that the files of a bundle lie in the outbox."""
    bundle = to_json({"made": _members(made), "parts": [_members(part) for part in parts]})
    connection.execute(insert(outbox).values(export=made.export, kind=made.kind, site=made.site, bundle=bundle))


def waiting(connection: Connection) -> list[Unfinished]:
    """Return the bundles that wait in the outbox, the newest first."""
    found = []
    for text in connection.execute(select(outbox.c.bundle)).scalars():
        bundle = from_json(text)
        found.append(Unfinished(Made(**bundle["made"]), tuple(MadePart(**part) for part in bundle["parts"])))
    return sorted(found, key=lambda one: -one.made.number)


def take_out(connection: Connection, export: str) -> None:
    """Note that a bundle no longer waits in the outbox."""
    connection.execute(delete(outbox).where(outbox.c.export == export))


def _members(value: Made | MadePart) -> dict[str, object]:
    return {name: getattr(value, name) for name in type(value).__slots__}
