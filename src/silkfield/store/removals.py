"""What was removed lately, and by whom: read across the tables of all forms, the last removal first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from silkfield.store import tables
from silkfield.store.projection import Projection
from silkfield.store.streams import all_streams


@dataclass(frozen=True, slots=True)
class Removal:
    """One record that was removed. `at` is when, in ms since 1970 by the clock of whoever removed it."""

    form: str
    record: str
    revision: str
    at: int


def since(
    connection: Connection,
    projection: Projection,
    forms: Iterable[str],
    moment: int,
    site: str,
    shared: Collection[str],
) -> list[Removal]:
    """Return what was removed at or after a moment: records of a site, and those of forms that are shared by all."""
    own = [stream.id for stream in all_streams(connection) if stream.site == site]
    found: list[Removal] = []
    for form in forms:
        table = projection.shapes[form].table
        query = select(table.c.record, table.c.revision, table.c.changed).where(
            table.c.removed.is_(True), table.c.changed >= moment
        )
        if form not in shared:
            query = query.where(table.c.origin.in_(own))
        found += [Removal(form, record, revision, at) for record, revision, at in connection.execute(query)]
    return sorted(found, key=lambda one: (-one.at, one.record))


def persons(connection: Connection, records: Collection[str]) -> dict[str, str]:
    """Return who wrote each revision of these records, by revision."""
    body, entry = tables.body, tables.entry
    query = (
        select(body.c.revision, entry.c.person)
        .join_from(body, entry, body.c.entry == entry.c.id)
        .where(body.c.record.in_(records))
    )
    found: Any = connection.execute(query).all()
    return dict(found)
