"""An event has days, places and people that fit together."""

from __future__ import annotations

from typing import Any

import pytest

from forms.checking import EVENT, OTHER_EVENT, problems
from silkfield.forms import all_forms
from silkfield.forms.event_rules import days_of, main_venue

TRAINING: dict[str, Any] = {
    "title": "Training on Anti-Trafficking and Border Management",
    "kind": "TRN_NAT",
    "status": "HELD",
    "component": "C1",
    "objectives": ["SO1"],
    "topics": ["T2"],
    "start_date": "2015-09-14",
    "end_date": "2015-09-18",
    "venues": [{"key": "a", "country": "PK", "city": "Islamabad"}],
    "heads": {"cells": {"M": {"AUN": 33}, "F": {"AUN": 4}}},
    "countries": ["PK"],
}
TWO_COUNTRIES: list[dict[str, Any]] = [
    {"key": "a", "country": "IR", "city": "Tehran", "from_day": "2016-05-16", "to_day": "2016-05-18", "main": True},
    {"key": "b", "country": "GE", "city": "Tbilisi", "from_day": "2016-05-20", "to_day": "2016-05-20"},
]


def event(**answers: Any) -> list[tuple[str, str]]:
    around = {name: answers.pop(name) for name in ("typed", "beside", "record", "locked_months") if name in answers}
    return problems("event", {**TRAINING, **answers}, **around)


def in_place(country: str, first: str, last: str) -> dict[str, Any]:
    return {"start_date": first, "end_date": last, "venues": [{"key": "a", "country": country}]}


def test_a_training_that_was_held_has_nothing_wrong() -> None:
    assert event() == []


def test_what_an_event_needs() -> None:
    needed = {field for field, code in problems("event", {}) if code == "missing"}
    assert needed == {"title", "kind", "status", "component", "objectives", "topics", "start_date", "end_date"}


def test_a_planned_event_may_have_no_days_yet() -> None:
    assert event(status="PLANNED", start_date=None, end_date=None) == [("start_date", "(date_missing_planned)")]
    assert event(status="CONFIRMED", start_date=None, end_date=None) == [
        ("start_date", "missing"),
        ("end_date", "missing"),
    ]


def test_an_event_ends_after_it_starts() -> None:
    assert ("end_date", "end_before_start") in event(end_date="2015-09-13")


def test_what_was_held_has_ended() -> None:
    days = {"start_date": "2016-06-01", "end_date": "2016-06-02"}
    assert event(**days) == [("status", "held_in_future")]
    assert event(**days, status="PLANNED", heads=None) == []


def test_a_component_five_event_names_its_pilot() -> None:
    assert event(component="C5") == [("pilot", "missing")]
    assert event(component="C5", pilot="P-RPC") == []


def test_ten_days_are_usual_and_more_than_fifteen_are_said() -> None:
    assert event(start_date="2015-09-01", end_date="2015-09-15", typed=False) == []
    assert event(start_date="2015-09-01", end_date="2015-09-16", typed=False) == [("end_date", "(longer_than_15_days)")]


def test_a_whole_month_means_that_only_the_month_is_known() -> None:
    assert event(start_date="2015-10-01", end_date="2015-10-31", typed=False) == []


def test_an_event_outside_the_project_is_kept_and_said() -> None:
    days = {"start_date": "2014-01-20", "end_date": "2014-01-22"}
    assert event(**days) == [("end_date", "(outside_project)")]


@pytest.mark.parametrize(
    ("country", "first", "last", "said"),
    [
        ("PK", "2015-09-12", "2015-09-15", True),  # Saturday
        ("TR", "2015-09-14", "2015-09-20", True),  # to Sunday
        ("AF", "2015-09-16", "2015-09-17", True),  # to Thursday
        ("IR", "2015-09-18", "2015-09-18", True),  # Friday
        ("IR", "2015-09-17", "2015-09-19", False),  # Friday in between
        ("IQ", "2015-09-19", "2015-09-19", True),  # Saturday
        ("BD", "2015-09-18", "2015-09-20", True),  # Friday
        ("BD", "2015-09-13", "2015-09-14", False),  # Sunday is a working day
        ("AT", "2015-09-13", "2015-09-14", True),  # from Sunday
        ("CN", "2015-09-13", "2015-09-14", False),  # not a country of the list
    ],
)
def test_a_day_of_rest_there_is_said_to_who_types(country: str, first: str, last: str, said: bool) -> None:
    days = in_place(country, first, last)
    assert event(**days) == ([("start_date", "(weekend)")] if said else [])
    assert event(**days, typed=False) == []


