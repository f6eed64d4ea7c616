"""Importing one part that passed every check: first the plan, then exactly that plan in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from typing import Any

from silkfield.bundles.envelope import Kind
from silkfield.bundles.opening import LogContent, OpenedPart
from silkfield.errors import Trouble
from silkfield.forms.attachment import FORM as ATTACHMENT
from silkfield.language import _
from silkfield.log.entries import Body, Entry
from silkfield.log.ledger import Ledger
from silkfield.log.lines import Birth, Revision
from silkfield.log.streams import Stream
from silkfield.operations import clearing
from silkfield.operations.exchange import match_key, orders, resolving, taking_over
from silkfield.operations.sitting import Sitting
from silkfield.store import alerts, arrivals, erasures, facts, laptops, receipts
from silkfield.store.alerts import Alert
from silkfield.store.arrivals import Arrival
from silkfield.store.columns import from_json, to_json
from silkfield.store.journal import told
from silkfield.store.projection import Told, by_record, decided
from silkfield.store.store import Connection
from silkfield.store.streams import (
    KnownStream,
    advance,
    begin_stream,
    find_stream,
    heard,
    number_of,
    streams_written_by,
)
from silkfield.store.timekeeping import TOLERANCE
from silkfield.store.writing import follow_clock

MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do, in records: nothing has been written yet.

    `faults` names records whose answers break a rule of their form: they are imported, and are work for somebody.
    `basis` says on what state of the store the plan was made; `withheld` counts changes that are here and were set aside,
    `chunks` pieces of attached files, which are no records.
    """

    new: int = 0
    changed: int = 0
    known: int = 0
    clash: int = 0
    held: int = 0
    forms: dict[str, int] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    basis: int = 0
    withheld: int = 0
    chunks: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """Return the five counts."""
        return {"new": self.new, "changed": self.changed, "known": self.known, "clash": self.clash, "held": self.held}


