"""Rows of workbooks that were taken in: so that the same row never comes in twice, and an intake can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, insert, select

from silkfield.store.journal import BATCH, in_batches
from silkfield.store.tables import body, entry, taken_in


def known(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """Return which rows were taken in before, each with the record it made."""
    found: dict[str, str] = {}
    for some in in_batches(keys, BATCH):
        query = select(taken_in.c.key, taken_in.c.record).where(taken_in.c.key.in_(some))
        found.update((row.key, row.record) for row in connection.execute(query))
    return found


def note(connection: Connection, batch: str, rows: Mapping[str, str]) -> None:
    """Note that rows were taken in, by their keys, each with the record it made."""
    if rows:
        connection.execute(
            insert(taken_in), [{"key": key, "batch": batch, "record": record} for key, record in rows.items()]
        )


def forget(connection: Connection, batch: str) -> None:
    """Let the rows of an intake come in again."""
    connection.execute(delete(taken_in).where(taken_in.c.batch == batch))


def records_of(connection: Connection, batch: str) -> dict[str, tuple[str, str]]:
    """Return the records that a batch of transactions has made: form and revision by record."""
    query = (
        select(body.c.record, body.c.form, body.c.revision)
        .join_from(body, entry, body.c.entry == entry.c.id)
        .where(entry.c.batch == batch, entry.c.batch != "", body.c.record != "")
    )
    return {row.record: (row.form, row.revision) for row in connection.execute(query)}
