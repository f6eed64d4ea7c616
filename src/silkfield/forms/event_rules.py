"""What must hold of an event: its days, its places, its agenda, and what it was held for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations

from silkfield.formkit.days import iso_day
from silkfield.formkit.grids import heads, heads_by_sex
from silkfield.formkit.problems import Around, Problem, Values, error, warning
from silkfield.formkit.rest_days import COUNTRIES, holiday, is_weekend
from silkfield.language import _

LONGEST = 15
"""Days; trainings of trainers of ten days exist."""

UNSURE = frozenset({"PLANNED", "POSTPONED", "CANCELLED"})
"""States in which an event may have no days yet, or no more."""


def no_days_yet(values: Values, around: Around) -> bool:
    """Excuse missing days of an event that has not found its days."""
    return values.get("status") in UNSURE


def span(values: Values) -> tuple[date, date] | None:
    """Return the first and the last day of an event, None while either is open."""
    start, end = iso_day(values.get("start_date")), iso_day(values.get("end_date"))
    return (start, end) if start and end else None


def days_of(values: Values) -> list[str]:
    """Return the days on which an event takes place: those of its venues where they have days, else all of its span.

    A day of travel between two venues is no day of attendance.
    """
    days = span(values)
    if days is None:
        return []
    venues = [venue for venue in values.get("venues") or () if venue.get("from_day") and venue.get("to_day")]
    stays = [(venue["from_day"], venue["to_day"]) for venue in venues]
    every = (days[0] + timedelta(count) for count in range((days[1] - days[0]).days + 1))
    texts = [day.isoformat() for day in every]
    return [day for day in texts if not stays or any(first <= day <= last for first, last in stays)]


def counts_by_list(values: Values, names: int) -> bool:
    """Tell whether an event's people are its list and not its head count: the list is complete, or no shorter."""
    return values.get("people_list") == "COMPLETE" or names >= heads(values.get("heads"))


def counted(values: Values, names: Mapping[str, int]) -> dict[str, int]:
    """Return an event's people by sex, each once: those of its list, or its head count. `names` are the participants."""
    return dict(names) if counts_by_list(values, sum(names.values())) else heads_by_sex(values.get("heads"))


def main_venue(values: Values) -> Values:
    """Return the main venue of an event, the first one when none is marked, empty when it has none."""
    venues = values.get("venues") or []
    return next((venue for venue in venues if venue.get("main")), venues[0] if venues else {})


def days_make_sense(values: Values, around: Around) -> Iterator[Problem]:
    """An event that was held has ended; very long ones and those outside the project are said once.

    From the first to the last day of a month means that only the month is known.
    """
    days = span(values)
    if days is None:
        if no_days_yet(values, around):
            yield warning(
                "start_date", "date_missing_planned", _("This event has no days yet. Add them when they are fixed.")
            )
        return
    start, end = days
    if values.get("status") == "HELD" and end > around.today:
        yield error("status", "held_in_future", _("This event has not ended. Choose Planned or Confirmed."))
    whole_month = start.day == 1 and (end + timedelta(1)).day == 1
    if (end - start).days >= LONGEST and not whole_month:
        sentence = _("The event takes more than {count} days. Are the days right?").format(count=LONGEST)
        yield warning("end_date", "longer_than_15_days", sentence)
    if start < around.project_start or end > around.project_end:
        yield warning("end_date", "outside_project", _("The event is outside the days of the project."))


def weekends_are_meant(values: Values, around: Around) -> Iterator[Problem]:
    """A first or last day on a local weekend or public holiday is said once to who types it."""
    days = span(values) if around.typed else None
    country = main_venue(values).get("country") or ""
    if days is None or country not in COUNTRIES:
        return
    if any(is_weekend(day, country) for day in days):
        yield warning("start_date", "weekend", _("The first or last day is a day of rest there. Are the days right?"))
    for name in dict.fromkeys(name for day in days if (name := holiday(day, country))):
        yield warning(
            "start_date", "holiday", _("There is a holiday there: {day}. Are the days right?").format(day=name)
        )


def venues_fit(values: Values, around: Around) -> Iterator[Problem]:
    """One venue is the main one, and each lies inside the event's days."""
    venues = values.get("venues") or []
    if sum(venue.get("main") is True for venue in venues) > 1:
        yield error("venues", "two_main_venues", _("Mark one venue as the main one."))
    days = span(values)
    for venue in venues:
        first, last = iso_day(venue.get("from_day")), iso_day(venue.get("to_day"))
        if first and last and last < first:
            yield error("venues", "venue_days", _("The days at a venue end before they begin. Correct them."))
        elif days and any(day and not days[0] <= day <= days[1] for day in (first, last)):
            yield error("venues", "venue_outside", _("A venue has days outside the event. Correct the days."))


def agenda_fits(values: Values, around: Around) -> Iterator[Problem]:
    """Each item of the agenda is on a day of the event and ends after it starts; no trainer is in two rooms."""
    days = span(values)
    agenda = values.get("agenda") or []
    for item in agenda:
        day, starts, ends = iso_day(item.get("day")), item.get("starts_at"), item.get("ends_at")
        if day and days and not days[0] <= day <= days[1]:
            yield error("agenda", "agenda_outside", _("An item of the agenda is outside the event's days."))
        if starts and ends and ends <= starts:
            yield error("agenda", "agenda_times", _("An item of the agenda ends before it starts. Correct the times."))
    timed = [item for item in agenda if item.get("day") and item.get("starts_at") and item.get("ends_at")]
    for one, other in combinations(timed, 2):
        overlap = one["starts_at"] < other["ends_at"] and other["starts_at"] < one["ends_at"]
        if one["day"] == other["day"] and overlap and one.get("trainers") and one["trainers"] == other.get("trainers"):
            yield warning("agenda", "trainer_twice", _("{name} is in two places at once.").format(name=one["trainers"]))


def somebody_came(values: Values, around: Around) -> Iterator[Problem]:
    """An event that was held has heads or a list; a container of other events (kind “Other”) has none of its own."""
    held = around.typed and values.get("status") == "HELD" and values.get("kind") != "OTHER"
    if held and not heads(values.get("heads")) and values.get("people_list") in (None, "NONE"):
        yield warning("heads", "no_heads", _("Nobody is counted yet. Add a head count or the list of people."))


def countries_are_listed(values: Values, around: Around) -> Iterator[Problem]:
    """Countries that are only named as a crowd (“45 countries”) are in no table by country."""
    if values.get("countries_text") and not values.get("countries"):
        yield warning("countries", "countries_not_listed", _("The countries are not listed one by one."))


def no_circle(values: Values, around: Around) -> Iterator[Problem]:
    """An event is no part, and no consequence, of itself."""
    for name in ("parent", "cascade_of"):
        seen = {around.record} if around.record else set()
        above = values.get(name)
        while above and above not in seen:
            seen.add(above)
            above = (around.resolve("event", above) or {}).get(name)
        if above:
            yield error(name, "circle", _("The event would be a part of itself. Choose another one."))
