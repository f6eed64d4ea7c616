"""The replica: the one history that this store writes now. A store that was put back or copied goes on in a new one.

What it wrote in former ones stays, is sent until it is confirmed, and is never written on.
"""

from __future__ import annotations

from typing import Literal
from uuid import uuid4

from sqlalchemy import Connection

from silkfield.log.lines import Birth, CameFrom
from silkfield.log.words import new_salt
from silkfield.store import facts
from silkfield.store.anchor import Anchored
from silkfield.store.store import Store
from silkfield.store.streams import KnownStream, streams_of_replica, streams_written_by

Why = Literal["install", "restore", "clone", "rollback"]
"""Why a replica began, as its first entries say: a new store; one put back from a backup; one that came to another
computer; one that turned out to be older than it had been."""


def current(connection: Connection) -> str:
    """Return the replica that this store writes now."""
    noted = facts.read(connection, "replica")
    return str(noted or facts.read(connection, "office")["replica"])  # where older programs noted it


def written_now(connection: Connection) -> list[KnownStream]:
    """Return the streams of the replica that this store writes now."""
    return streams_of_replica(connection, current(connection))


def begin_replica(store: Store, why: Why) -> str:
    """Let a store go on in a new replica and return its id; its streams begin with the next thing that is written.

    Raises Trouble when the store cannot be written.
    """
    with store.writing() as connection:
        return begin_within(connection, store, why)


def begin_within(connection: Connection, store: Store, why: Why) -> str:
    """Begin a new replica as `begin_replica` does, in the caller's transaction."""
    replica = str(uuid4())
    facts.note(connection, "replica", replica)
    facts.note(connection, "why_replica", why)
    facts.note(connection, "restated", 0)  # headquarters tells all sites anew what each of them must have
    store.anchor.begin(replica)
    return replica


def birth(connection: Connection, device: str, audience: str) -> Birth:
    """Return the first body of a stream of the current replica, before that stream is noted."""
    former = streams_written_by(connection, device, audience)
    came_from = None
    if former:
        last = former[-1]
        came_from = CameFrom(replica=last.replica, audience=audience, n=last.tip, hash=last.tip_hash.hex())
    why: Why = facts.read(connection, "why_replica", "install")
    return Birth(device=device, why=why, came_from=came_from, salt=new_salt())


def look_at_anchor(store: Store) -> Why | None:
    """Compare a store with its anchor, before anything is written, and begin a new replica where they contradict each other.

    Returns why. An anchor that is missing or damaged says nothing and is written anew. Raises Trouble.
    """
    said = store.anchor.read()
    with store.reading() as connection:
        replica = current(connection)
        noted = facts.read(connection, "replica")
        ends = {one.audience: (one.tip, one.tip_hash.hex()) for one in streams_of_replica(connection, replica)}
        imports = int(facts.read(connection, "imports", 0))
        why = _contradiction(connection, store, said, imports) if said else None
    store.anchor.hold(replica, ends, imports)
    if why:
        begin_replica(store, why)
    elif not noted:
        with store.writing() as connection:
            facts.note(connection, "replica", replica)
    return why


def _contradiction(connection: Connection, store: Store, said: Anchored, imports: int) -> Why | None:
    if not store.anchor.is_from_here(said):
        return "clone"
    if said.imports > imports:
        return "rollback"
    journal = store.journal(connection)
    known = {one.audience: one.id for one in streams_of_replica(connection, said.replica)}
    for audience, (n, own) in said.streams.items():
        if audience not in known or bytes.fromhex(own) not in journal.hashes(known[audience], n, n):
            return "rollback"
    return None if known or said.replica == current(connection) else "rollback"
