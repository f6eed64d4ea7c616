"""What was erased for good: the orders, what each covers, who confirmed it, and how the answers go out of the store.

The ledger holds random ids only and is kept for ever, so that nothing erased comes back from a late bundle or a backup.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Integer,
    LargeBinary,
    String,
    Table,
    bindparam,
    delete,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from silkfield.log.ledger import Ledger
from silkfield.log.lines import Gone, Revision, write_line
from silkfield.log.reading import read_body
from silkfield.log.streams import WITHIN_SITE
from silkfield.store.journal import BATCH, in_batches
from silkfield.store.tables import arrival, body, draft, entry, metadata, stream, taken_in

SOME = 50
"""How many ids one statement looks for inside the lines of the log."""

erasure = Table(
    "erasure",
    metadata,
    Column("order", String, primary_key=True),
    Column("basis", String, nullable=False),
    Column("at", Integer, nullable=False),
    Column("line", LargeBinary, nullable=False, comment="the exact order as it travels; empty for a site's own wish"),
    Column("person", String, nullable=False, comment="who asked for it here; empty when it arrived"),
    Column("answered", String, nullable=False, comment="found/gone as last told to headquarters"),
)

erased_record = Table(
    "erased_record",
    metadata,
    Column("record", String, primary_key=True),
    Column("order", String, nullable=False, index=True),
    Column("found", Boolean, nullable=False, comment="something of it was here"),
)

erased_subject = Table(
    "erased_subject",
    metadata,
    Column("subject", String, primary_key=True),
    Column("order", String, nullable=False),
)

erasure_answer = Table(
    "erasure_answer",
    metadata,
    Column("order", String, primary_key=True),
    Column("device", String, primary_key=True),
    Column("found", Integer, nullable=False),
    Column("gone", Integer, nullable=False),
    Column("at", Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Ordered:
    """One order as this store keeps it. `line` is empty while only this site has asked for it."""

    order: str
    basis: str
    at: int
    line: bytes = b""
    person: str = ""
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one laptop answered to an order: how many records it found, how many are gone. `at` in ms since 1970."""

    device: str
    found: int
    gone: int
    at: int


def ledger(connection: Connection, names: frozenset[str], about: frozenset[str]) -> Ledger:
    """Read the ledger; `names` and `about` are the forms that say who somebody is, and that are about somebody."""
    records = connection.execute(select(erased_record.c.record, erased_record.c.order))
    subjects = connection.execute(select(erased_subject.c.subject, erased_subject.c.order))
    return Ledger(names, about, dict(map(tuple, records)), dict(map(tuple, subjects)))


def is_erased(connection: Connection, record: str) -> bool:
    """Tell whether a record was erased for good."""
    query = select(erased_record.c.record).where(erased_record.c.record == record)
    return connection.execute(query).scalar() is not None


def orders(connection: Connection) -> list[Ordered]:
    """Return every order known, the oldest first."""
    query = select(erasure).order_by(erasure.c.at, erasure.c.order)
    return [Ordered(*(getattr(row, name) for name in Ordered.__slots__)) for row in connection.execute(query)]


def note(connection: Connection, one: Ordered) -> None:
    """Note an order; headquarters' word takes the place of the site's own wish of the same name."""
    row = {name: getattr(one, name) for name in Ordered.__slots__}
    statement = insert(erasure).values(row)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["order"], set_={"line": one.line}, where=erasure.c.line == b"")
    )


def counts(connection: Connection, order: str) -> tuple[int, int]:
    """Return how many records of an order were here, and how many of them are gone."""
    found = connection.execute(
        select(func.count()).where(erased_record.c.order == order, erased_record.c.found)
    ).scalar_one()
    left = (
        select(func.count(body.c.record.distinct()))
        .join_from(body, erased_record, body.c.record == erased_record.c.record)
        .where(erased_record.c.order == order, body.c.type == "rev")
    )
    return int(found), int(found) - int(connection.execute(left).scalar_one())


def covered(connection: Connection, order: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the records and the subjects that an order covers, as far as they are known here."""
    records = select(erased_record.c.record).where(erased_record.c.order == order)
    subjects = select(erased_subject.c.subject).where(erased_subject.c.order == order)
    return tuple(connection.execute(records).scalars()), tuple(connection.execute(subjects).scalars())


def answered(connection: Connection, order: str, said: str) -> None:
    """Note what was told to headquarters about an order."""
    connection.execute(update(erasure).where(erasure.c.order == order).values(answered=said))


def keep_answer(connection: Connection, order: str, one: Answer) -> None:
    """Keep a laptop's newest answer to an order."""
    row = {"order": order, **{name: getattr(one, name) for name in Answer.__slots__}}
    statement = insert(erasure_answer).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=["order", "device"], set_=row))


def answers(connection: Connection, order: str) -> dict[str, Answer]:
    """Return the answers to an order, by the laptop that gave them."""
    query = select(erasure_answer).where(erasure_answer.c.order == order)
    return {row.device: Answer(row.device, row.found, row.gone, row.at) for row in connection.execute(query)}


