"""Taking decisions back: clashes that were decided a moment ago are open again, with the sides they had.

Nothing of the log is undone. What all sides started from is written once more on top of the decision, and on top of that
each side, which also names the revision it brings back: so the record clashes as before, at every office that hears of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.allowing import needs
from silkfield.operations.exchange.clashing import BATCH, REOPEN, Clash, Comparing
from silkfield.operations.recording import referred
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.records.identity import new_id
from silkfield.store.journal import in_batches
from silkfield.store.reading import Said
from silkfield.store.writing import Put


@needs(Ability.RECORD)
def reopen(sitting: Sitting, changes: Changes) -> Changes:
    """Take back the decisions of one `resolve`, all of them in one transaction. Raises Trouble when one was changed since."""
    (form,) = (kind for kind in changes.kinds if kind in sitting.forms)
    with sitting.store.writing() as connection:
        reader, comparing = sitting.reader(connection), Comparing(connection, sitting)
        writer = sitting.writer(connection, batch=new_id(sitting.clock.now()))
        for some in in_batches(changes.records, BATCH):
            said = {record: {one.revision: one for one in told} for record, told in reader.revisions_of(some).items()}
            decided = [*comparing.clashes((record, form) for record in some)]
            for one in decided:
                _refuse_changed(one, said[one.record.id], changes.transaction)
                writer.save([_start(sitting, one, said[one.record.id])], REOPEN)
            writer.flush()
            starts = {one.id: one.revision for one in reader.several(form, some)}
            for one in decided:
                writer.save([*_sides(sitting, one, said[one.record.id], starts[one.record.id])], REOPEN)
            writer.flush()
    return Changes(frozenset({form}), changes.records, (), writer.batch)


def _refuse_changed(one: Clash, said: dict[str, Said], transaction: str) -> None:
    row = said[one.heads[0]].row
    if not one.merged or transaction not in (row.transaction, row.batch):
        raise Trouble(
            _("It was changed since and cannot be taken back."), _("Look at its history."), code="changed_since"
        )


def _start(sitting: Sitting, one: Clash, said: dict[str, Said]) -> Put:
    """Return what all sides started from; where there is no one version, a removal: then nothing merges by itself."""
    base = said.get(one.merge.bases[0]) if len(one.merge.bases) == 1 else None
    return _put(sitting, one, base, one.heads)


def _sides(sitting: Sitting, one: Clash, said: dict[str, Said], start: str) -> Iterator[Put]:
    for side in one.sides:
        yield _put(sitting, one, said[side.revision], (start, side.revision))


def _put(sitting: Sitting, one: Clash, old: Said | None, parents: tuple[str, ...]) -> Put:
    form, content = one.form, old.content if old else None
    answers = None if content is None or content.removed else dict(form.upgraded(content.answers, content.schema))
    references = referred(form, answers) if answers else ()
    note = content.note if content else ""
    return Put(form.key, one.record.id, answers, sitting.audience(form), parents, references, note)