def plan_from_json(text: str) -> Plan:
    """Return a plan that was stored."""
    kept = from_json(text)
    return Plan(**{**kept, "faults": tuple(kept.get("faults", ()))}) if kept else Plan()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A part that is ready to be imported: its plan, the entries that are new, and the row each record will have.

    What was erased for good is out of the entries already. `filled` are bodies that had arrived without their content, each
    with its number in the journal: a second copy brings it back unless an order covers it. `refused` are the files of
    attachments that an order covers, by their SHA-256. `spoken` are the entries that hold more than records: orders,
    receipts, envelopes.
    """

    plan: Plan
    entries: Sequence[Entry]
    rows: Mapping[str, Sequence[tuple[Any, ...]]]
    ledger: Ledger
    filled: Sequence[tuple[int, Entry, Body, Revision]] = ()
    refused: frozenset[str] = frozenset()
    spoken: Sequence[Entry] = ()


def prepare(connection: Connection, sitting: Sitting, content: LogContent) -> Prepared:
    """Work out what importing a part would do to the records here; writes nothing."""
    journal, shapes = sitting.store.journal(connection), sitting.store.projection.shapes
    ledger = sitting.ledger(connection)
    entries = ledger.redacted(unknown(connection, sitting, content))
    filled = _filled(connection, content, ledger) if len(entries) < len(content.entries) else ()
    stream, newest = number_of(connection, *content.stream), sitting.store.schema
    brought: dict[tuple[str, str], list[Told]] = {}
    held = 0
    for entry, body, said in chain(_revisions(entries), (one[1:] for one in filled)):
        if said.schema > newest:
            held += 1
        else:
            brought.setdefault((said.record, said.kind), []).append(told(entry, body, said, stream))
    touched = {record for record, _form in brought}
    before = by_record(journal.revisions_of(journal.records_known(touched)))
    around = sitting.around(typed=False)
    kinds: Counter[str] = Counter()
    rows: dict[str, list[tuple[Any, ...]]] = {}
    faulty: list[str] = []
    for key, revisions in brought.items():
        known = before.get(key)
        found = decided([*known, *revisions] if known else revisions)
        kinds["clash" if found[2] > 1 else "changed" if known else "new"] += 1
        state, shape, sound = found[0], shapes.get(key[1]), False
        if shape:
            parted, sound = shape.checked(state, around)
            rows.setdefault(key[1], []).append(shape.row(found, parted))
        if not (sound or state.removed) and len(faulty) < MOST_NAMED:
            faulty.append(state.record)
    plan = Plan(
        kinds["new"],
        kinds["changed"],
        len(_records_known_here(content, entries) - touched),
        kinds["clash"],
        held,
        dict(Counter(form for _record, form in brought)),
        tuple(faulty),
        int(facts.read(connection, "imports", 0)),
    )
    spoken = [one for one in entries if not {Revision}.issuperset([type(body.content) for body in one.bodies])]
    return Prepared(plan, entries, rows, ledger, filled, _refused(content, ledger), spoken)


def _refused(content: LogContent, ledger: Ledger) -> frozenset[str]:
    """Return the files of attachments whose content was taken out of the entries of a part on the way in."""
    if not ledger.met:
        return frozenset()
    covered = (said for _entry, _body, said in _revisions(content.entries) if said.record in ledger.records)
    found = (said.answers.get("sha256") for said in covered if said.kind == ATTACHMENT.key)
    return frozenset(one for one in found if isinstance(one, str))


def _revisions(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Body, Revision]]:
    for entry in entries:
        for body in entry.bodies:
            if isinstance(body.content, Revision):
                yield entry, body, body.content


def _filled(connection: Connection, content: LogContent, ledger: Ledger) -> Sequence[tuple[int, Entry, Body, Revision]]:
    """Return the bodies of known entries whose content is missing here, comes with this part, and is covered by no order."""
    stream, span = number_of(connection, *content.stream), content.span
    empty = erasures.emptied(connection, stream, span.first, span.last)
    if not empty:
        return ()
    hashes = {own for own, _place in empty}
    copies = ledger.redacted([entry for entry in content.entries if entry.hash in hashes])
    return [
        (empty[entry.hash, place], entry, body, body.content)
        for entry in copies
        for place, body in enumerate(entry.bodies)
        if isinstance(body.content, Revision) and (entry.hash, place) in empty
    ]


def _records_known_here(content: LogContent, entries: Sequence[Entry]) -> set[str]:
    if len(entries) == len(content.entries):
        return set()
    new = {entry.hash for entry in entries}
    return {
        body.content.record
        for entry in content.entries
        if entry.hash not in new
        for body in entry.bodies
        if isinstance(body.content, Revision)
    }


def unknown(connection: Connection, sitting: Sitting, content: LogContent) -> Sequence[Entry]:
    """Return the entries of a part that are not here yet."""
    stream, span = number_of(connection, *content.stream), content.span
    known = sitting.store.journal(connection).hashes(stream, span.first, span.last)
    return [entry for entry in content.entries if entry.hash not in known] if known else content.entries


def execute(connection: Connection, sitting: Sitting, part: OpenedPart, arrival: Arrival, prepared: Prepared) -> None:
    """Do exactly what a plan says, in the caller's transaction. Raises Trouble when the store changed since it was made."""
    content = part.content
    assert isinstance(content, LogContent)  # only logs are planned  # noqa: S101
    plan, entries = prepared.plan, prepared.entries
    if int(facts.read(connection, "imports", 0)) != plan.basis:
        raise Trouble(
            _("The store has changed since this plan was made."),
            _("Look at the new plan, then import."),
            code="stale_plan",
        )
    first_heard = find_stream(connection, *content.stream) is None
    stream = begin_stream(connection, *content.stream, _writer(part, content), _site_of(part))
    number = arrivals.note(connection, replace(arrival, stream=stream.id, plan=to_json(asdict(plan))))
    store = sitting.store
    store.projection.write(connection, prepared.rows)
    store.journal(connection).append(entries, stream.id, number)
    if entries:
        alerts.note_forks(connection, stream, entries[0].n, entries[-1].n, sitting.clock.now())
    if part.signer and sitting.office.is_headquarters:
        _look_at_clock(connection, sitting, part, entries)
    for empty, _entry, body, said in prepared.filled:
        erasures.fill(connection, empty, body.line, said, held=said.schema > store.schema)
    note_heard(connection, sitting, part)
    advance(connection, _grown(stream, content, entries))
    follow_clock(connection, [entry.header.lamport for entry in entries])
    arrivals.settle(connection, number, arrivals.IMPORTED, sitting.clock.now())
    facts.count_up(connection, "imports")
    clearing.keep_covered(connection, sitting, prepared.ledger, prepared.refused)
    if part.preamble.kind is Kind.DOWNLINK:
        taking_over.take_over(connection, sitting, content.stream, entries)
        orders.obey(connection, sitting, prepared.spoken)
    if part.preamble.kind is Kind.SITE_MATES and first_heard:
        taking_over.take_receipts_kept(connection, sitting, stream)
    match_key.take_envelopes(connection, sitting, prepared.spoken)
    resolving.merge_by_themselves(connection, sitting)
    if not sitting.office.is_headquarters:
        orders.answer(connection, sitting)
    elif part.signer:
        orders.hear(connection, sitting, part.signer, prepared.spoken)