def test_one_event_in_two_countries_has_a_day_of_travel_between() -> None:
    answers = {"start_date": "2016-05-16", "end_date": "2016-05-20", "venues": TWO_COUNTRIES}
    assert event(**answers, typed=False) == []
    assert days_of(answers) == ["2016-05-16", "2016-05-17", "2016-05-18", "2016-05-20"]
    assert main_venue(answers)["country"] == "IR"


def test_venues_lie_inside_the_event_and_one_is_the_main_one() -> None:
    assert event(start_date="2016-05-16", end_date="2016-05-19", venues=TWO_COUNTRIES) == [("venues", "venue_outside")]
    both = [{**venue, "main": True} for venue in TWO_COUNTRIES]
    assert event(start_date="2016-05-16", end_date="2016-05-20", venues=both, typed=False) == [
        ("venues", "two_main_venues")
    ]
    turned = [{**TWO_COUNTRIES[0], "from_day": "2016-05-18", "to_day": "2016-05-16"}]
    assert event(start_date="2016-05-16", end_date="2016-05-20", venues=turned, typed=False) == [
        ("venues", "venue_days")
    ]


def test_the_agenda_is_on_days_of_the_event() -> None:
    def item(key: str, day: str, starts: str, ends: str, trainers: str = "Waseem Khan") -> dict[str, str]:
        return {"key": key, "day": day, "starts_at": starts, "ends_at": ends, "title": "Law", "trainers": trainers}

    assert event(agenda=[item("a", "2015-09-14", "09:00", "10:30"), item("b", "2015-09-14", "10:30", "12:00")]) == []
    assert event(agenda=[item("a", "2015-09-19", "09:00", "10:30")]) == [("agenda", "agenda_outside")]
    assert event(agenda=[item("a", "2015-09-14", "10:00", "09:00")]) == [("agenda", "agenda_times")]
    overlap = [item("a", "2015-09-14", "09:00", "10:30"), item("b", "2015-09-14", "10:00", "11:00")]
    assert event(agenda=overlap) == [("agenda", "(trainer_twice)")]
    assert event(agenda=[overlap[0], {**overlap[1], "trainers": "Irfan Gondal"}]) == []


def test_an_event_without_people_is_said_to_who_types() -> None:
    assert event(heads=None) == [("heads", "(no_heads)")]
    assert event(heads=None, typed=False) == []
    assert event(heads=None, people_list="COMPLETE") == []
    assert event(heads=None, kind="OTHER") == []


def test_countries_named_as_a_crowd_are_said() -> None:
    assert event(countries=None, countries_text="45 countries") == [("countries", "(countries_not_listed)")]
    assert event(countries_text="Silk Routes + Europe") == []


def test_an_event_is_no_part_of_itself() -> None:
    beside = {EVENT: {"parent": OTHER_EVENT}, OTHER_EVENT: {"parent": EVENT}}
    assert event(parent=EVENT, record=EVENT) == [("parent", "circle")]
    assert event(parent=OTHER_EVENT, record=EVENT, beside=beside) == [("parent", "circle")]
    assert event(parent=OTHER_EVENT, record=EVENT, beside={OTHER_EVENT: {}}) == []
    assert event(cascade_of=EVENT, beside=beside) == []


def test_a_correction_in_a_locked_month_is_said() -> None:
    assert event(locked_months=frozenset({"2015-09"})) == [("end_date", "(locked_month)")]


def test_dates_and_venues_move_together() -> None:
    together = [one.name for one in all_forms()["event"].groups["when_where"]]
    assert together == ["start_date", "end_date", "venues", "dates_text"]


def test_a_public_holiday_there_is_said_to_who_types() -> None:
    assert event(**in_place("PK", "2016-03-22", "2016-03-23")) == [("start_date", "(holiday)")]
    assert event(**in_place("TR", "2016-03-22", "2016-03-23")) == []
