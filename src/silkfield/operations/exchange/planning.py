"""What an import would do, then doing exactly that: each kind of content has its own way into the store, named here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from silkfield import logs
from silkfield.bundles import faults
from silkfield.bundles.envelope import Kind
from silkfield.bundles.faults import BundleFault
from silkfield.bundles.opening import BlobContent, Content, LogContent, OpenedPart
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations import clearing
from silkfield.operations.allowing import needs, open_to_all
from silkfield.operations.exchange import chunks, parts
from silkfield.operations.exchange.importing import Plan, execute, note_heard, plan_from_json, prepare
from silkfield.operations.exchange.outcomes import Outcome, outcome_known, outcome_of
from silkfield.operations.exchange.quarantine import copy_of, put_away_imported, set_aside
from silkfield.operations.exchange.withholding import give_back
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals, blobs, decisions, facts
from silkfield.store.arrivals import Arrival
from silkfield.store.columns import to_json
from silkfield.store.decisions import Decision
from silkfield.store.store import Connection
from silkfield.store.streams import number_of


@dataclass(frozen=True, slots=True)
class Ready:
    """What importing a part would do to the store, and what does exactly that within the caller's transaction.

    `do` gets the arrival to note; `brings` tells whether the part holds anything that is not here yet. Where a `fault`
    speaks against it that only the store could tell, `do` notes what follows from the fault and the part is set aside.
    """

    plan: Plan
    do: Callable[[Arrival], None]
    brings: bool = True
    fault: BundleFault | None = None


Way = Callable[[Connection, Sitting, OpenedPart], Ready]
"""How one kind of content is planned: it looks at the store and writes nothing."""


def _log(connection: Connection, sitting: Sitting, part: OpenedPart) -> Ready:
    assert isinstance(part.content, LogContent)  # so it stands in WAYS  # noqa: S101
    content = part.content
    prepared = prepare(connection, sitting, content)
    if len(prepared.entries) < len(content.entries):  # some are here already, and may have been set aside
        stream, span = number_of(connection, *content.stream), content.span
        withheld = sum(arrivals.withholding(connection, stream, span.first, span.last).values())
        prepared = replace(prepared, plan=replace(prepared.plan, withheld=withheld))
    return Ready(
        prepared.plan, lambda arrival: execute(connection, sitting, part, arrival, prepared), bool(prepared.entries)
    )


def _chunks(connection: Connection, sitting: Sitting, part: OpenedPart) -> Ready:
    arriving = chunks.prepare(connection, sitting, part)
    plan = Plan(basis=int(facts.read(connection, "imports", 0)), chunks=arriving.new)

    def do(arrival: Arrival) -> None:
        if arriving.fault is None:
            chunks.execute(connection, sitting, arriving)
            number = arrivals.note(connection, replace(arrival, plan=_as_json(plan)))
            arrivals.settle(connection, number, arrivals.IMPORTED, sitting.clock.now())
        for digest in arriving.spoilt:
            blobs.lose(connection, digest)

    return Ready(plan, do, fault=arriving.fault)


WAYS: dict[tuple[Kind, type[Content]], Way] = {
    (Kind.UPLINK, LogContent): _log,
    (Kind.DOWNLINK, LogContent): _log,
    (Kind.SITE_MATES, LogContent): _log,
    (Kind.UPLINK, BlobContent): _chunks,
    (Kind.SITE_MATES, BlobContent): _chunks,
}
"""The way into the store by kind of part and of content. What is not here is held until a version that knows it."""


def way_of(part: OpenedPart) -> Way:
    """Return how a part is imported. Raises BundleFault when this version cannot take it in."""
    way = WAYS.get((part.preamble.kind, type(part.content)))
    if way is None:
        raise BundleFault(faults.NEED_UPDATE, "kept until this version can take it in")
    return way


@needs(Ability.EXCHANGE)
def take_in(
    sitting: Sitting,
    arrival: Arrival,
    content: bytes,
    *,
    plan_only: bool = False,
    again: bool = False,
    despite: str = "",
    reason: str = "",
) -> Outcome:
    """Check a part, then import it in one transaction or note its plan; where a check fails it is set aside with a reason.

    `again` lets changes count again that were set aside by hand; `despite` is a fault that a person overlooks, for a
    `reason`. Raises Trouble when the store cannot be written.
    """
    described = arrival
    try:
        part = parts.opened(sitting, content, despite=despite)
        way = way_of(part)
        described = parts.described(sitting, part, arrival)
        with sitting.store.writing() as connection:
            ready = way(connection, sitting, part)
            fault = ready.fault if not plan_only else None
            if fault is not None:
                ready.do(described)
            elif ready.plan.withheld and not ready.brings and (plan_only or not again):
                outcome = _withheld(connection, sitting, part, ready, described)
            elif plan_only:
                number = arrivals.note(connection, replace(described, plan=_as_json(ready.plan)))
                return outcome_of(connection, sitting, replace(described, id=number), ready.plan, part)
            else:
                outcome = _imported(connection, sitting, ready, described, again=again)
                if despite:
                    made = (decisions.IMPORTED_ANYWAY, reason, sitting.person.id, sitting.clock.now())
                    decisions.note(connection, Decision(outcome.arrival, *made))
        if fault is not None:
            return set_aside(sitting, described, content, fault)
    except BundleFault as fault:
        return set_aside(sitting, described, content, fault)
    except Trouble:
        raise
    except Exception as fault:
        logs.bug(fault)
        return set_aside(sitting, arrival, content, BundleFault(faults.INTERNAL, type(fault).__name__))
    put_away_imported(sitting, described)
    return outcome


def _imported(connection: Connection, sitting: Sitting, ready: Ready, arrival: Arrival, *, again: bool) -> Outcome:
    ready.do(arrival)
    kept = arrivals.by_digest(connection, arrival.digest)
    assert kept is not None  # just noted  # noqa: S101
    if again and ready.plan.withheld:
        give_back(connection, sitting, kept)
    return outcome_of(connection, sitting, kept, ready.plan)


def _withheld(connection: Connection, sitting: Sitting, part: OpenedPart, ready: Ready, arrival: Arrival) -> Outcome:
    """Note a part that brings only what was set aside by hand: it stays aside until a person takes it back in."""
    content = part.content
    assert isinstance(content, LogContent)  # nothing else can be withheld  # noqa: S101
    note_heard(connection, sitting, part)
    stream = number_of(connection, *content.stream)
    kept = replace(arrival, result=arrivals.WITHHELD, stream=stream, plan=_as_json(ready.plan))
    return outcome_known(connection, replace(kept, id=arrivals.note(connection, kept)), arrival.name)


@needs(Ability.EXCHANGE)
def import_planned(sitting: Sitting, number: int) -> Outcome:
    """Import a part that was planned before, if its plan still holds. Raises Trouble; then the new plan is kept."""
    with sitting.store.reading() as connection:
        arrival = arrivals.by_id(connection, number)
    if arrival is None or arrival.result != arrivals.PLANNED:
        raise Trouble(_("This part is not waiting to be imported."), _("Look at the inbox again."), code="not_planned")
    part = parts.opened(sitting, copy_of(sitting, arrival))
    way = way_of(part)
    shown = plan_from_json(arrival.plan)
    with sitting.store.writing() as connection:
        ready = way(connection, sitting, part)
        changed = replace(ready.plan, basis=0) != replace(shown, basis=0)
        if ready.fault is not None:
            ready.do(arrival)
        elif changed:
            arrivals.note(connection, replace(arrival, plan=_as_json(ready.plan)))
        else:
            ready.do(arrival)
            kept = arrivals.by_id(connection, number) or arrival
            outcome = outcome_of(connection, sitting, kept, ready.plan, part)
    if ready.fault is not None:
        return set_aside(sitting, arrival, copy_of(sitting, arrival), ready.fault)
    if changed:
        raise Trouble(
            _("The store has changed since this plan was made."),
            _("Look at the new plan, then import."),
            code="stale_plan",
        )
    put_away_imported(sitting, kept)
    take_in_what_waited(sitting)
    clearing.sweep(sitting)
    return outcome


@open_to_all
def take_in_what_waited(sitting: Sitting) -> dict[int, Outcome]:
    """Take in the parts with pieces of files whose records have come since; returns what became of them, by arrival."""
    with sitting.store.reading() as connection:
        waiting = [one for one in arrivals.aside(connection) if one.code == faults.GAP]
        due = [one for one in waiting if chunks.is_due(connection, sitting, one.detail)]
    return {one.id: take_in(sitting, one, copy_of(sitting, one)) for one in due}


def _as_json(plan: Plan) -> str:
    return to_json({name: getattr(plan, name) for name in Plan.__slots__})
