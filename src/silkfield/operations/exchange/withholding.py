"""Setting an import aside: what it brought stays in the log, and counts nowhere until somebody takes it back in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from silkfield.clock import local_time
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.allowing import needs
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals, decisions, facts, people
from silkfield.store.arrivals import Arrival
from silkfield.store.decisions import Decision
from silkfield.store.store import Connection
from silkfield.store.streams import advance, stream_by_id


@dataclass(frozen=True, slots=True)
class BuiltOn:
    """A record with a change that was made on a withheld one: it stays, and is what the record shows now."""

    form: str
    record: str


@dataclass(frozen=True, slots=True)
class Undone:
    """An import that was set aside: its bundle, how many changes of the log no longer count, and what was built on them."""

    label: str
    changes: int
    built_on: tuple[BuiltOn, ...] = ()


@needs(Ability.DECIDE)
def undo(sitting: Sitting, what: str, reason: str = "") -> Undone:
    """Set aside what one import brought: kept in the log, in no list and in no figure. Raises Trouble.

    `what` is an export id, a label like ISB1-13, or the path of a part.
    """
    with sitting.store.writing() as connection:
        path = Path(what)
        if path.is_file():
            found = [arrivals.by_digest(connection, sha256(path.read_bytes()).hexdigest())]
        else:
            found = [*arrivals.named(connection, what)]
        imported = [one for one in found if one and one.first and one.result == arrivals.IMPORTED]
        if not imported:
            raise Trouble(
                _("No import of “{what}” can be undone here.").format(what=what),
                _("Name a bundle like ISB1-13 that the inbox shows as imported."),
                code="no_import",
            )
        changes = sum(withhold(connection, sitting, one, withheld=True, reason=reason) for one in imported)
        built_on = _built_on(connection, sitting, [one.id for one in imported])
    return Undone(imported[0].label, changes, built_on)


def built_on(sitting: Sitting, label: str) -> tuple[BuiltOn, ...]:
    """Return what was built on the imports of a bundle, for the question before they are undone."""
    with sitting.store.reading() as connection:
        return _built_on(connection, sitting, [one.id for one in arrivals.named(connection, label)])


def _built_on(connection: Connection, sitting: Sitting, numbers: Collection[int]) -> tuple[BuiltOn, ...]:
    """Return the records with a change that came otherwise and names one of these arrivals' revisions as its parent."""
    journal = sitting.store.journal(connection)
    brought = journal.revisions_brought(numbers)
    told = journal.revisions_of({record for record, _revision in brought})
    own = {revision for _record, revision in brought}
    on_them = {(one.form, one.record) for one in told if one.revision not in own and not own.isdisjoint(one.parents)}
    return tuple(BuiltOn(*one) for one in sorted(on_them))


def withhold(connection: Connection, sitting: Sitting, arrival: Arrival, *, withheld: bool, reason: str = "") -> int:
    """Set what a part brought aside, or take it back in; returns how many changes of the log that concerns."""
    journal = sitting.store.journal(connection)
    changes, streams = arrivals.withhold(connection, arrival.id, withheld=withheld)
    for number in streams:
        advance(connection, stream_by_id(connection, number), from_start=True)
    records = journal.records_brought(arrival.id)
    sitting.store.projection.forget(connection, records)
    told = journal.revisions_of(records)
    sitting.store.projection.write(connection, sitting.store.projection.rows(told))
    result = arrivals.WITHHELD if withheld else arrivals.IMPORTED
    arrivals.settle(connection, arrival.id, result, sitting.clock.now())
    what = decisions.SET_ASIDE if withheld else decisions.GIVEN_BACK
    decisions.note(connection, Decision(arrival.id, what, reason, sitting.person.id, sitting.clock.now()))
    facts.count_up(connection, "imports")
    return changes


def give_back(connection: Connection, sitting: Sitting, arrival: Arrival) -> None:
    """Let the changes of a part count again, whichever bundle brought them here first."""
    concerned = {arrival.id, *arrivals.withholding(connection, arrival.stream, arrival.first, arrival.last)}
    for one in arrivals.withheld_of(connection, arrival.stream):
        if one.id in concerned:
            withhold(connection, sitting, one, withheld=False)
    for one in arrivals.withheld_of(connection, arrival.stream):  # copies of the same changes that waited beside
        if not arrivals.withholding(connection, one.stream, one.first, one.last):
            withhold(connection, sitting, one, withheld=False)


def withheld_words(connection: Connection, arrival: Arrival) -> str:
    """Say by whom and when the changes of a part were set aside; empty when all of them count."""
    concerned = set(arrivals.withholding(connection, arrival.stream, arrival.first, arrival.last))
    decision = decisions.newest(connection, concerned, decisions.SET_ASIDE)
    if not concerned or decision is None:
        return ""
    name = people.names(connection, [decision.person]).get(decision.person, _("somebody"))
    words = (
        _("What this file brings was set aside by {person} on {day}.")
        if not decision.reason
        else _("What this file brings was set aside by {person} on {day}: {reason}.")
    )
    day = f"{local_time(decision.at):%Y-%m-%d}"
    return words.format(person=name, day=day, reason=decision.reason.rstrip("."))
