"""Setting an import aside: what it brought stays in the log, and counts nowhere until somebody takes it back in."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals, facts
from silkfield.store.arrivals import Arrival
from silkfield.store.store import Connection
from silkfield.store.streams import advance, stream_by_id


@dataclass(frozen=True, slots=True)
class Undone:
    """An import that was set aside: its bundle, and how many changes of the log no longer count."""

    label: str
    changes: int


def undo(sitting: Sitting, what: str) -> Undone:
    """Set aside what one import brought: kept in the log, in no list and in no figure. Raises Trouble.

    `what` is an export id, a label like ISB1-13, or the path of a part.
    """
    with sitting.store.writing() as connection:
        path = Path(what)
        if path.is_file():
            found = [arrivals.by_digest(connection, sha256(path.read_bytes()).hexdigest())]
        else:
            found = [*arrivals.named(connection, what)]
        imported = [one for one in found if one and one.result == arrivals.IMPORTED]
        if not imported:
            raise Trouble(
                _("No import of “{what}” can be undone here.").format(what=what),
                _("Name a bundle like ISB1-13 that the inbox shows as imported."),
                code="no_import",
            )
        changes = sum(withhold(connection, sitting, one, withheld=True) for one in imported)
    return Undone(imported[0].label, changes)


def withhold(connection: Connection, sitting: Sitting, arrival: Arrival, *, withheld: bool) -> int:
    """Set what a part brought aside, or take it back in; returns how many changes of the log that concerns."""
    journal = sitting.store.journal(connection)
    changes, streams = arrivals.withhold(connection, arrival.id, withheld=withheld)
    for number in streams:
        advance(connection, stream_by_id(connection, number), from_start=True)
    records = journal.records_brought(arrival.id)
    sitting.store.projection.forget(connection, records)
    told = journal.revisions_of(records)
    sitting.store.projection.write(connection, sitting.store.projection.rows(told, sitting.around()))
    result = arrivals.WITHHELD if withheld else arrivals.IMPORTED
    arrivals.settle(connection, arrival.id, result, sitting.clock.now())
    facts.count_up(connection, "imports")
    return changes
