"""Unfinished records: kept in the encrypted store while somebody types, in no list and in no figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from silkfield.store.columns import from_json, to_json
from silkfield.store.tables import draft


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has typed so far. No `record` for a new one; `kept` in ms since 1970."""

    id: str
    form: str
    record: str
    made_from: str
    answers: Mapping[str, Any]
    person: str
    kept: int


def keep(connection: Connection, kept: Draft) -> None:
    """Keep a draft in place of what was kept of it before."""
    row = {**{name: getattr(kept, name) for name in Draft.__slots__}, "answers": to_json(kept.answers)}
    connection.execute(insert(draft).values(row).on_conflict_do_update(index_elements=["id"], set_=row))


def kept_by(connection: Connection, person: str) -> list[Draft]:
    """Return the drafts of a person, the newest first."""
    query = select(draft).where(draft.c.person == person).order_by(draft.c.kept.desc())
    return [
        Draft(row.id, row.form, row.record, row.made_from, from_json(row.answers), row.person, row.kept)
        for row in connection.execute(query)
    ]


def discard(connection: Connection, identifier: str) -> bool:
    """Throw a draft away; tells whether there was one."""
    return connection.execute(delete(draft).where(draft.c.id == identifier)).rowcount > 0
