"""Looking through a plan before it is carried out: each record that a part would change, and the figures before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from silkfield.bundles.opening import LogContent
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.log.lines import Revision
from silkfield.operations.allowing import needs
from silkfield.operations.exchange import parts
from silkfield.operations.exchange.importing import unknown
from silkfield.operations.exchange.quarantine import copy_of
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals
from silkfield.store.journal import told
from silkfield.store.projection import Told, by_record, decided
from silkfield.store.store import Connection
from silkfield.store.streams import number_of

NEW, CHANGED, CLASH, REMOVED = "new", "changed", "clash", "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """What a plan does to one record: its kind in a word, and the answers before and after; none before a new one.

    A clash shows the side that stands until somebody decides. A removed record keeps the answers it had.
    """

    record: str
    form: str
    kind: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def fields(self) -> tuple[str, ...]:
        """The answers that are others than before, in the order in which they were given."""
        names = dict.fromkeys((*self.before, *self.after))
        return tuple(name for name in names if self.before.get(name) != self.after.get(name))


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """Every record of a plan, and for each form how many records count now and would count after it."""

    arrival: int
    changes: tuple[Change, ...]
    figures: tuple[tuple[str, int, int], ...]

    def of(self, kind: str) -> tuple[Change, ...]:
        """Return the changes of one kind, all for an empty one."""
        return tuple(one for one in self.changes if kind in ("", one.kind))


@needs(Ability.EXCHANGE)
def look_through(sitting: Sitting, number: int) -> LookedThrough:
    """Return what the plan of a part would do, record by record; writes nothing. Raises Trouble when none waits."""
    with sitting.store.reading() as connection:
        arrival = arrivals.by_id(connection, number)
    if arrival is None or arrival.result != arrivals.PLANNED:
        raise Trouble(_("This part is not waiting to be imported."), _("Look at the inbox again."), code="not_planned")
    part = parts.opened(sitting, copy_of(sitting, arrival))
    if not isinstance(part.content, LogContent):
        return LookedThrough(number, (), ())
    with sitting.store.reading() as connection:
        brought = by_record(_told(connection, sitting, part.content))
        journal, reader = sitting.store.journal(connection), sitting.reader(connection)
        here = by_record(journal.revisions_of(journal.records_known({record for record, _form in brought})))
        pairs = [
            (_stands(here.get(key, ())), _stands([*here.get(key, ()), *told]), key[1] in sitting.forms)
            for key, told in brought.items()
        ]
        changes = [_change(before, after) for before, after, known in pairs if known and after is not None]
        added = Counter({one.form: 0 for one in changes})
        for before, after, known in pairs:
            if known and after is not None:
                added[after[0].form] += _counts(after) - _counts(before)
        figures = [(form, now := reader.count(form), now + more) for form, more in added.items()]
    return LookedThrough(number, tuple(changes), tuple(figures))


Standing = tuple[Told, int]
"""The revision that a record shows, and how many heads it has."""


def _stands(revisions: Sequence[Told]) -> Standing | None:
    if not revisions:
        return None
    state, _first, heads = decided(revisions)
    return state, heads


def _counts(standing: Standing | None) -> bool:
    return standing is not None and not standing[0].removed


def _change(before: Standing | None, after: Standing) -> Change:
    state, heads = after
    if heads > 1:
        kind = CLASH
    elif state.removed:
        kind = REMOVED
    else:
        kind = CHANGED if before else NEW
    return Change(state.record, state.form, kind, before[0].answers if before else {}, state.answers)


def _told(connection: Connection, sitting: Sitting, content: LogContent) -> Iterator[Told]:
    """Return the revisions that a part brings and this program understands, without what was erased for good."""
    stream = number_of(connection, *content.stream)
    for entry in sitting.ledger(connection).redacted(unknown(connection, sitting, content)):
        for body in entry.bodies:
            if isinstance(said := body.content, Revision) and said.schema <= sitting.store.schema:
                yield told(entry, body, said, stream)
