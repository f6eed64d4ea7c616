"""Invitations that headquarters has made, and which of them were answered."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from silkfield.store.tables import invitation


@dataclass(frozen=True, slots=True)
class Pending:
    """One invitation; `token` is the SHA-256 of its one-time token in hex, `used` when its laptop was admitted (0 before)."""

    token: str
    site: str
    code: str
    name: str
    kind: str
    laptop: int
    expires: int
    used: int
    document: bytes


def note(connection: Connection, made: Pending) -> None:
    """Note a new invitation."""
    connection.execute(insert(invitation).values({name: getattr(made, name) for name in Pending.__slots__}))


def all_of_them(connection: Connection) -> list[Pending]:
    """Return every invitation ever made."""
    return [Pending(*row) for row in connection.execute(select(invitation).order_by(invitation.c.expires))]


def of_site(connection: Connection, code: str) -> list[Pending]:
    """Return the invitations of a site."""
    return [one for one in all_of_them(connection) if one.code == code]


def use(connection: Connection, token: str, at: int) -> bool:
    """Note that an invitation was answered and its laptop admitted; tells whether it was good still."""
    changed = connection.execute(
        update(invitation).where(invitation.c.token == token, invitation.c.used == 0).values(used=at)
    )
    return changed.rowcount == 1
