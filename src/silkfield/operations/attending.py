"""Attendance: who was at an event, on which days and with which scores, marked together and saved as one entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from silkfield.errors import Trouble
from silkfield.formkit.folding import folded
from silkfield.forms.evaluation import satisfaction
from silkfield.forms.event_rules import counted, counts_by_list, days_of
from silkfield.forms.participation import PARTICIPANT, WORTH, attended_enough, highest_score, threshold, took_part
from silkfield.language import _
from silkfield.operations import finding, joined
from silkfield.operations.allowing import needs
from silkfield.operations.recording import Wanted, save_together
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.records.identity import new_id
from silkfield.store.reading import Reader, Shown

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
    def answers(self) -> dict[str, Any]:
        """What the sheet shows and lets people mark: the answers of the participation, and the person's sex."""
        return {**self.participation.values, "sex": self.sex}

    @property
    def takes_part(self) -> bool:
        """Tell whether the person is counted as a participant, and not a trainer, a guest or an organiser."""
        return bool(self.participation.values.get("role") == PARTICIPANT)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The attendance sheet of an event: its days (ISO), its people in the order of the list, the highest score of its test,
    and the mean mark of its evaluations."""

    event: Shown
    days: tuple[str, ...]
    people: tuple[Attending, ...]
    highest: float | None
    satisfaction: float | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """What a sheet adds up to, for participants; `present` people by day are of every role, as in the room.

    `counted` are the people of the event by sex as reports count them, `by_list` says that they are those of the list.
    """

    participants: int
    by_sex: Mapping[str, int]
    completed: Mapping[str, int]
    pairs: int
    gain: float | None
    certificates: int
    present: Mapping[str, int]
    counted: Mapping[str, int]
    by_list: bool
    consents: Mapping[str, int]


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
        mean = satisfaction(one.values for one in reader.listing("evaluation", where={"event": event}))
    in_order = sorted(rows, key=lambda row: (row.values.get("nomination_number") or MOST, row.created, row.id))
    attending = tuple(
        _attending(place, row, people.get(str(row.values.get("person"))), names)
        for place, row in enumerate(in_order, 1)
    )
    return Sheet(found, tuple(days_of(found.values)), attending, highest, mean)


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


def totals(found: Sheet, answers: Mapping[str, Mapping[str, Any]] | None = None) -> Totals:
    """Add a sheet up; `answers` by participation are those that are shown, also what is not saved yet."""
    days, percent = len(found.days), threshold(found.event.values)
    by_sex: Counter[str] = Counter()
    done: Counter[str] = Counter()
    present: Counter[str] = Counter()
    came: Counter[str] = Counter()
    consents: Counter[str] = Counter()
    gains, certificates = [], 0
    for one in found.people:
        values = answers[one.id] if answers else one.answers
        consents.update(name for name in ("photo_consent", "list_consent") if values.get(name))
        present.update(day for day, mark in (values.get("attendance") or {}).items() if WORTH.get(mark))
        if values.get("role") != PARTICIPANT:
            continue
        sex = values["sex"]
        by_sex[sex] += 1
        came[sex] += took_part(values)
        done[sex] += attended_enough(values, days, percent)
        certificates += bool(values.get("certificate_number"))
        before, after = values.get("pre_score"), values.get("post_score")
        if before is not None and after is not None:
            gains.append(after - before)
    gain = sum(gains) / len(gains) if gains else None
    people, by_list = counted(found.event.values, came), counts_by_list(found.event.values, came.total())
    return Totals(by_sex.total(), by_sex, done, len(gains), gain, certificates, present, people, by_list, consents)


@needs(Ability.RECORD)
def mark(sitting: Sitting, marked: Mapping[str, Mapping[str, Any]]) -> Changes:
    """Save what was marked of many people as one entry; None takes an answer out. Raises Refused, then nothing is saved.

    A day that is not named keeps what stands there now: somebody else may have marked it meanwhile. The sex is an answer of
    the person. Raises Trouble while names are hidden, for then a person cannot be written whole.
    """
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        shown = reader.several("participation", list(marked))
        of = _officials_of(reader, [one for one in shown if "sex" in marked[one.id]])
    people: dict[str, Shown] = {}
    sexes: dict[str, str] = {}
    for one in shown:
        if "sex" in marked[one.id] and (official := of.get(str(one.values.get("person")))):
            people[official.id], sexes[official.id] = official, marked[one.id]["sex"]
    for person in people.values():
        finding.refuse_hidden(person)
    wanted = [
        Wanted("participation", with_marks(one.values, _without_sex(marked[one.id])), one.id, one.revision)
        for one in shown
    ]
    wanted += [
        Wanted("person", {**one.values, "sex": sexes[one.id] or "U"}, one.id, one.revision) for one in people.values()
    ]
    return save_together(sitting, wanted)


def _without_sex(marks: Mapping[str, Any]) -> dict[str, Any]:
    return {name: mark for name, mark in marks.items() if name != "sex"}


@needs(Ability.RECORD)
def count(sitting: Sitting, event: str, by_sex: Mapping[str, int], people_list: str, *, estimate: bool) -> Changes:
    """Save how many heads an event had, and how complete its list of people is; nobody counts twice. Raises Refused.

    Of a sex whose heads are the same as before the age bands stay.
    """
    shown = finding.record(sitting, event)
    before: Mapping[str, Any] = (shown.values.get("heads") or {}).get("cells") or {}
    cells = {
        sex: before[sex] if sum(before.get(sex, {}).values()) == heads else {"AUN": heads}
        for sex, heads in by_sex.items()
        if heads
    }
    heads = {"cells": cells, **({"estimate": True} if estimate else {})} if cells else None
    answers = {**shown.values, "heads": heads, "people_list": people_list}
    return save_together(sitting, [Wanted("event", answers, event, shown.revision)])


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
