"""Finding: lists, single records, what changed when, and how far each record has travelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from silkfield.errors import Trouble
from silkfield.formkit.answers import Choice, Choices
from silkfield.formkit.codes import Codes, standard_codes
from silkfield.formkit.folding import folded
from silkfield.formkit.form import Form
from silkfield.formkit.problems import Around
from silkfield.language import _
from silkfield.log.lines import Revision
from silkfield.matching.keys import NAME, looked_up
from silkfield.matching.names import is_heard
from silkfield.operations import joined
from silkfield.operations.allowing import require_form
from silkfield.operations.recording import known
from silkfield.operations.sitting import Sitting
from silkfield.store import people
from silkfield.store.columns import fits, to_json
from silkfield.store.reading import Reader, Shown, State
from silkfield.store.seeking import Sought

MOST_HEARD = 200
"""Of names that sound like what was typed, so many are looked at of each key."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of records, and how many there are in all."""

    form: str
    count: int
    records: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that a revision changed; None stands for no answer."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Step:
    """One revision in the history of a record. `time` in ms since 1970, `zone` minutes east."""

    revision: str
    parents: tuple[str, ...]
    who: str
    why: str
    time: int
    zone: int
    removed: bool
    note: str
    differences: tuple[Difference, ...]
    values: Mapping[str, Any]
    state: State
    withheld: bool


def listing(
    sitting: Sitting,
    form: str,
    *,
    find: str = "",
    where: Mapping[str, Any] | None = None,
    limit: int = 0,
    offset: int = 0,
    removed: bool = False,
    among: Sequence[str] | None = None,
) -> Listing:
    """Return records of a form, the newest first; `find` is what a person types, in either script. Raises Trouble.

    `among` leaves out all others than these, by their ids. Of entries of the directory that were joined the first one stands
    in the list, and is found by what the others say.
    """
    require_form(sitting, sitting.form(form))
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        sought = _sought(sitting, reader, form, find)
        behind = joined.standing(reader, form) if sitting.form(form).shared and not removed else {}
        if sought and behind:
            met = reader.listing(form, sought=sought, among=list(behind))
            sought = replace(sought, heard=(*sought.heard, *(behind[one.id] for one in met)))
        records = reader.listing(
            form, sought=sought, where=where, limit=limit, offset=offset, removed=removed, among=among, without=behind
        )
        count = reader.count(form, sought=sought, where=where, removed=removed, among=among, without=behind)
    return Listing(form, count, tuple(records))


def _sought(sitting: Sitting, reader: Reader, form: str, find: str) -> Sought | None:
    """Return what is sought by what a person types: words, codes that headquarters calls so, names written otherwise."""
    words = tuple(folded(find).split())
    if not words:
        return None
    shape, codes = sitting.form(form), sitting.around().codes
    called = {word: _called(shape, codes, word) for word in words}
    named = [one.name for one in shape.fields if one.known_by == NAME]
    met = reader.meeting(form, looked_up([find], (), (), typing=True), MOST_HEARD) if named else []
    heard = (one.id for one in met if any(is_heard(find, one.values.get(name) or "") for name in named))
    return Sought(words, called, tuple(heard))


def _called(form: Form, codes: Codes, word: str) -> dict[str, list[str]]:
    """Return the codes whose words of headquarters hold a word, by field; what the program itself calls them is in the text."""
    found = {}
    for one in form.fields:
        if one.searched and isinstance(one.answer, (Choice, Choices)):
            own, delivered = codes[one.answer.codes], standard_codes()[one.answer.codes]
            if own is not delivered:
                found[one.name] = [
                    code.key
                    for code in own.codes
                    if code != delivered.by_key.get(code.key) and word in folded(f"{code.label} {code.urdu}")
                ]
    return {name: keys for name, keys in found.items() if keys}


def several(sitting: Sitting, form: str, records: Sequence[str]) -> dict[str, Shown]:
    """Return those of these records that are here, by id."""
    require_form(sitting, sitting.form(form))
    with sitting.store.reading() as connection:
        return {one.id: one for one in sitting.reader(connection).several(form, records)}


