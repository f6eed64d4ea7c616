"""What headquarters has said by phone about our own streams; a receipt that comes with a bundle takes its place."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Integer, String, Table, delete, select
from sqlalchemy.dialects.sqlite import insert

from silkfield.store.tables import metadata

phone_receipt = Table(
    "phone_receipt",
    metadata,
    Column("stream", Integer, primary_key=True),
    Column("n", Integer, nullable=False, comment="the last entry that headquarters has, without a hole before it"),
    Column("person", String, nullable=False, comment="who typed it in"),
    Column("at", Integer, nullable=False, comment="in ms since 1970"),
)


def keep(connection: Connection, stream: int, n: int, person: str, at: int) -> None:
    """Keep what was said about a stream, in place of what was said before."""
    row = {"stream": stream, "n": n, "person": person, "at": at}
    connection.execute(insert(phone_receipt).values(row).on_conflict_do_update(index_elements=["stream"], set_=row))


def forget(connection: Connection, stream: int) -> None:
    """Forget what was said about a stream: a receipt has come."""
    connection.execute(delete(phone_receipt).where(phone_receipt.c.stream == stream))


def heard(connection: Connection) -> dict[int, int]:
    """Return the last entry that was confirmed by phone, by the number of its stream."""
    return {row.stream: row.n for row in connection.execute(select(phone_receipt))}
