"""What a person decided about a part that arrived: set aside, taken back in, imported although its sender was revoked."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Connection, Integer, String, Table, insert, select

from silkfield.store.tables import metadata

SET_ASIDE, GIVEN_BACK, IMPORTED_ANYWAY, DISCARDED = "set-aside", "given-back", "imported-anyway", "discarded"

decision = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("arrival", Integer, nullable=False, index=True),
    Column("what", String, nullable=False, comment="set-aside given-back imported-anyway discarded"),
    Column("reason", String, nullable=False, comment="typed by the person, or empty"),
    Column("person", String, nullable=False),
    Column("at", Integer, nullable=False, comment="in ms since 1970"),
)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about an arrival: what, why, by whom (id) and when (ms since 1970)."""

    arrival: int
    what: str
    reason: str
    person: str
    at: int


def note(connection: Connection, made: Decision) -> None:
    """Note a decision; those before stay."""
    connection.execute(insert(decision).values({name: getattr(made, name) for name in Decision.__slots__}))


def newest(connection: Connection, arrivals: set[int], what: str) -> Decision | None:
    """Return the newest decision of a kind about one of several arrivals, or None."""
    query = select(*(decision.c[name] for name in Decision.__slots__))
    chosen = query.where(decision.c.arrival.in_(arrivals), decision.c.what == what)
    row = connection.execute(chosen.order_by(decision.c.id.desc()).limit(1)).first()
    return Decision(*row) if row else None
