"""Attendance: who was at an event, on which days and with which scores, marked together and saved as one entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from silkfield.errors import Trouble
from silkfield.formkit.folding import folded
from silkfield.forms.event_rules import days_of
from silkfield.forms.participation import WORTH, completed, highest_score
from silkfield.language import _
from silkfield.operations import finding, joined
from silkfield.operations.allowing import needs
from silkfield.operations.recording import Wanted, save_together
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.records.identity import new_id
from silkfield.store.reading import Reader, Shown

PARTICIPANT = "PART"
MOST = 100_000
"""Greater than any number on a list: people without one come last."""


@dataclass(frozen=True, slots=True)
class Attending:
    """One person at an event. `person` is the entry that stands for them, `number` the place on the list, from 1; `hidden`
    means that the name is not shown now."""

    participation: Shown
    person: str
    number: int
    name: str
    other_name: str
    certificate_name: str
    sex: str
    organisation: str
    hidden: bool

    @property
    def id(self) -> str:
        """The id of the participation."""
        return self.participation.id

    @property
    def shown_name(self) -> str:
        """The name, or why there is none."""
        return _("Name hidden") if self.hidden else self.name or _("No name here")

    @property
    def takes_part(self) -> bool:
        """Tell whether the person is counted as a participant, and not a trainer, a guest or an organiser."""
        return bool(self.participation.values.get("role") == PARTICIPANT)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The attendance sheet of an event: its days (ISO), its people in the order of the list, the highest score of its test."""

    event: Shown
    days: tuple[str, ...]
    people: tuple[Attending, ...]
    highest: float | None


@dataclass(frozen=True, slots=True)
class Totals:
    """What a sheet adds up to, for participants; `present` people by day are of every role, as in the room."""

    participants: int
    by_sex: Mapping[str, int]
    completed: Mapping[str, int]
    pairs: int
    gain: float | None
    certificates: int
    present: Mapping[str, int]


def sheet(sitting: Sitting, event: str) -> Sheet:
    """Return the attendance sheet of an event. Raises Trouble when the event is not known here."""
    with sitting.store.reading() as connection:
        reader, around = sitting.reader(connection), sitting.around(connection)
        found = reader.one(event, "event")
        if found is None or found.removed:
            raise Trouble(
                _("There is no such event here any more."), _("Look it up in the list of events."), code="no_event"
            )
        rows = joined.once(reader, reader.listing("participation", where={"event": event}))
        people = _officials_of(reader, rows)
        posts = _ids(rows, "organisation") + _ids(list(people.values()), "organisation")
        names = _organisations(reader, posts)
        highest = highest_score(found.values, around)
    in_order = sorted(rows, key=lambda row: (row.values.get("nomination_number") or MOST, row.created, row.id))
    attending = tuple(
        _attending(place, row, people.get(str(row.values.get("person"))), names)
        for place, row in enumerate(in_order, 1)
    )
    return Sheet(found, tuple(days_of(found.values)), attending, highest)


def _ids(rows: Sequence[Shown], field: str) -> list[str]:
    return list(dict.fromkeys(str(row.values[field]) for row in rows if row.values.get(field)))


def _officials_of(reader: Reader, rows: Sequence[Shown]) -> dict[str, Shown]:
    """Return the people of these rows by the ids that stand there; one who was joined is who stands for both."""
    stands, named = joined.standing(reader, "person"), _ids(rows, "person")
    found = {one.id: one for one in reader.several("person", [stands.get(one, one) for one in named])}
    return {one: found[stood] for one in named if (stood := stands.get(one, one)) in found}


def _organisations(reader: Reader, records: Sequence[str]) -> dict[str, str]:
    stands, named = joined.standing(reader, "organisation"), list(dict.fromkeys(records))
    found = {one.id: one.values for one in reader.several("organisation", [stands.get(one, one) for one in named])}
    called = {one: str(values.get("short_name") or values.get("name") or "") for one, values in found.items()}
    return {one: called[stood] for one in named if (stood := stands.get(one, one)) in called}


