"""What an import would do, then doing exactly that: each kind of content has its own way into the store, named here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from silkfield.bundles import faults
from silkfield.bundles.envelope import Kind
from silkfield.bundles.faults import BundleFault
from silkfield.bundles.opening import Content, LogContent, OpenedPart
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.exchange import parts
from silkfield.operations.exchange.importing import Plan, execute, plan_from_json, prepare
from silkfield.operations.exchange.outcomes import Outcome, outcome_of
from silkfield.operations.exchange.quarantine import DONE, INBOX, put_away
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals
from silkfield.store.arrivals import Arrival
from silkfield.store.columns import to_json
from silkfield.store.store import Connection


@dataclass(frozen=True, slots=True)
class Ready:
    """What importing a part would do to the store, and what does exactly that within the caller's transaction.

    `do` gets the arrival to note.
    """

    plan: Plan
    do: Callable[[Arrival], None]


Way = Callable[[Connection, Sitting, OpenedPart], Ready]
"""How one kind of content is planned: it looks at the store and writes nothing."""


def _log(connection: Connection, sitting: Sitting, part: OpenedPart) -> Ready:
    assert isinstance(part.content, LogContent)  # so it stands in WAYS  # noqa: S101
    prepared = prepare(connection, sitting, part.content)
    return Ready(prepared.plan, lambda arrival: execute(connection, sitting, part, arrival, prepared))


WAYS: dict[tuple[Kind, type[Content]], Way] = {
    (Kind.UPLINK, LogContent): _log,
    (Kind.DOWNLINK, LogContent): _log,
    (Kind.SITE_MATES, LogContent): _log,
}
"""The way into the store by kind of part and of content. What is not here is held until a version that knows it."""


def way_of(part: OpenedPart) -> Way:
    """Return how a part is imported. Raises BundleFault when this version cannot take it in."""
    way = WAYS.get((part.preamble.kind, type(part.content)))
    if way is None:
        raise BundleFault(faults.NEED_UPDATE, "kept until this version can take it in")
    return way


def import_part(sitting: Sitting, part: OpenedPart, arrival: Arrival, *, plan_only: bool = False) -> Outcome:
    """Import a part that was checked, in one transaction, or only note what that would do."""
    way = way_of(part)
    with sitting.store.writing() as connection:
        ready = way(connection, sitting, part)
        if plan_only:
            number = arrivals.note(connection, replace(arrival, plan=_as_json(ready.plan)))
            return outcome_of(connection, sitting, replace(arrival, id=number), ready.plan, part)
        ready.do(arrival)
        kept = arrivals.by_digest(connection, arrival.digest)
        assert kept is not None  # just noted  # noqa: S101
        outcome = outcome_of(connection, sitting, kept, ready.plan, part)
    put_away(sitting, arrival.digest, DONE)
    return outcome


def import_planned(sitting: Sitting, number: int) -> Outcome:
    """Import a part that was planned before, if its plan still holds. Raises Trouble; then the new plan is kept."""
    with sitting.store.reading() as connection:
        arrival = arrivals.by_id(connection, number)
    if arrival is None or arrival.result != arrivals.PLANNED:
        raise Trouble(_("This part is not waiting to be imported."), _("Look at the inbox again."), code="not_planned")
    try:
        content = (sitting.store.folder / INBOX / arrival.digest).read_bytes()
    except OSError as fault:
        raise Trouble(
            _("The file of this part is gone from the inbox."), _("Add it again from the stick."), code="no_file"
        ) from fault
    part = parts.opened(sitting, content)
    way = way_of(part)
    shown = plan_from_json(arrival.plan)
    with sitting.store.writing() as connection:
        ready = way(connection, sitting, part)
        changed = replace(ready.plan, basis=0) != replace(shown, basis=0)
        if changed:
            arrivals.note(connection, replace(arrival, plan=_as_json(ready.plan)))
        else:
            ready.do(arrival)
            kept = arrivals.by_id(connection, number) or arrival
            outcome = outcome_of(connection, sitting, kept, ready.plan, part)
    if changed:
        raise Trouble(
            _("The store has changed since this plan was made."),
            _("Look at the new plan, then import."),
            code="stale_plan",
        )
    put_away(sitting, arrival.digest, DONE)
    return outcome


def _as_json(plan: Plan) -> str:
    return to_json({name: getattr(plan, name) for name in Plan.__slots__})
