"""R3 and R6: the events of a month, each once, with who was there; and what the graduates of a training taught on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from silkfield.formkit.answers import Day
from silkfield.formkit.days import iso_day
from silkfield.formkit.problems import Around, Values
from silkfield.forms.evaluation import satisfaction
from silkfield.forms.event_rules import counted, main_venue
from silkfield.forms.participation import completed, took_part
from silkfield.language import N_, _
from silkfield.reports import taking_part
from silkfield.reports.measures import Period
from silkfield.reports.tables import Cell, Table

TRAINERS = "TOT"

RULES = (
    N_("An event counts in the month in which it ends, once, whatever the number of its venues and components."),
    N_("An event that other events are part of is not counted itself."),
    N_("With a complete list of people the list counts; else the larger of head count and list."),
    N_(
        "The gain is the mean of people with both scores; the mark is the mean of all questions of the evaluation, from 1 to 5."
    ),
)
CASCADE_RULES = (
    N_("Graduates completed the training of trainers. An event hangs below the training whose graduates taught it."),
    N_("People reached are the participants of all events below that were held, each event once."),
)

EVENT_COLUMNS = (
    N_("Number"),
    N_("Dates"),
    N_("Kind"),
    N_("Title"),
    N_("Place"),
    N_("For"),
    N_("People"),
    N_("Women"),
    N_("Completed"),
    N_("Gain"),
    N_("Mark"),
)
CASCADE_COLUMNS = (N_("Event"), N_("Dates"), N_("People"), N_("Graduates"), N_("Events taught"), N_("People reached"))


@dataclass(frozen=True, slots=True)
class Held:
    """An event with its participations, each with the sex of its person, and its evaluations."""

    id: str
    values: Values
    people: tuple[tuple[Values, str], ...] = ()
    evaluations: tuple[Values, ...] = ()

    @property
    def participants(self) -> list[tuple[Values, str]]:
        """The people who took part: no trainers, guests and organisers, and nobody whose days are marked and who never came."""
        return [(one, sex) for one, sex in self.people if took_part(one)]

    @property
    def counted(self) -> Counter[str]:
        """People by sex: the list where it is complete, else the larger of list and head count."""
        return Counter(counted(self.values, Counter(sex for _one, sex in self.participants)))

    @property
    def graduates(self) -> int:
        """How many completed it."""
        return sum(completed(one, self.values) for one, _sex in self.participants)

    @property
    def gain(self) -> float | None:
        """The mean gain of people with both scores."""
        pairs = [(one.get("pre_score"), one.get("post_score")) for one, _sex in self.participants]
        gains = [after - before for before, after in pairs if before is not None and after is not None]
        return sum(gains) / len(gains) if gains else None

    @property
    def satisfaction(self) -> float | None:
        """The mean mark over the questions of all evaluations."""
        return satisfaction(self.evaluations)


def event_list(
    events: Iterable[Held], period: Period, around: Around, title: str
) -> tuple[list[Table], dict[str, Any]]:
    """Return the events that ended in a period, the earliest first, and the totals for programs."""
    every = {one.id: one for one in events}
    containers = {one.values.get("parent") for one in every.values()}
    first, last = period.first.isoformat(), period.last.isoformat()
    ended = sorted(
        (
            one
            for one in every.values()
            if one.values.get("status") == "HELD"
            and one.id not in containers
            and first <= str(one.values.get("end_date", "")) <= last
        ),
        key=lambda one: (str(one.values.get("start_date")), str(one.values.get("title"))),
    )
    rows = tuple(_event_row(one, around) for one in ended)
    by_sex = sum((one.counted for one in ended), Counter[str]())
    figures = {
        "events": len(ended),
        "people": by_sex.total(),
        "women": by_sex["F"],
        "completed": sum(one.graduates for one in ended),
    }
    notes = () if rows else (_("No event ended in this month."),)
    listed = Table(title, tuple(map(_, EVENT_COLUMNS)), rows, notes, words=tuple(range(6)))
    hosts, countries = taking_part.host_countries([one.values for one in ended], around, title)
    roles, people = taking_part.by_role([one for held in ended for one, _sex in held.people], around, title)
    beside = [table for table in (hosts, roles) if table.rows]
    return [listed, *beside], {**figures, "countries": countries, **people}


def _event_row(one: Held, around: Around) -> tuple[Cell, ...]:
    values, codes, counted = one.values, around.codes, one.counted
    venue = main_venue(values)
    country = codes["country"].text(str(venue["country"])) if venue.get("country") else ""
    return (
        str(values.get("number", "")),
        short_dates(values),
        str(values.get("kind", "")),
        str(values.get("title", "")),
        ", ".join(part for part in (str(venue.get("city", "")), country) if part),
        _(", ").join((str(values.get("component", "")), *values.get("components_also", ()))),
        counted.total(),
        counted["F"],
        one.graduates or None,
        None if one.gain is None else round(one.gain, 1),
        None if one.satisfaction is None else round(one.satisfaction, 1),
    )


def _dates(values: Values, around: Around) -> str:
    days = dict.fromkeys(str(values[name]) for name in ("start_date", "end_date") if values.get(name))
    return " – ".join(Day().show(day, around) for day in days)


def short_dates(values: Values) -> str:
    """Write 23.–25.05.2016: a list has no room for more."""
    first, last = iso_day(values.get("start_date")), iso_day(values.get("end_date"))
    if not first or not last:
        return ""
    begin = "" if first == last else f"{first:%d.}–" if first.month == last.month else f"{first:%d.%m.}–"
    return f"{begin}{last:%d.%m.%Y}"


def cascade(events: Iterable[Held], around: Around, title: str) -> tuple[list[Table], dict[str, Any]]:
    """Return each training of trainers with the events its graduates taught, one below the other, and the same as figures."""
    every = sorted(events, key=lambda one: (str(one.values.get("start_date")), str(one.values.get("title"))))
    known, below = {one.id for one in every}, dict[str, list[Held]]()
    for one in every:
        above = str(one.values.get("cascade_of") or "")
        below.setdefault(above if above in known else "", []).append(one)
    rows: list[tuple[Cell, ...]] = []
    figures: dict[str, Any] = {}
    for top in below.get("", []):
        if top.values.get("kind") == TRAINERS or top.id in below:
            rows += _branch(top, below, around, 0)
            reached = _all_below(top, below)
            people = sum(one.counted.total() for one in reached)
            figures[top.id] = {"graduates": top.graduates, "events": len(reached), "people": people}
    notes = () if rows else (_("No training of trainers was recorded."),)
    return [Table(title, tuple(map(_, CASCADE_COLUMNS)), tuple(rows), notes, words=(0, 1))], figures


def _branch(top: Held, below: Mapping[str, Sequence[Held]], around: Around, depth: int) -> list[tuple[Cell, ...]]:
    reached = _all_below(top, below)
    line: tuple[Cell, ...] = (
        "– " * depth + str(top.values.get("title", "")),
        _dates(top.values, around),
        top.counted.total(),
        top.graduates or None,
        len(reached) or None,
        sum(one.counted.total() for one in reached) or None,
    )
    return [line, *(row for one in below.get(top.id, ()) for row in _branch(one, below, around, depth + 1))]


def _all_below(top: Held, below: Mapping[str, Sequence[Held]]) -> list[Held]:
    """Return every event below one that was held, each once; no event hangs below itself."""
    direct = below.get(top.id, ())
    held = [one for one in direct if one.values.get("status") == "HELD"]
    return [*held, *(lower for one in direct for lower in _all_below(one, below))]
