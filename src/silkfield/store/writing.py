"""Saving: what one transaction of a person puts into the log, one entry for each stream it touches.

Entries and projection rows are gathered and written in batches, so that a long intake costs what raw inserts cost; all
of it lies in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
from sqlalchemy import Connection

from silkfield.log.entries import Entry, write_entry
from silkfield.log.lines import Header, revision
from silkfield.records.identity import new_id
from silkfield.store import facts, replicas
from silkfield.store.journal import told
from silkfield.store.projection import Told
from silkfield.store.store import Store
from silkfield.store.streams import KnownStream, begin_stream, find_stream, moved_on

NEWEST_OF_HEADQUARTERS = "newest_of_headquarters"
"""The fact that holds headquarters' replica and the number of the newest entry of its stream for this site."""

LARGEST_LEAP = 1_000_000
"""A counter from elsewhere that is further ahead than this is not followed: it would be a forger's or a fault's."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, on which laptop, when: what every entry says of itself. `now` in ms since 1970, `zone` minutes east."""

    person: str
    device: str
    site: str
    now: int
    zone: int


@dataclass(frozen=True, slots=True)
class Put:
    """One record as it shall stand after the save; `answers` None removes it. `parents` are the revisions it was made from."""

    form: str
    record: str
    answers: Mapping[str, Any] | None
    audience: str
    parents: Sequence[str] = ()
    references: Sequence[str] = ()
    note: str = ""


Seal = Callable[["Writer", Mapping[str, Any]], Mapping[str, Any]]
"""Locks the answers of a sealed form; it may write the key for it first."""


@dataclass(slots=True)
class Writer:
    """Gathers the entries of one person in one store; `flush` writes them. `seal` locks the answers of sealed forms."""

    store: Store
    connection: Connection
    author: Author
    seal: Seal
    batch: str = ""
    _streams: dict[str, KnownStream] = field(default_factory=dict)
    _tips: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    _waiting: dict[str, list[Entry]] = field(default_factory=dict)
    _lamport: int = -1
    _seen: int = 0

    def save(self, puts: Sequence[Put], why: str, *, apart: bool = False) -> str:
        """Put records into the log as one transaction and return its id; nothing is written before `flush`.

        What is saved `apart` is no part of the batch, and stays when that is taken back.
        """
        puts = [self._sealed(put) for put in puts]
        transaction = new_id(self.author.now)
        audiences = dict.fromkeys(put.audience for put in puts)
        for audience in audiences:
            bodies = [
                revision(
                    put.form,
                    put.record,
                    put.answers or {},
                    schema=self.store.schema,
                    parents=put.parents,
                    references=put.references,
                    removed=put.answers is None,
                    note=put.note,
                )
                for put in puts
                if put.audience == audience
            ]
            self.add(audience, bodies, why, transaction, apart=apart)
        return transaction

    def _sealed(self, put: Put) -> Put:
        """Lock what a sealed record says; a reason given for the change is left out, for it would stand in the open."""
        form = self.store.forms.get(put.form)
        if form is None or not form.sealed:
            return put
        return replace(put, answers=put.answers and self.seal(self, put.answers), note="")

    def begin(self, audience: str) -> None:
        """Make sure that one of our own streams has its first entry."""
        if audience not in self._streams:
            self._open(audience)

    def add(
        self,
        audience: str,
        bodies: Sequence[msgspec.Struct | bytes],
        why: str,
        transaction: str = "",
        *,
        apart: bool = False,
    ) -> Entry:
        """Put one entry with these bodies (values, or lines as bytes) into one of our own streams."""
        self.begin(audience)
        n, previous = self._tips[audience]
        header = self._header(n + 1, why, transaction, "" if apart else self.batch)
        entry = write_entry(self._streams[audience].log, previous, header, bodies)
        self._tips[audience] = (entry.n, entry.hash)
        self._waiting.setdefault(audience, []).append(entry)
        return entry

    def flush(self) -> None:
        """Write what was gathered: entries, bodies and the rows of the records they touch."""
        journal = self.store.journal(self.connection)
        revisions = [
            told(*one, self._streams[audience].id)
            for audience, entries in self._waiting.items()
            for one in journal.understood(entries)
        ]
        project(self.store, self.connection, revisions)
        for audience, entries in self._waiting.items():
            stream = self._streams[audience]
            journal.append(entries, stream.id)
            self._streams[audience] = moved_on(self.connection, stream, *self._tips[audience])
            self.store.anchor.grow(stream.replica, audience, *self._tips[audience])
        self._waiting.clear()
        if self._lamport >= 0:
            facts.note(self.connection, "lamport", self._lamport)

    def _open(self, audience: str) -> None:
        author, replica = self.author, replicas.current(self.connection)
        stream = find_stream(self.connection, replica, audience)
        born = None
        if stream is None:
            born = replicas.birth(self.connection, author.device, audience)
            stream = begin_stream(self.connection, replica, audience, author.device, author.site)
        self._streams[audience] = stream
        self._tips[audience] = (stream.tip, stream.tip_hash)
        if born:
            self.add(audience, [born], "birth")

    def _header(self, n: int, why: str, transaction: str, batch: str) -> Header:
        if self._lamport < 0:
            self._lamport = int(facts.read(self.connection, "lamport", 0))
            self._seen = int(facts.read(self.connection, NEWEST_OF_HEADQUARTERS, ["", 0])[1])
        self._lamport += 1
        return Header(
            n=n,
            lamport=self._lamport,
            time=self.author.now,
            zone=self.author.zone,
            seen=self._seen,
            user=self.author.person,
            why=why,
            bodies=0,
            transaction=transaction,
            batch=batch,
        )


def follow_clock(connection: Connection, seen: Iterable[int]) -> None:
    """Follow the greatest Lamport counter that arrived; those that leap too far ahead are as if they had not."""
    own = int(facts.read(connection, "lamport", 0))
    greatest = max((one for one in seen if one <= own + LARGEST_LEAP), default=0)
    if greatest > own:
        facts.note(connection, "lamport", greatest)


def project(store: Store, connection: Connection, revisions: Sequence[Told]) -> None:
    """Write the rows of the records that new revisions touch, in view of everything the journal holds already.

    Call it before the entries of these revisions go into the journal.
    """
    if revisions:
        journal = store.journal(connection)
        known = journal.records_known({one.record for one in revisions})
        store.projection.write(connection, store.projection.rows([*journal.revisions_of(known), *revisions]))
