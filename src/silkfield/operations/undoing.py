"""Undoing: what one save did is taken back in one save, as long as nobody has gone on from it."""

from __future__ import annotations

from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.allowing import needs
from silkfield.operations.recording import may_write, referred
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.store.reading import Reader
from silkfield.store.writing import Put


@needs(Ability.RECORD)
def take_back(sitting: Sitting, changes: Changes) -> Changes:
    """Give each record that a save wrote what it said before; a record that was new is removed. Raises Trouble.

    A record that was changed since is nobody's to overwrite: then nothing is taken back. What was opened for the coordinator
    stays open: only the coordinator ends it.
    """
    with sitting.store.writing() as connection:
        reader = sitting.reader(connection)
        records = [one for one in dict.fromkeys(changes.records) if not _is_closed(sitting, reader, one)]
        puts = [_put(sitting, reader, record, changes.transaction) for record in records]
        if not puts:
            return Changes()
        writer = sitting.writer(connection)
        transaction = writer.save(puts, "undo")
        writer.flush()
    return Changes(frozenset(put.form for put in puts), tuple(put.record for put in puts), (), transaction)


def _is_closed(sitting: Sitting, reader: Reader, record: str) -> bool:
    return any(sitting.form(form).sealed for form in reader.forms_of(record)) and reader.one(record) is None


def _put(sitting: Sitting, reader: Reader, record: str, transaction: str) -> Put:
    told = {revision: (said, entry) for said, revision, entry in reader.revisions(record)}
    shown = reader.one(record)
    if shown is None or shown.heads > 1 or told[shown.revision][1].transaction != transaction:
        raise Trouble(
            _("It was changed since and cannot be taken back."), _("Look at its history."), code="changed_since"
        )
    form = sitting.form(shown.form)
    may_write(sitting, form, shown)
    parents = told[shown.revision][0].parents
    before = told[parents[0]][0] if parents else None
    answers = None if before is None or before.removed else dict(form.upgraded(before.answers, before.schema))
    references = referred(form, answers) if answers else ()
    return Put(form.key, record, answers, sitting.audience(form), [shown.revision], references)
