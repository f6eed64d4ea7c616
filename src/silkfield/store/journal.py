"""The log at rest: entries are added, read back in order, and never changed.

Rows go in by `executemany` with ids given beforehand (there is one writer), entries first, then bodies, then the
projection, all in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cache
from itertools import groupby, islice
from operator import itemgetter
from typing import TypeVar

from sqlalchemy import Connection, bindparam, func, insert, select, update

from silkfield.log.entries import Body, Entry, EntryText
from silkfield.log.faults import LogFault
from silkfield.log.limits import LARGEST_INTEGER
from silkfield.log.lines import Revision
from silkfield.log.reading import Content, read_body
from silkfield.store.database import hot, plain_rows
from silkfield.store.projection import Told
from silkfield.store.streams import KnownStream
from silkfield.store.tables import body, entry

BATCH = 1_000
Item = TypeVar("Item")


class Journal:
    """The journal seen through one connection."""

    def __init__(self, connection: Connection, newest_schema: int) -> None:
        self.connection = connection
        self.newest_schema = newest_schema
        self._put_entry, self._put_body = _statements()

    def hashes(self, stream: int, first: int, last: int) -> set[bytes]:
        """Return the hashes of the entries of a stream that are here, those of every branch and withheld ones too."""
        query = select(entry.c.hash).where(entry.c.stream == stream, entry.c.n.between(first, last))
        return set(self.connection.execute(query).scalars())

    def append(self, entries: Iterable[Entry], stream: int, arrival: int = 0) -> None:
        """Add entries that are not here yet.

        Bodies of unknown types, and revisions of a newer schema, are kept as bytes and marked held.
        """
        next_entry = (self.connection.execute(select(func.max(entry.c.id))).scalar() or 0) + 1
        next_body = (self.connection.execute(select(func.max(body.c.id))).scalar() or 0) + 1
        for some in in_batches(entries, BATCH):
            entry_rows, body_rows = [], []
            for number, one in enumerate(some, next_entry):
                header, schema = one.header, 0
                for index, part in enumerate(one.bodies):
                    content = part.content
                    if isinstance(content, Revision):
                        said = (_REVISION, content.record, content.kind)
                        schema = max(schema, content.schema)
                    else:
                        said = (tag_of(content), "", "")
                    held = not self._understands(content)
                    body_rows.append((next_body, number, index, part.line, *said, part.revision, held))
                    next_body += 1
                place = (number, stream, header.n, one.hash, one.previous, one.header_line, schema)
                written = (header.lamport, header.time, header.zone, header.user, header.why)
                entry_rows.append((*place, *written, header.transaction, header.batch, arrival, False))
            next_entry += len(some)
            self.connection.exec_driver_sql(self._put_entry, entry_rows)
            self.connection.exec_driver_sql(self._put_body, body_rows)

    def understood(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Body, Revision]]:
        """Yield the revisions in entries that this version understands, each with its body and entry."""
        for one in entries:
            for part in one.bodies:
                content = part.content
                if isinstance(content, Revision) and content.schema <= self.newest_schema:
                    yield one, part, content

    def records_known(self, records: Iterable[str]) -> set[str]:
        """Return which of these records the journal knows already."""
        known: set[str] = set()
        for some in in_batches(records, BATCH):
            rows = self.connection.exec_driver_sql(_known_among(len(some)), tuple(some))
            known.update(record for (record,) in rows)
        return known

    def last_body(self) -> int:
        """Return the number of the newest body in the journal; bodies are numbered here in the order they came."""
        return self.connection.execute(select(func.max(body.c.id))).scalar() or 0

    def records_since(self, last: int, forms: Iterable[str]) -> dict[str, set[str]]:
        """Return the records of these forms that bodies after number `last` touch, by form."""
        query = select(body.c.form, body.c.record).where(body.c.id > last, body.c.form.in_(list(forms)))
        found: dict[str, set[str]] = {}
        for form, record in self.connection.execute(query):
            found.setdefault(form, set()).add(record)
        return found

    def count_after(self, stream: int, n: int) -> int:
        """Return how many entries of a stream that count come after entry `n`."""
        query = select(func.count()).where(entry.c.stream == stream, entry.c.n > n, entry.c.withheld.is_(False))
        return int(self.connection.execute(query).scalar_one())

    def records_after(self, stream: int, n: int) -> list[str]:
        """Return the records that the entries of a stream after entry `n` touch."""
        query = select(body.c.record).distinct().join_from(entry, body, body.c.entry == entry.c.id)
        chosen = query.where(entry.c.stream == stream, entry.c.n > n, body.c.record != "")
        return list(self.connection.execute(chosen.order_by(body.c.record)).scalars())

    def records_brought(self, arrival: int) -> set[str]:
        """Return the records that the entries of one arrival touch."""
        query = select(body.c.record).distinct().join_from(body, entry, body.c.entry == entry.c.id)
        chosen = query.where(entry.c.arrival == arrival, body.c.record != "")
        return set(self.connection.execute(chosen).scalars())

    def revisions_brought(self, arrivals: Iterable[int]) -> list[tuple[str, str]]:
        """Return record and revision of everything that the entries of these arrivals say of records."""
        query = select(body.c.record, body.c.revision).join_from(body, entry, body.c.entry == entry.c.id)
        chosen = query.where(entry.c.arrival.in_(list(arrivals)), body.c.record != "")
        return [(row.record, row.revision) for row in self.connection.execute(chosen)]

    def revisions_of(self, records: Iterable[str]) -> Iterator[Told]:
        """Yield all revisions of these records that are not withheld or held, from the lines as they were written."""
        columns = select(body.c.line, body.c.revision, entry.c.lamport, entry.c.wall, entry.c.stream, entry.c.n)
        joined = columns.join_from(body, entry, body.c.entry == entry.c.id)
        counted = joined.where(entry.c.withheld.is_(False), body.c.held.is_(False), body.c.type == "rev")
        for some in in_batches(records, BATCH):
            for line, revision, lamport, wall, stream, n in self.connection.execute(
                counted.where(body.c.record.in_(some))
            ):
                content = read_body(line)
                if isinstance(content, Revision):
                    yield telling(content, revision, (lamport, wall, stream, n))

    def all_revisions(self) -> Iterator[list[Told]]:
        """Yield every revision that counts, record by record, in batches of about a thousand records."""
        columns = select(body.c.line, body.c.revision, entry.c.lamport, entry.c.wall, entry.c.stream, entry.c.n)
        joined = columns.join_from(body, entry, body.c.entry == entry.c.id)
        counted = joined.where(entry.c.withheld.is_(False), body.c.held.is_(False), body.c.record != "")
        result = self.connection.execution_options(yield_per=BATCH).execute(counted.order_by(body.c.record))
        batch: list[Told] = []
        last = ""
        for line, revision, lamport, wall, stream, n in result:
            content = read_body(line)
            if isinstance(content, Revision):
                if content.record != last and len(batch) >= BATCH:
                    yield batch
                    batch = []
                last = content.record
                batch.append(telling(content, revision, (lamport, wall, stream, n)))
        if batch:
            yield batch

    def reconsider(self) -> list[int]:
        """Let bodies count that were held until this version came, which understands them; returns their numbers."""
        held = self.connection.execute(select(body.c.id, body.c.line).where(body.c.held).order_by(body.c.id)).all()
        understood = [number for number, line in held if self._reads(line)]
        for some in in_batches(understood, BATCH):
            self.connection.execute(update(body).where(body.c.id.in_(some)).values(held=False))
        return understood

    def _reads(self, line: bytes) -> bool:
        try:
            return self._understands(read_body(line))
        except LogFault:
            return False  # written by somebody who does not know the type either: an arrival of today would be refused

    def _understands(self, content: Content) -> bool:
        if isinstance(content, Revision):
            return content.schema <= self.newest_schema
        return tag_of(content) in UNDERSTOOD

    def entries(
        self, stream: KnownStream, first: int, last: int | None = None, *, only: Container[bytes] | None = None
    ) -> Iterator[EntryText]:
        """Yield the entries of a stream from `first` to `last` (to the end when None), as they travel.

        Of a stream that forked these are all histories; `only` are the hashes of the entries of one.
        """
        place = (stream.id, first, LARGEST_INTEGER if last is None else last)
        for own, rows in groupby(plain_rows(self.connection, _entries(), place), key=_own_hash):
            if only is None or own in only:
                (_own, n, schema, previous, header, *_), *more = bodies = list(rows)
                if more:  # the index that leads to them has another order
                    bodies.sort(key=_place)
                lines = [header, *map(_line, bodies), b""]
                yield EntryText(n, own, b"\n".join(lines), schema, previous, len(lines) - 1)

    def hash_at(self, stream: int, n: int) -> bytes | None:
        """Return the hash of entry `n` of a stream, or None when it is not here."""
        query = (
            select(entry.c.hash).where(entry.c.stream == stream, entry.c.n == n).order_by(entry.c.withheld, entry.c.id)
        )
        return self.connection.execute(query).scalar()


@cache
def _statements() -> tuple[str, str]:
    """Return the statements that put entries and bodies."""
    return hot(insert(entry).values(dict.fromkeys(_ENTRY))), hot(insert(body).values(dict.fromkeys(_BODY)))


@cache
def _entries() -> str:
    """Return the statement that reads the entries of a stream that count, from one number to another.

    It follows the index; any further order would be a little sorting for each entry.
    """
    columns = (entry.c.hash, entry.c.n, entry.c.schema, entry.c.previous, entry.c.header, body.c.place, body.c.line)
    here = (entry.c.stream == bindparam("stream"), entry.c.n.between(bindparam("first"), bindparam("last")))
    query = select(*columns).join_from(entry, body, body.c.entry == entry.c.id)
    return hot(query.where(*here, entry.c.withheld.is_(False)).order_by(entry.c.n))


_own_hash, _place, _line = map(itemgetter, (0, 5, 6))


@cache
def _known_among(count: int) -> str:
    """Return the statement that finds which of so many records the journal knows."""
    return hot(select(body.c.record).where(body.c.record.in_([bindparam(f"r{place}") for place in range(count)])))


def told(one: Entry, part: Body, content: Revision, stream: int) -> Told:
    """Return a revision of an entry as the projection needs it."""
    header = one.header
    return telling(content, part.revision, (header.lamport, header.time, stream, header.n))


def telling(content: Revision, revision: str, place: tuple[int, int, int, int]) -> Told:
    """Return a revision as the projection needs it; `place` is the Lamport counter, time, stream and number of its entry."""
    return Told(
        content.record,
        content.kind,
        revision,
        content.parents,
        content.removed,
        content.schema,
        content.answers,
        *place,
    )


def tag_of(content: object) -> str:
    """Return the type of a body as it stands in its line."""
    name = getattr(content, "type", None)
    return name if isinstance(name, str) else str(type(content).__struct_config__.tag)  # type: ignore[attr-defined]


def in_batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Cut an iterable into lists of at most `size`."""
    iterator = iter(items)
    while some := list(islice(iterator, size)):
        yield some


_REVISION = str(Revision.__struct_config__.tag)

UNDERSTOOD = frozenset(
    {"birth", "rev", "ack", "roster", "gone", "want", "notice", "map", "erase", "erase_request", "erased", "sealed"}
)
"""Types of bodies this version acts on, or has nothing to do for; the others are held."""

_ENTRY = tuple(column.name for column in entry.columns)
_BODY = tuple(column.name for column in body.columns)