def apply(connection: Connection, known: Ledger) -> set[str]:
    """Erase what the ledger covers from the log, drafts and intakes, and note what it has learnt; returns the records.

    The lines of erased bodies become what the format leaves of them; the hashes of their entries stay. The ledger has
    learnt before what else is covered; projections are the caller's to forget.
    """
    gone = _erase_bodies(connection, known)
    fresh = sorted({*gone, *known.fresh_records, *known.fresh_subjects})
    note_covered(connection, known, {*gone, *known.met})
    for some in in_batches(fresh, SOME):
        named = or_(*(draft.c.answers.contains(one) for one in some))
        connection.execute(delete(draft).where(or_(draft.c.record.in_(some), named)))
    for some in in_batches(gone, BATCH):
        connection.execute(delete(taken_in).where(taken_in.c.record.in_(some)))
    return gone


def learn(connection: Connection, known: Ledger) -> None:
    """Let the ledger learn from the log what else its newest subjects cover; writes nothing."""
    looked: set[str] = set()
    while subjects := known.fresh_subjects.keys() - looked:
        looked |= subjects
        for said, line, audience in _naming(connection, known, subjects):
            known.covering(said, line, audience)


def _naming(connection: Connection, known: Ledger, subjects: Collection[str]) -> Iterator[tuple[Revision, bytes, str]]:
    """Yield the revisions that name one of these subjects in their line, of forms that can be about somebody."""
    columns = select(body.c.line, stream.c.audience).join_from(body, entry, body.c.entry == entry.c.id)
    query = columns.join(stream, entry.c.stream == stream.c.id).where(body.c.type == "rev")
    query = query.where(or_(stream.c.audience == WITHIN_SITE, body.c.form.in_(known.names | known.about)))
    for some in in_batches(sorted(subjects), SOME):
        named = or_(*(func.instr(body.c.line, literal(one.encode(), LargeBinary)) > 0 for one in some))
        for line, audience in connection.execute(query.where(named)).all():
            content = read_body(line)
            if isinstance(content, Revision):
                yield content, line, audience


def _erase_bodies(connection: Connection, known: Ledger) -> set[str]:
    gone: set[str] = set()
    for some in in_batches(sorted(known.records), BATCH):
        query = select(body.c.id, body.c.line, body.c.record).where(body.c.record.in_(some), body.c.type == "rev")
        rows = connection.execute(query).all()
        gone.update(row.record for row in rows)
        for row in rows:
            left = write_line(Gone(digest=sha256(row.line).hexdigest(), order=known.records[row.record]))
            connection.execute(_LEAVE_HASH, {"number": row.id, "left": left})
    return gone


_LEAVE_HASH = (
    update(body)
    .where(body.c.id == bindparam("number"))
    .values(line=bindparam("left"), type="gone", record="", form="", held=False)
)


def note_covered(connection: Connection, known: Ledger, found: Collection[str] = ()) -> None:
    """Keep what the ledger has learnt; `found` are the records of which something was here."""
    for record, order in known.fresh_records.items():
        statement = insert(erased_record).values(record=record, order=order, found=False)
        connection.execute(statement.on_conflict_do_nothing())
    for subject, order in known.fresh_subjects.items():
        connection.execute(insert(erased_subject).values(subject=subject, order=order).on_conflict_do_nothing())
    for some in in_batches(found, BATCH):
        connection.execute(update(erased_record).where(erased_record.c.record.in_(some)).values(found=True))
    known.fresh_records.clear()
    known.fresh_subjects.clear()


def is_left(connection: Connection) -> bool:
    """Tell whether something that an order covers is still in the log."""
    covered = body.c.record.in_(select(erased_record.c.record))  # a join is planned as a walk through all bodies
    query = select(body.c.id).where(covered, body.c.type == "rev").limit(1)
    return connection.execute(query).scalar() is not None


def emptied(connection: Connection, number: int, first: int, last: int) -> dict[tuple[bytes, int], int]:
    """Return the bodies in a stretch of a stream whose content is gone: (hash of the entry, place) with the body's number."""
    query = (
        select(entry.c.hash, body.c.place, body.c.id)
        .join_from(body, entry, body.c.entry == entry.c.id)
        .where(entry.c.stream == number, entry.c.n.between(first, last), body.c.type == "gone")
    )
    return {(row.hash, row.place): row.id for row in connection.execute(query)}


def fill(connection: Connection, number: int, line: bytes, said: Revision, *, held: bool) -> None:
    """Put the content of a body back that had arrived without it; the hash of its entry has been compared."""
    chosen = update(body).where(body.c.id == number)
    connection.execute(chosen.values(line=line, type="rev", record=said.record, form=said.kind, held=held))


def copies_to_drop(connection: Connection) -> set[str]:
    """Return the digests of parts that were taken in and hold something erased: their copies have to go."""
    gone = select(entry.c.stream, entry.c.n).join_from(body, entry, body.c.entry == entry.c.id)
    holes = gone.where(body.c.type == "gone").distinct().subquery()
    query = (
        select(arrival.c.digest)
        .join_from(arrival, holes, arrival.c.stream == holes.c.stream)
        .where(holes.c.n.between(arrival.c.first, arrival.c.last))
    )
    return set(connection.execute(query).scalars())
