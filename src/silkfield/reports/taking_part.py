"""Where the events of a month were held, and who took part in which role: two tables beside R3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from silkfield.formkit.problems import Around, Values
from silkfield.forms.event_rules import days_of
from silkfield.forms.participation import days_attended
from silkfield.language import N_, _
from silkfield.reports.tables import Table

HOST_COLUMNS = (N_("Country of the venue"), N_("Events"), N_("Days"))
ROLE_COLUMNS = (N_("Role"), N_("Participations"), N_("People"))

RULES = (
    N_("An event with venues in two countries stands in the row of each; a day of travel between them in none."),
    N_("Roles belong to the event. Who had two roles stands in both rows, and is one person in the last one."),
)


def host_countries(events: Iterable[Values], around: Around, title: str) -> tuple[Table, dict[str, int]]:
    """Return the countries of the venues with how many events and days each had, and the events by country as figures."""
    counts: Counter[str] = Counter()
    days: Counter[str] = Counter()
    for values in events:
        places = {str(venue["country"]) for venue in values.get("venues") or () if venue.get("country")}
        counts.update(places)
        for country in places:
            days[country] += len(_days_in(values, country, only=len(places) == 1))
    codes = around.codes["country"]
    in_order = sorted(counts, key=lambda country: (-counts[country], codes.text(country)))
    rows = tuple((codes.text(country), counts[country], days[country] or None) for country in in_order)
    words = _("{title}: by country of the venue").format(title=title)
    return Table(words, tuple(map(_, HOST_COLUMNS)), rows, (_(RULES[0]),), words=(0,)), dict(counts)


def _days_in(values: Values, country: str, *, only: bool) -> list[str]:
    """Return the days of an event in a country: those of its venues there, and all of them where it is the `only` one."""
    stays = [
        (str(venue["from_day"]), str(venue["to_day"]))
        for venue in values.get("venues") or ()
        if venue.get("country") == country and venue.get("from_day") and venue.get("to_day")
    ]
    return [day for day in days_of(values) if only or any(first <= day <= last for first, last in stays)]


def by_role(participations: Iterable[Values], around: Around, title: str) -> tuple[Table, dict[str, Any]]:
    """Return participations and people by role, everybody once in the last row; participations name who stands for a person."""
    counts: Counter[str] = Counter()
    people: dict[str, set[str]] = {}
    for values in participations:
        if values.get("attendance") and not days_attended(values["attendance"]):
            continue  # whose days are marked and who never came
        role = str(values.get("role") or "")
        counts[role] += 1
        people.setdefault(role, set()).add(str(values.get("person")))
    everybody = set[str]().union(*people.values())
    codes = around.codes["participation_role"]
    rows = [(codes.text(role), counts[role], len(people[role])) for role in codes.by_key if counts[role]]
    if rows:
        rows.append((_("All roles"), counts.total(), len(everybody)))
    figures = {"roles": dict(counts), "participations": counts.total(), "officials": len(everybody)}
    words = _("{title}: by role").format(title=title)
    return Table(words, tuple(map(_, ROLE_COLUMNS)), tuple(rows), (_(RULES[1]),), words=(0,)), figures
