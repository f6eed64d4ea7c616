"""Pairing: two clients, officials or organisations are one, or are not; both are remembered, travel, and can be taken back.

Nothing is moved: every record stays with the entry it was recorded under, and entries that were joined are read together.
So whatever was added or corrected meanwhile is with its own entry when they are parted again. What belongs to either is
found by the rule that each reference declares (`formkit/references.py`, `joined.py`).
"""

from __future__ import annotations

from silkfield.errors import Trouble
from silkfield.forms.comparing import DIFFERENT, SAME
from silkfield.language import _
from silkfield.operations import joined, recording
from silkfield.operations.allowing import needs
from silkfield.operations.joined import Said
from silkfield.operations.recording import Wanted
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.store.reading import Reader, Shown


@needs(Ability.RECORD)
def join(sitting: Sitting, record: str, other: str) -> Changes:
    """Say that two records are one; clients only for whoever works with them. Raises Trouble."""
    return _say(sitting, record, other, SAME)


@needs(Ability.RECORD)
def tell_apart(sitting: Sitting, record: str, other: str) -> Changes:
    """Say that two records are not the same, so that nobody is asked again. Raises Trouble."""
    return _say(sitting, record, other, DIFFERENT)


@needs(Ability.RECORD)
def separate(sitting: Sitting, record: str) -> Changes:
    """Part a record from all it was joined with; what was recorded under each entry stays with that entry."""
    form = recording.known(sitting, record).form
    with sitting.store.reading() as connection:
        pairs = joined.pairs(sitting.reader(connection), form, [record])
    parted = [_changed(one, DIFFERENT) for one in pairs if one.values.get("verdict") == SAME]
    return recording.save_together(sitting, parted)


def _say(sitting: Sitting, record: str, other: str, verdict: str, **more: str) -> Changes:
    form = recording.known(sitting, record).form
    for one in (record, other):
        if recording.known(sitting, one, form).removed:
            raise Trouble(_("This entry was removed."), _("Bring it back first."), code="removed")
    with sitting.store.reading() as connection:
        wanted = say(sitting.reader(connection), form, record, other, verdict, **more)
    return recording.save_together(sitting, wanted)


def say(reader: Reader, form: str, record: str, other: str, verdict: str, **more: str) -> list[Wanted]:
    """Return what is to be saved to say something of two records, which may be at another site. Raises Trouble."""
    comparison = joined.comparison_of(reader, form)
    if comparison is None:
        raise Trouble(_("Records of this kind are not joined."), _("Remove the one that is too many."), code="no_join")
    near = {*joined.entries(reader, record, form), *joined.entries(reader, other, form)}
    said = joined.pairs(reader, form, near)
    kept = [one for one in said if joined.both(one, form) == {record, other}]
    others = Said.of([one for one in said if one not in kept], form)
    if verdict == SAME and others.groups().are_apart(record, other):
        raise Trouble(
            _("One that was joined with it was said not to be the same as the other."),
            _("Separate them first, if that was wrong."),
            code="told_apart",
        )
    new = Wanted(comparison.key, {form: record, "other": other, "verdict": verdict, **more})
    return [_changed(one, verdict, **more) for one in kept] or [new]


def _changed(pair: Shown, verdict: str, **more: str) -> Wanted:
    return Wanted(pair.form, {**pair.values, "verdict": verdict, **more}, pair.id, pair.revision)
