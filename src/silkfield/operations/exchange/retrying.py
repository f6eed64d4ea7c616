"""Looking again at what was set aside: by itself when keys, roster or program changed, by a person at any time."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from silkfield import __version__
from silkfield.bundles import faults
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.allowing import needs, open_to_all
from silkfield.operations.exchange import network, parts, updating
from silkfield.operations.exchange.outcomes import Outcome, decidable, outcome_of
from silkfield.operations.exchange.planning import take_in, way_of
from silkfield.operations.exchange.quarantine import copy_of, not_aside
from silkfield.operations.progress import uncollected
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals, facts, replicas
from silkfield.store.arrivals import Arrival
from silkfield.store.store import Connection

BY_ITSELF = frozenset(
    {faults.UNKNOWN_SENDER, faults.NOT_FOR_US, faults.NEED_UPDATE, faults.VERSION, faults.LIMIT, faults.INTERNAL}
)
"""Codes of parts that another roster, another key or another program may take in. The others wait for a person."""

AT_A_SITE = BY_ITSELF | {faults.POLICY}
"""At a laptop also what a mate gave back of its own history, before it knew that it had been put back."""


@needs(Ability.EXCHANGE)
def retry(sitting: Sitting, numbers: Collection[int] = (), *, plan_only: bool = False) -> list[Outcome]:
    """Look again at parts that are held or in quarantine, all of them or those named by their numbers here."""
    with sitting.store.reading() as connection:
        chosen = [one for one in arrivals.aside(connection) if not numbers or one.id in numbers]
    return _retried(sitting, chosen, plan_only=plan_only)


@open_to_all
def retry_if_changed(sitting: Sitting) -> list[Outcome]:
    """Look again at what another roster, other keys or another program may take in, once after each such change.

    A laptop takes in what it can; at headquarters a person imports, so that such parts wait there with their plan. What an
    older program took in and could not read is acted on first.
    """
    updating.catch_up(sitting)
    with sitting.store.reading() as connection:
        codes = BY_ITSELF if sitting.office.is_headquarters else AT_A_SITE
        chosen = [one for one in arrivals.aside(connection) if one.code in codes]
        if not chosen:
            return []
        now = _circumstances(connection, sitting)
        if facts.read(connection, "retried") == now:
            return []
    outcomes = _retried(sitting, chosen, plan_only=sitting.office.is_headquarters)
    with sitting.store.writing() as connection:
        facts.note(connection, "retried", now)
    return outcomes


def _circumstances(connection: Connection, sitting: Sitting) -> list[object]:
    """Return what decides whether a part can be taken in: program, roster, the keys we open with, the history we write."""
    reader = network.part_reader(connection, sitting)
    roster = reader.roster.version if reader.roster else 0
    keys = sorted(key.recipient for key in reader.keys)
    return [__version__, sitting.store.schema, roster, keys, replicas.current(connection)]


def _retried(sitting: Sitting, chosen: Sequence[Arrival], *, plan_only: bool) -> list[Outcome]:
    outcomes = []
    for one in chosen:
        try:
            with uncollected():
                outcomes.append(take_in(sitting, one, copy_of(sitting, one), plan_only=plan_only))
        except Trouble as trouble:
            outcomes.append(
                Outcome(one.name, one.result, trouble.code, trouble.message, trouble.advice, arrival=one.id)
            )
    return outcomes


def look(sitting: Sitting, number: int) -> Outcome:
    """Return who sent a part that a person may decide about, and what importing it would do; writes nothing.

    Raises Trouble when something else speaks against it.
    """
    arrival = _decidable(sitting, number)
    part = parts.opened(sitting, copy_of(sitting, arrival), despite=arrival.code)
    described = parts.described(sitting, part, arrival)
    with sitting.store.reading() as connection:
        plan = way_of(part)(connection, sitting, part).plan
        return outcome_of(connection, sitting, described, plan, part)


@needs(Ability.DECIDE)
def import_anyway(sitting: Sitting, number: int, reason: str) -> Outcome:
    """Import a part of a revoked laptop, or of a changed key, on a person's word; the reason is kept.

    Raises Trouble without a reason, at a site, or when something else speaks against the part.
    """
    arrival = _decidable(sitting, number)
    if not reason.strip():
        raise Trouble(_("A reason is needed."), _("Say in a few words why this may be imported."), code="no_reason")
    content = copy_of(sitting, arrival)
    parts.opened(sitting, content, despite=arrival.code)  # where more is wrong, that is said and nothing changes
    return take_in(sitting, arrival, content, despite=arrival.code, reason=reason.strip())


def _decidable(sitting: Sitting, number: int) -> Arrival:
    with sitting.store.reading() as connection:
        arrival = arrivals.by_id(connection, number)
    if arrival is None or arrival.result != arrivals.QUARANTINED:
        raise not_aside()
    if not decidable(sitting, arrival):
        raise Trouble(
            _("This part cannot be imported on anybody's word."),
            faults.explain(arrival.code)[1],
            code="not_decidable",
        )
    return arrival
