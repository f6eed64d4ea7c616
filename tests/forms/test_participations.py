"""Attendance, scores and certificates fit the event; half days count half."""

from __future__ import annotations

from typing import Any

import pytest

from forms.checking import EVENT, PERSON, problems
from silkfield.forms.participation import completed, days_attended

FIVE_DAYS = {"start_date": "2015-09-14", "end_date": "2015-09-18", "test_maximum": 50, "threshold_percent": 80}
THREE_DAYS = {"start_date": "2016-05-16", "end_date": "2016-05-18"}
MARKS = {"P": "full", "H": "half", "A": "absent", "E": "excused"}


def attendance(marks: str, first: int = 14) -> dict[str, str]:
    return {f"2015-09-{first + place}": MARKS[mark] for place, mark in enumerate(marks) if mark != "."}


def participation(beside: dict[str, Any] | None = None, **answers: Any) -> list[tuple[str, str]]:
    values = {"event": EVENT, "person": PERSON, "role": "PART", **answers}
    return problems("participation", values, {EVENT: FIVE_DAYS} if beside is None else beside)


@pytest.mark.parametrize(
    ("marks", "days", "done"),
    [
        ("PPPPP", 5, True),
        ("PPPAP", 4, True),
        ("PHPPP", 4.5, True),
        ("PPHHP", 4, True),
        ("PP.PP", 4, True),
        ("PPPHA", 3.5, False),
        ("PPAAP", 3, False),
        ("PPPEH", 3.5, False),
        ("AAAAA", 0, False),
        ("", 0, False),
    ],
)
def test_eighty_percent_of_the_days_complete_a_training(marks: str, days: float, done: bool) -> None:
    record = {"attendance": attendance(marks)}
    assert days_attended(record["attendance"]) == days
    assert completed(record, FIVE_DAYS) is done


def test_two_of_three_days_complete_only_with_a_lower_threshold() -> None:
    two = {"attendance": {"2016-05-16": "full", "2016-05-17": "full", "2016-05-18": "absent"}}
    assert not completed(two, THREE_DAYS)
    assert completed(two, {**THREE_DAYS, "threshold_percent": 66})


def test_nobody_completes_an_event_without_days() -> None:
    assert not completed({"attendance": {}}, {})


def test_a_day_of_travel_is_no_day_of_attendance() -> None:
    venues = [
        {"key": "a", "from_day": "2015-09-14", "to_day": "2015-09-16"},
        {"key": "b", "from_day": "2015-09-18", "to_day": "2015-09-18"},
    ]
    present = {"attendance": {"2015-09-14": "full", "2015-09-15": "full", "2015-09-16": "full", "2015-09-18": "half"}}
    assert completed(present, {**FIVE_DAYS, "venues": venues})
    assert not completed(present, FIVE_DAYS)


def test_an_event_a_person_and_a_role_are_needed() -> None:
    assert {field for field, code in problems("participation", {}) if code == "missing"} == {"event", "person", "role"}


def test_nobody_attends_outside_the_event() -> None:
    assert participation(attendance=attendance("PPPPP")) == []
    assert participation(attendance=attendance("PP", first=18)) == [("attendance", "day_outside_event")]


def test_no_score_is_above_the_highest() -> None:
    assert participation(pre_score=28.5, post_score=50) == []
    assert participation(pre_score=28.5, post_score=51) == [("post_score", "score_above_max")]
    assert participation(post_score=51, beside={EVENT: THREE_DAYS}) == []


def test_a_certificate_is_earned() -> None:
    earned = {"attendance": attendance("PPPPA"), "certificate_number": "SRP-2015-0041", "certificate_on": "2015-09-18"}
    assert participation(**earned) == []
    assert participation(**{**earned, "attendance": attendance("PPPAA")}) == [("certificate_number", "not_completed")]
    assert participation(**{**earned, "certificate_on": "2015-09-17"}) == [("certificate_on", "(certificate_early)")]


def test_a_participation_that_arrives_before_its_event_is_no_fault() -> None:
    values = {"attendance": attendance("P"), "post_score": 99, "certificate_number": "SRP-2015-0041"}
    assert participation(**values, beside={}) == []


def test_an_unknown_sex_of_an_official_is_said() -> None:
    assert problems("person", {"full_name": "Habib Warraich", "sex": "U"}) == [("sex", "(sex_unknown)")]


@pytest.mark.parametrize(
    ("email", "good"),
    [
        ("habib.warraich@fia.example", True),
        ("JAMSHED.IQBAL@FIA.EXAMPLE", True),
        ("qaiser.ali(at)fia.example", False),
        ("nil", False),
        ("a@b", False),
    ],
)
def test_an_address_has_the_shape_of_one(email: str, good: bool) -> None:
    found = problems("person", {"full_name": "Habib Warraich", "sex": "M", "email": email})
    assert found == ([] if good else [("email", "fault")])