def _attending(place: int, row: Shown, person: Shown | None, organisations: Mapping[str, str]) -> Attending:
    values = person.values if person else {}
    post = row.values.get("organisation") or values.get("organisation") or ""
    return Attending(
        row,
        person.id if person else str(row.values.get("person") or ""),
        place,
        str(values.get("full_name") or ""),
        str(values.get("name_local") or ""),
        str(values.get("certificate_name") or values.get("full_name") or ""),
        str(values.get("sex") or "U"),
        organisations.get(str(post), ""),
        bool(person and person.hidden),
    )


def with_marks(values: Mapping[str, Any], marked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers with marks in them: days of attendance one by one, scores whole; None takes one out."""
    days = {**(values.get("attendance") or {}), **marked.get("attendance", {})}
    attendance = {day: mark for day, mark in days.items() if mark} or None
    return {**values, **marked, "attendance": attendance}


def totals(found: Sheet, marked: Mapping[str, Mapping[str, Any]] | None = None) -> Totals:
    """Add a sheet up; `marked` are marks and scores by participation that are not saved yet."""
    by_sex: Counter[str] = Counter()
    done: Counter[str] = Counter()
    present: Counter[str] = Counter()
    gains, certificates = [], 0
    for one in found.people:
        values = with_marks(one.participation.values, (marked or {}).get(one.id, {}))
        present.update(day for day, mark in (values.get("attendance") or {}).items() if WORTH.get(mark))
        if not one.takes_part:
            continue
        by_sex[one.sex] += 1
        done[one.sex] += completed(values, found.event.values)
        certificates += bool(values.get("certificate_number"))
        before, after = values.get("pre_score"), values.get("post_score")
        if before is not None and after is not None:
            gains.append(after - before)
    gain = sum(gains) / len(gains) if gains else None
    return Totals(by_sex.total(), by_sex, done, len(gains), gain, certificates, present)


@needs(Ability.RECORD)
def mark(sitting: Sitting, marked: Mapping[str, Mapping[str, Any]]) -> Changes:
    """Save marks and scores of many people as one entry; None takes one out. Raises Refused, then nothing is saved.

    A day that is not named keeps what stands there now: somebody else may have marked it meanwhile.
    """
    with sitting.store.reading() as connection:
        shown = sitting.reader(connection).several("participation", list(marked))
    wanted = [Wanted("participation", with_marks(one.values, marked[one.id]), one.id, one.revision) for one in shown]
    return save_together(sitting, wanted)


@needs(Ability.RECORD)
def add(sitting: Sitting, event: str, name: str) -> Changes:
    """Put a person on the sheet by name: the one official of that name who is known here, else a new one. Raises Trouble.

    Names are the same when they fold to the same letters; of several officials of one name none is taken.
    """
    found = sheet(sitting, event)
    known = _officials(sitting, name)
    there = {one.person for one in found.people}
    if len(known) == 1 and known[0].id in there:
        raise Trouble(_("{name} is on the list already.").format(name=name), _("Choose the row."), code="on_the_list")
    last = max((one.participation.values.get("nomination_number") or one.number for one in found.people), default=0)
    answers: dict[str, Any] = {"event": event, "role": PARTICIPANT, "nomination_number": last + 1}
    if len(known) == 1:
        post = {field: known[0].values.get(field) for field in ("organisation", "unit", "position", "country")}
        return save_together(sitting, [Wanted("participation", {**answers, **post, "person": known[0].id})])
    person = new_id(sitting.clock.now())
    return save_together(
        sitting,
        [
            Wanted("person", {"full_name": name, "sex": "U"}, person, is_new=True),
            Wanted("participation", {**answers, "person": person}),
        ],
    )


def _officials(sitting: Sitting, name: str) -> list[Shown]:
    found = finding.listing(sitting, "person", find=name, limit=MOST).records
    return [one for one in found if folded(str(one.values.get("full_name", ""))) == folded(name)]