def record(sitting: Sitting, record_id: str) -> Shown:
    """Return one record. Raises Trouble when there is none, or it is not for this person."""
    found = known(sitting, record_id)
    require_form(sitting, sitting.form(found.form))
    return found


def refuse_hidden(shown: Shown | None) -> None:
    """Refuse to correct a record that is not shown whole: what is hidden would be lost. Raises Trouble."""
    if shown is not None and shown.hidden:
        raise hidden_now()


def hidden_now() -> Trouble:
    """Return what is said where names would be needed."""
    return Trouble(
        _("Names are hidden while a client looks at the screen."),
        _("Press F9 to show them, then go on."),
        code="client_view",
    )


def history(sitting: Sitting, record_id: str) -> list[Step]:
    """Return every revision of a record, the first one first, with what each changed. Raises Trouble."""
    shown = record(sitting, record_id)
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        revisions = reader.revisions(shown.id)
        names = people.names(connection, (row.person for _content, _revision, row in revisions))
        states = [reader.travels.state(row.stream, row.n)[0] for _content, _revision, row in revisions]
    form = sitting.forms.get(shown.form)
    by_id = {revision: reader.seen(shown.form, _read_today(form, content)) for content, revision, _row in revisions}
    steps = []
    for (content, revision, row), state in zip(revisions, states, strict=True):
        answers = by_id[revision]
        before = next((by_id[parent] for parent in content.parents if parent in by_id), {})
        steps.append(
            Step(
                revision,
                content.parents,
                names.get(row.person, _("somebody at another office")),
                row.why,
                row.wall,
                row.zone,
                content.removed,
                content.note,
                () if content.removed else differences(before, answers),
                answers,
                state,
                row.withheld,
            )
        )
    return steps


def _read_today(form: Form | None, said: Revision) -> Mapping[str, Any]:
    """Return the answers of a revision in the shape of today's form, so that an upgrade is no change of anybody's."""
    return form.upgraded(said.answers, said.schema) if form and said.kind == form.key else said.answers


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Return the answers that differ, in the order they stand in."""
    names = dict.fromkeys([*before, *after])
    return tuple(
        Difference(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    )


def state_in_words(shown: Shown) -> str:
    """Say where a record is, in the words of the route."""
    return state_words(shown.state, shown.bundle)


def state_words(state: State, bundle: int = 0) -> str:
    """Say how far something has travelled."""
    if state is State.RECEIVED:
        return _("Received by HQ")
    if state is State.BY_PHONE:
        return _("Received by HQ (by phone)")
    if state is State.IN_BUNDLE:
        return _("In bundle {number}").format(number=bundle)
    return _("Saved on this laptop")


def states(sitting: Sitting) -> dict[State, int]:
    """Return how many records of this site have travelled how far, over all forms that go to headquarters.

    What headquarters has confirmed by phone counts as received.
    """
    counts = dict.fromkeys(State, 0)
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        for form in sitting.forms.values():
            if form.own_page and form.audience.value == "hq":
                for state, count in reader.states(form.key, sitting.office.site).items():
                    counts[state] += count
    counts[State.RECEIVED] += counts.pop(State.BY_PHONE)
    return counts


def shown_values(sitting: Sitting, form: Form, values: Mapping[str, Any]) -> dict[str, str]:
    """Return the answers of a record as people read them, by field name; those not known here stand at the end."""
    around = sitting.around()
    names = [*form.by_name, *(name for name in values if name not in form.by_name)]
    return {name: shown_answer(form, name, values[name], around) for name in names if values.get(name) is not None}


def shown_answer(form: Form, name: str, value: Any, around: Around) -> str:
    """Return one answer as people read it, or just as it is when this version does not know the field or the shape."""
    field = form.by_name.get(name)
    if field and fits(field.answer, value):
        return field.answer.show(value, around)
    return value if isinstance(value, str) else to_json(value)
