"""A contact is saved with six answers; what is impossible blocks, what is odd is said and kept."""

from __future__ import annotations

from typing import Any

import pytest

from forms.checking import CLIENT, problems
from silkfield.formkit.form import Audience
from silkfield.forms import all_forms

SIX = {
    "channel": "PHONE",
    "sex": "M",
    "age_group": "A25",
    "stage": "INT",
    "topics": ["OEP"],
    "outcomes": ["INFO"],
    "contact_date": "2016-05-31",
}
NAMED = {CLIENT: {"identity_level": "I2", "sex": "M", "age_group": "A25"}}


def contact(**answers: Any) -> list[tuple[str, str]]:
    around = {name: answers.pop(name) for name in ("typed", "beside", "locked_months") if name in answers}
    return problems("counselling_contact", {**SIX, **answers}, **around)


def test_six_answers_are_enough() -> None:
    assert contact() == []


def test_exactly_the_six_and_the_day_are_needed() -> None:
    needed = {field for field, code in problems("counselling_contact", {}) if code == "missing"}
    assert needed == set(SIX)


def test_a_caller_who_hangs_up_is_saved_without_a_topic() -> None:
    answers = {"topics": None, "outcomes": ["INCOMPLETE"], "age_group": "AUN", "stage": "UNK"}
    assert contact(**answers) == []


def test_a_row_of_a_register_may_lack_its_topic_and_the_day_of_its_follow_up() -> None:
    assert contact(topics=None) == [("topics", "missing")]
    assert contact(topics=None, outcomes=["FOLLOWUP"], typed=False) == []


def test_one_to_four_topics() -> None:
    assert contact(topics=["JOB", "OEP", "VISA", "DOCS"]) == []
    assert contact(topics=["JOB", "OEP", "VISA", "DOCS", "STUDY"]) == [("topics", "fault")]
    assert contact(topics=[]) == [("topics", "missing")]


def test_the_future_is_impossible() -> None:
    assert contact(contact_date="2016-06-02") == [("contact_date", "fault")]


def test_more_than_31_days_back_is_said_to_who_types_only() -> None:
    assert contact(contact_date="2016-05-01") == []
    assert contact(contact_date="2016-04-30") == [("contact_date", "(late)")]
    assert contact(contact_date="2016-04-30", typed=False) == []


def test_a_contact_of_a_locked_month_is_kept_and_said() -> None:
    assert contact(locked_months=frozenset({"2016-05"})) == [("contact_date", "(locked_month)")]


@pytest.mark.parametrize("typed", [True, False])
def test_a_referral_names_an_office(typed: bool) -> None:
    assert contact(outcomes=["REFERRED"], typed=typed) == [("referred_to", "referral_missing")]
    assert contact(outcomes=["REFERRED"], referred_to=["POE"], typed=typed) == []


def test_a_follow_up_has_a_day_that_is_not_before_the_contact() -> None:
    assert contact(outcomes=["FOLLOWUP"]) == [("follow_up_on", "follow_up_missing")]
    assert contact(outcomes=["FOLLOWUP"], follow_up_on="2016-05-30") == [("follow_up_on", "follow_up_early")]
    assert contact(outcomes=["FOLLOWUP"], follow_up_on="2016-06-15") == []


def test_pakistan_is_a_destination_of_returnees() -> None:
    assert contact(destination_1="PK") == [("destination_1", "(destination_home)")]
    assert contact(destination_1="PK", stage="RET") == []
    assert contact(destination_1="QA", destination_2="QA") == [("destination_2", "(destination_twice)")]


def test_the_likelihood_is_asked_before_and_after_or_not_at_all() -> None:
    assert contact(likelihood_before=4) == [("likelihood_after", "likelihood_half")]
    assert contact(likelihood_before=4, likelihood_after=2) == []
    assert contact(likelihood_before=6, likelihood_after=2) == [("likelihood_before", "fault")]


@pytest.mark.parametrize(("name", "good", "bad"), [("persons_present", 15, 16), ("duration_minutes", 240, 241)])
def test_numbers_have_bounds(name: str, good: int, bad: int) -> None:
    assert contact(**{name: good}) == []
    assert contact(**{name: bad}) == [(name, "fault")]
    assert contact(**{name: 0}) == [(name, "fault")]


def test_a_minor_disclosed_in_the_middle_of_a_call_loses_the_name() -> None:
    minor: dict[str, Any] = {"age_group": "A00", "client": CLIENT}
    assert contact(**minor, beside=NAMED) == [("age_group", "(minor)"), ("client", "minor_identified")]
    assert contact(**minor, beside={CLIENT: {"identity_level": "I1"}}) == [("age_group", "(minor)")]
    assert contact(age_group="A00") == [("age_group", "(minor)")]


@pytest.mark.parametrize("typed", [True, False])
def test_a_trafficking_concern_never_stands_where_headquarters_reads_it(typed: bool) -> None:
    assert contact(topics=["THB"], typed=typed) == [("topics", "restricted_thb")]
    assert contact(topics=["ABOUT"], typed=typed) == []


def test_a_city_of_several_districts_is_asked_about() -> None:
    assert contact(district="PK-SD.karachi") == [("district", "(district_ambiguous)")]
    assert contact(district="PK-SD.korangi") == []


def test_the_wide_band_of_a_tally_sheet_is_no_age_of_a_person() -> None:
    assert contact(age_group="A3559") == [("age_group", "fault")]


def test_headquarters_sees_no_note_no_flag_and_no_name() -> None:
    form = all_forms()["counselling_contact"]
    assert form.audience is Audience.HQ
    assert not {"note", "flags", "full_name", "phone"} & set(form.by_name)


def test_the_questions_come_in_the_order_of_the_talk() -> None:
    first = [one.name for one in all_forms()["counselling_contact"].fields if not one.more and one.name != "number"]
    assert first == [
        "channel",
        "caller_for",
        "sex",
        "age_group",
        "stage",
        "topics",
        "destination_1",
        "purpose",
        "district",
        "outcomes",
        "referred_to",
        "follow_up_on",
        "client",
    ]


def test_nothing_about_the_person_is_kept_for_the_next_contact() -> None:
    pinned = {one.name for one in all_forms()["counselling_contact"].fields if one.pinned}
    assert pinned == {"channel", "language", "counsellor"}


def test_destination_purpose_and_route_move_together() -> None:
    trip = [one.name for one in all_forms()["counselling_contact"].groups["trip"]]
    assert trip == ["destination_1", "purpose", "destination_2", "destination_region", "route_intent"]
