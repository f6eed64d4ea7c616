"""Importing one part that passed every check: first the plan, then exactly that plan in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import islice

from silkfield.bundles.envelope import Kind
from silkfield.bundles.opening import LogContent, OpenedPart
from silkfield.errors import Trouble
from silkfield.formkit.problems import Around
from silkfield.language import _
from silkfield.log.chains import valid_receipt
from silkfield.log.entries import Entry
from silkfield.log.lines import Revision
from silkfield.log.streams import Stream
from silkfield.operations import network
from silkfield.operations.sitting import Sitting, as_json
from silkfield.store import arrivals, facts, receipts
from silkfield.store.arrivals import Arrival
from silkfield.store.columns import from_json, to_json
from silkfield.store.projection import Decided, Told, by_record, decided
from silkfield.store.reading import acknowledged
from silkfield.store.store import Connection
from silkfield.store.streams import advance, begin_stream, find_stream, heard
from silkfield.store.writing import follow_clock
from silkfield.trust.faults import TrustFault
from silkfield.trust.keys import decoded
from silkfield.trust.receipt import read_receipt
from silkfield.trust.roster import read_roster

MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do, in records: nothing has been written yet.

    `faults` names records whose answers break a rule of their form: they are imported, and are work for somebody.
    `basis` says on what state of the store the plan was made.
    """

    new: int = 0
    changed: int = 0
    known: int = 0
    clash: int = 0
    held: int = 0
    forms: dict[str, int] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    basis: int = 0

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
    """A part that is ready to be imported: its plan, the entries that are new, and the state each record will have."""

    plan: Plan
    entries: Sequence[Entry]
    states: Sequence[Decided]


def prepare(connection: Connection, sitting: Sitting, content: LogContent) -> Prepared:
    """Work out what importing a part would do to the records here; writes nothing."""
    journal = sitting.store.journal(connection)
    entries = unknown(connection, sitting, content)
    told = by_record(journal.told(entries, 0))
    touched = {record for record, _form in told}
    before = by_record(journal.revisions_of(journal.records_known(touched)))
    states = [decided([*before.get(key, ()), *revisions]) for key, revisions in told.items()]
    kinds = Counter(
        "clash" if heads > 1 else "changed" if (state.record, state.form) in before else "new"
        for state, _, heads in states
    )
    held = sum(
        isinstance(body.content, Revision) and body.content.schema > sitting.store.schema
        for entry in entries
        for body in entry.bodies
    )
    plan = Plan(
        kinds["new"],
        kinds["changed"],
        len(_records_known_here(content, entries) - touched),
        kinds["clash"],
        held,
        dict(Counter(state.form for state, _, _ in states)),
        _faulty(sitting, states),
        int(facts.read(connection, "imports", 0)),
    )
    return Prepared(plan, entries, states)


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


def _faulty(sitting: Sitting, states: Sequence[Decided]) -> tuple[str, ...]:
    """Return the records whose answers break a rule of their form, or are not understood; somebody looks at them."""
    around = sitting.around(typed=False)
    faulty = (state.record for state, _first, _heads in states if not _sound(sitting, state, around))
    return tuple(islice(faulty, MOST_NAMED))


def _sound(sitting: Sitting, state: Told, around: Around) -> bool:
    shape = sitting.store.projection.shapes.get(state.form)
    if shape is None or state.removed:
        return state.removed
    form = shape.form
    answers = form.upgraded(state.answers, state.schema) if form.upgrades else state.answers
    fitting, others = shape.parted(answers)
    if any(name in form.by_name for name in others):
        return False
    return not any(problem.blocks for problem in form.problems(fitting, around))


def unknown(connection: Connection, sitting: Sitting, content: LogContent) -> Sequence[Entry]:
    """Return the entries of a part that are not here yet."""
    known = sitting.store.journal(connection).knows(entry.hash for entry in content.entries)
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
    manifest = part.manifest
    stream = begin_stream(
        connection, content.stream.replica, content.stream.audience, manifest.device, _site_of(sitting, part)
    )
    number = arrivals.note(connection, replace(arrival, stream=stream.id, plan=to_json(asdict(plan))))
    store = sitting.store
    store.projection.write(connection, store.projection.rows_of(prepared.states, sitting.around(), stream.id))
    store.journal(connection).append(entries, stream.id, number)
    note_heard(connection, sitting, part)
    advance(connection, stream)
    if entries:
        follow_clock(connection, max(entry.header.lamport for entry in entries))
    arrivals.settle(connection, number, arrivals.IMPORTED, sitting.clock.now())
    facts.count_up(connection, "imports")
    if part.preamble.kind is Kind.DOWNLINK:
        _obey(connection, sitting, content.stream, entries)


def _site_of(sitting: Sitting, part: OpenedPart) -> str:
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
        for name, (n, own) in (manifest.seen or {}).items():
            if Stream.parse(name).replica == sitting.office.replica:
                receipts.told(connection, manifest.device, name, n, own)


def _obey(connection: Connection, sitting: Sitting, stream: Stream, entries: Sequence[Entry]) -> None:
    """Take over what headquarters says: the roster, and receipts for our own streams."""
    office = sitting.office
    for entry in entries:
        for body in entry.bodies:
            kind = getattr(body.content, "type", "")
            if kind == "roster":
                held = network.roster(connection, sitting)
                try:
                    roster = read_roster(body.line, decoded(office.headquarters_key), held)
                except TrustFault:
                    continue  # an older list stays in the log and out of use
                facts.note(connection, "roster", body.line.decode())
                if roster.headquarters.transport != office.headquarters_transport:
                    changed = replace(office, headquarters_transport=roster.headquarters.transport)
                    facts.note(connection, "office", as_json(changed))
            elif kind == "ack":
                _take_receipt(connection, sitting, (stream.replica, entry.n), body.line)
        if stream.audience.startswith("s:"):
            facts.note(connection, "heard_from_headquarters", entry.n)


def _take_receipt(connection: Connection, sitting: Sitting, place: tuple[str, int], line: bytes) -> None:
    said = read_receipt(line)
    own = find_stream(connection, said.replica, said.audience)
    if own is None or said.replica != sitting.office.replica:
        return
    held = receipts.held(connection, own.id)
    if held:
        # The birth of a stream may be missing, when the part that holds it was lost.
        known = {held[0]: None, place[0]: None, **receipts.headquarters_replicas(connection)}
        if valid_receipt([held, place], known) != place:
            return
    journal = sitting.store.journal(connection)
    document = {
        "tips": [[n, end] for n, end in said.tips],
        "islands": [list(island) for island in said.islands],
        "clashes": said.clashes,
    }

    def own_hash(n: int) -> bytes | None:
        return own.log.genesis if n == 0 else journal.hash_at(own.id, n)

    reach = acknowledged(document).reach(own_hash)
    receipts.keep(connection, own.id, place, reach, document, sitting.clock.now())
