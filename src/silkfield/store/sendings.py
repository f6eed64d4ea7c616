"""Bundles that were made here, and what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from silkfield.store.tables import body, entry, sending, sending_part

_SOME = 25_000


@dataclass(frozen=True, slots=True)
class Made:
    """One finished bundle. `site` is whom it is for, empty for headquarters; `made` in ms since 1970."""

    export: str
    number: int
    kind: int
    site: str
    made: int
    person: str
    folder: str
    records: int


@dataclass(frozen=True, slots=True)
class MadePart:
    """One file of a bundle; `stream` is the number of the stream it holds, from entry `first` to `last`."""

    name: str
    size: int
    digest: str
    stream: int
    first: int
    last: int


def note(connection: Connection, made: Made, parts: Sequence[MadePart]) -> None:
    """Note a finished bundle."""
    key = connection.execute(
        insert(sending).values({name: getattr(made, name) for name in Made.__slots__})
    ).inserted_primary_key
    rows = [{name: getattr(part, name) for name in MadePart.__slots__} for part in parts]
    connection.execute(insert(sending_part), [{"sending": key[0] if key else 0, **row} for row in rows])


def all_made(connection: Connection) -> list[tuple[Made, tuple[MadePart, ...]]]:
    """Return every bundle made, the newest first, with its files."""
    found = []
    for row in connection.execute(select(sending).order_by(sending.c.id.desc())):
        parts = connection.execute(
            select(sending_part).where(sending_part.c.sending == row.id).order_by(sending_part.c.id)
        )
        made = Made(*(getattr(row, name) for name in Made.__slots__))
        found.append((made, tuple(MadePart(*(getattr(part, name) for name in MadePart.__slots__)) for part in parts)))
    return found


def records_in(connection: Connection, parts: Sequence[MadePart]) -> dict[str, int]:
    """Return how many records of each form a bundle holds; the parts of one stream follow each other without a hole."""
    counts: Counter[str] = Counter()
    for stream in {part.stream for part in parts}:
        spans = [(part.first, part.last) for part in parts if part.stream == stream]
        counts.update(records_between(connection, stream, min(spans)[0], max(last for _first, last in spans)))
    return dict(counts)


def records_between(connection: Connection, stream: int, first: int, last: int) -> dict[str, int]:
    """Return how many records of each form the entries from `first` to `last` of a stream touch."""
    later, its_entry = body.alias(), entry.alias()
    told_again = (
        select(later.c.id)
        .join_from(later, its_entry, its_entry.c.id == later.c.entry)
        .where(later.c.record == body.c.record, later.c.id > body.c.id)
        .where(its_entry.c.stream == stream, its_entry.c.n.between(first, last))
        .exists()
    )
    # Each record once, by the last that is said of it, and not all at once: to sort them would take memory for all.
    query = select(body.c.form, func.count()).join_from(body, entry, body.c.entry == entry.c.id).group_by(body.c.form)
    counts: Counter[str] = Counter()
    for start in range(first, last + 1, _SOME):
        place = (entry.c.stream == stream, entry.c.n.between(start, min(last, start + _SOME - 1)))
        chosen = query.where(*place, body.c.record != "", ~told_again)
        counts.update({row[0]: row[1] for row in connection.execute(chosen)})
    return dict(counts)