def _grown(stream: KnownStream, content: LogContent, entries: Sequence[Entry]) -> KnownStream:
    """Return a stream as it stands after a part that goes on where it ended: a chain that was checked is not read again."""
    span = content.span
    goes_on = (stream.tip, stream.tip_hash.hex()) == (span.first - 1, span.previous)
    if not goes_on or not entries or len(entries) < len(content.entries):
        return stream
    return replace(stream, tip=span.last, tip_hash=bytes.fromhex(span.last_hash))


def _writer(part: OpenedPart, content: LogContent) -> str:
    """Return which laptop writes the stream of a part, by the hex id of its key; empty while that is not known.

    A mate carries on what other laptops of the site wrote: then the stream's first entry names its writer.
    """
    if part.preamble.kind is not Kind.SITE_MATES:
        return part.manifest.device
    first = content.entries[0].bodies[0].content if content.entries else None
    return first.device if isinstance(first, Birth) else ""


def _site_of(part: OpenedPart) -> str:
    """Return the site whose laptop writes the stream; headquarters' streams belong to no site of the roster."""
    return part.signer.site if part.signer else ""


def note_heard(connection: Connection, sitting: Sitting, part: OpenedPart) -> None:
    """Note how far the writer of a part was, and what it has seen of our streams; true of a known part too."""
    manifest, content = part.manifest, part.content
    if not isinstance(content, LogContent):
        return
    stream = find_stream(connection, content.stream.replica, content.stream.audience)
    if stream is not None:
        heard(connection, stream.id, content.span.head, bytes.fromhex(content.span.head_hash), manifest.wall)
    if part.signer:
        laptops.holds(connection, manifest.device, manifest.roster or 0)
        among_mates = part.preamble.kind is Kind.SITE_MATES  # they also say what they have of each other
        ours = {one.replica for one in streams_written_by(connection, sitting.office.device)}
        for name, (n, own) in (manifest.seen or {}).items():
            if among_mates or Stream.parse(name).replica in ours:
                receipts.told(connection, manifest.device, name, n, own)


def _look_at_clock(connection: Connection, sitting: Sitting, part: OpenedPart, entries: Sequence[Entry]) -> None:
    """Note that a laptop's clock was wrong: it says so itself, or it wrote what is not yet for headquarters."""
    now, manifest = sitting.clock.now(), part.manifest
    ahead = [entry for entry in entries if entry.header.time > now + TOLERANCE]
    times = [entry.header.time for entry in ahead] or ([manifest.wall] if manifest.clock == "suspect" else [])
    if times:
        n = ahead[0].n if ahead else part.content.span.last if isinstance(part.content, LogContent) else 0
        alerts.note_clock(connection, Alert(alerts.CLOCK, manifest.device, n, "", min(times), max(times), now))
