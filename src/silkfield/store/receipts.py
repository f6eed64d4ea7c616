"""Headquarters' newest word about our own streams: how far they were received."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from silkfield.log.chains import Tip
from silkfield.log.streams import TO_HEADQUARTERS, WITHIN_SITE
from silkfield.store.columns import from_json, to_json
from silkfield.store.streams import births
from silkfield.store.tables import body, entry, receipt, seen, stream


def held(connection: Connection, own: int) -> tuple[str, int] | None:
    """Return which receipt holds for one of our streams: headquarters' replica and the number of its entry."""
    row = connection.execute(select(receipt.c.replica, receipt.c.n).where(receipt.c.stream == own)).first()
    return (row.replica, row.n) if row else None


def keep(connection: Connection, own: int, place: tuple[str, int], tip: int, document: object, at: int) -> None:
    """Keep a receipt in place of the one before, also when it says less: headquarters may have lost something."""
    replica, n = place
    row = {"stream": own, "replica": replica, "n": n, "tip": tip, "document": to_json(document), "arrived": at}
    connection.execute(insert(receipt).values(row).on_conflict_do_update(index_elements=["stream"], set_=row))


def end_others(connection: Connection, current: str | None) -> list[int]:
    """Drop the receipts of all replicas of headquarters but one; returns the numbers of the streams they were for."""
    ended = receipt.c.replica != current
    streams = list(connection.execute(select(receipt.c.stream).where(ended)).scalars())
    connection.execute(delete(receipt).where(ended))
    return streams


def confirmed_ends(connection: Connection, own: int) -> set[Tip]:
    """Return where the histories of one of our streams end that headquarters has, as its receipt says."""
    document = connection.execute(select(receipt.c.document).where(receipt.c.stream == own)).scalar()
    return {(n, bytes.fromhex(end)) for n, end in from_json(document)["tips"]} if document else set()


def headquarters_replicas(connection: Connection) -> tuple[list[str], set[str]]:
    """Return the replicas of headquarters in the order they became known, and those that another one went on from."""
    told_of = births(connection, stream.c.audience.not_in((TO_HEADQUARTERS, WITHIN_SITE)))
    known = list(dict.fromkeys(one.replica for one, _born in told_of))
    return known, {born.came_from.replica for _one, born in told_of if born and born.came_from}


def told(connection: Connection, device: str, named: str, n: int, own: str) -> None:
    """Note what a laptop says it has seen of one of our streams."""
    row = {"device": device, "stream": named, "n": n, "hash": own}
    connection.execute(insert(seen).values(row).on_conflict_do_update(index_elements=["device", "stream"], set_=row))


def seen_by(connection: Connection, device: str) -> dict[str, tuple[int, str]]:
    """Return what a laptop has seen of our streams, by stream name."""
    query = select(seen.c.stream, seen.c.n, seen.c.hash).where(seen.c.device == device)
    return {row.stream: (row.n, row.hash) for row in connection.execute(query)}


def wanted(connection: Connection) -> dict[int, dict[str, list[tuple[int, int]]]]:
    """Return which chunks of files headquarters asks for, by stream and by the SHA-256 of the file, as runs."""
    found = {}
    for number, document in connection.execute(select(receipt.c.stream, receipt.c.document)):
        if files := from_json(document).get("wanted"):
            found[number] = files
    return found


def acknowledgements(connection: Connection) -> list[tuple[str, int, bytes]]:
    """Return every receipt that headquarters wrote to this site: its replica, the number of the entry, and the line."""
    query = (
        select(stream.c.replica, entry.c.n, body.c.line)
        .join_from(stream, entry, entry.c.stream == stream.c.id)
        .join(body, body.c.entry == entry.c.id)
        .where(stream.c.audience.startswith("s:"), body.c.type == "ack", entry.c.withheld.is_(False))
        .order_by(entry.c.id)
    )
    return [(row.replica, row.n, row.line) for row in connection.execute(query)]
