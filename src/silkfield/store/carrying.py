"""What a store that is put back takes over from the one it takes the place of: what was erased for good, and its counters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select
from sqlalchemy.dialects.sqlite import insert

from silkfield.store import erasures, facts
from silkfield.store.blobs import blob_erased
from silkfield.store.erasures import Ordered, erased_record, erased_subject, erasure, erasure_answer
from silkfield.store.tables import fact

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Carried:
    """The ledger of what was erased, as rows, and counters that must never go back: numbers of records and of bundles."""

    orders: Rows
    records: Rows
    subjects: Rows
    answers: Rows
    files: Rows
    counters: Mapping[str, int]


LEAP = 500
"""So many numbers are left out where nobody knows which were given after the backup: more than a laptop gives in a week."""


def read(connection: Connection) -> Carried:
    """Return what a store would hand on."""

    def rows(table: Any) -> Rows:
        return [dict(row) for row in connection.execute(select(table)).mappings()]

    counters = _counters(connection, "bundle", "lamport")
    return Carried(
        rows(erasure), rows(erased_record), rows(erased_subject), rows(erasure_answer), rows(blob_erased), counters
    )


def write(connection: Connection, carried: Carried) -> list[str]:
    """Take it over, in the caller's transaction; returns the orders that were not known here.

    Each order is told to headquarters anew once it is obeyed: what was told before may not be in this store's log.
    """
    known = {one.order for one in erasures.orders(connection)}
    for row in carried.orders:
        erasures.note(connection, Ordered(**{**row, "answered": ""}))
        erasures.answered(connection, row["order"], "")
    ledger = ((erased_record, carried.records), (erased_subject, carried.subjects), (blob_erased, carried.files))
    for table, rows in ledger:
        for row in rows:
            connection.execute(insert(table).values(row).on_conflict_do_nothing())
    for row in carried.answers:
        statement = insert(erasure_answer).values(row)
        connection.execute(statement.on_conflict_do_update(index_elements=["order", "device"], set_=row))
    for key, value in carried.counters.items():
        facts.note(connection, key, max(value, int(facts.read(connection, key, 0))))
    return [row["order"] for row in carried.orders if row["order"] not in known]


def leap(connection: Connection) -> None:
    """Leave numbers out, so that none that stands on paper since is given twice; in the caller's transaction."""
    for key, value in _counters(connection, "bundle").items():
        facts.note(connection, key, value + LEAP)


def _counters(connection: Connection, *names: str) -> dict[str, int]:
    counting = or_(fact.c.key.in_(names), fact.c.key.startswith("number:"))
    keys = connection.execute(select(fact.c.key).where(counting)).scalars().all()
    return {key: int(facts.read(connection, key, 0)) for key in keys}
