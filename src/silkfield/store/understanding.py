"""What an older version kept unread and this one understands: it waits here until it is acted on as if it had just arrived."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from itertools import groupby

from sqlalchemy import Connection, select

from silkfield.log.entries import Body, Entry
from silkfield.log.reading import read_body, read_header
from silkfield.store import facts
from silkfield.store.journal import BATCH, in_batches
from silkfield.store.streams import KnownStream, stream_by_id
from silkfield.store.tables import body, entry

WAITING = "newly_understood"
"""The fact that holds the numbers of bodies that are read only now; nothing where none are."""


def note(connection: Connection, bodies: Collection[int]) -> None:
    """Note bodies that count from now on, by their numbers."""
    if bodies:
        facts.note(connection, WAITING, sorted({*facts.read(connection, WAITING, []), *bodies}))


def waits(connection: Connection) -> bool:
    """Tell whether something was understood that nobody has acted on."""
    return bool(facts.read(connection, WAITING, []))


def taken(connection: Connection) -> list[tuple[KnownStream, Entry]]:
    """Return what waits, in the order it came, and let it wait no more; in the caller's transaction.

    Each entry has only those of its bodies that are read only now. Records are left out, for they were shown at once, and
    what was set aside by hand.
    """
    query = (
        select(entry.c.stream, entry.c.previous, entry.c.hash, entry.c.header, body.c.line, body.c.revision)
        .join_from(body, entry, body.c.entry == entry.c.id)
        .where(entry.c.withheld.is_(False), body.c.type != "rev")
        .order_by(body.c.id)
    )
    rows = [
        row
        for some in in_batches(facts.read(connection, WAITING, []), BATCH)
        for row in connection.execute(query.where(body.c.id.in_(some)))
    ]
    found = []
    for (number, previous, own, header), some in groupby(rows, key=lambda row: tuple(row[:4])):
        stream = stream_by_id(connection, number)
        bodies = tuple(Body(line, sha256(line).digest(), revision, read_body(line)) for *_, line, revision in some)
        found.append((stream, Entry(stream.log, previous, own, read_header(header), header, bodies)))
    facts.note(connection, WAITING, [])
    return found
