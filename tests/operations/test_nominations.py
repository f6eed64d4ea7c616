"""A list of nominations meets the directory: who is known is not made again, and nobody is joined by a guess."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from offices import training
from silkfield.operations import attending, finding, recording, spreadsheets
from silkfield.operations.sitting import Sitting
from silkfield.operations.spreadsheets import Checked, Chosen
from silkfield.workbooks.known_officials import NEW

SAMPLE = Path(__file__).parents[1] / "samples" / "training-nominations-2015-09.xlsx"


@pytest.fixture
def event(sitting: Sitting) -> str:
    """The training the sample list was made for, held, without anybody on its list."""
    days = {"start_date": "2015-09-14", "end_date": "2015-09-18"}
    return recording.save(sitting, "event", training(title="Anti-trafficking", **days, test_maximum=50)).record


def check(sitting: Sitting, event: str, **answers: Any) -> Checked:
    """Read the sample for the event."""
    return spreadsheets.check_intake(sitting, SAMPLE, "participation", Chosen(answers, {"event": event}))


def officials(sitting: Sitting) -> list[str]:
    """Return the names of the directory."""
    return [str(one.values["full_name"]) for one in finding.listing(sitting, "person").records]


def test_the_counts_of_the_sample_hold_on_the_sheet(sitting: Sitting, event: str) -> None:
    taken = spreadsheets.take_in(sitting, SAMPLE, "participation", Chosen(given={"event": event}))
    assert taken.records == {"organisation": 1, "person": 43, "participation": 43}
    added = attending.totals(attending.sheet(sitting, event))
    assert (added.participants, dict(added.by_sex)) == (37, {"M": 33, "F": 4})
    assert {sex: count for sex, count in added.completed.items() if count} == {"M": 31, "F": 3}
    assert (added.pairs, round(added.gain or 0, 2)) == (34, round((1097 - 764.5) / 34, 2))
    assert list(added.present.values()) == [35, 36, 34, 34, 35]


def test_people_of_an_earlier_list_are_recognised_in_the_next(sitting: Sitting, event: str) -> None:
    spreadsheets.take_in(sitting, SAMPLE, "participation", Chosen(given={"event": event}))
    second = recording.save(sitting, "event", training(start_date="2015-09-14", end_date="2015-09-18")).record
    intake = check(sitting, second).intake
    strengths = Counter(one.facts["question"].strength for one in intake.rows if "question" in one.facts)
    assert strengths == {"high": 43}
    taken = spreadsheets.take_in(sitting, SAMPLE, "participation", Chosen(given={"event": second}))
    assert taken.records == {"participation": 43}
    assert len(officials(sitting)) == 43


def test_the_same_list_once_more_changes_nothing(sitting: Sitting, event: str) -> None:
    given = Chosen(given={"event": event})
    spreadsheets.take_in(sitting, SAMPLE, "participation", given)
    again = spreadsheets.take_in(sitting, SAMPLE, "participation", given)
    assert (again.known, dict(again.records)) == (43, {})


def test_who_stands_on_the_sheet_already_is_not_added_again(sitting: Sitting, event: str) -> None:
    first = check(sitting, event).intake.rows[0]
    name, email = str(first.facts["name"]), str(first.drafts[0].values["email"])
    person = recording.save(sitting, "person", {"full_name": name, "sex": "M", "email": email}).record
    recording.save(sitting, "participation", {"event": event, "person": person, "role": "PART"})
    checked = check(sitting, event)
    assert checked.known == {checked.intake.rows[0].key}
    spreadsheets.take_in(sitting, SAMPLE, "participation", Chosen(given={"event": event}))
    assert attending.totals(attending.sheet(sitting, event)).participants == 37


def test_a_name_alone_is_new_until_a_person_says_who_it_is(sitting: Sitting, event: str) -> None:
    name = str(check(sitting, event).intake.rows[0].facts["name"])
    person = recording.save(sitting, "person", {"full_name": name, "sex": "M"}).record
    asked = check(sitting, event).intake
    question = asked.rows[0].facts["question"]
    assert (question.strength, question.proposal) == ("ask", None)
    assert question in asked.questions
    assert asked.rows[0].draft("person") is not None
    answered = check(sitting, event, **{question.id: person}).intake
    assert answered.rows[0].draft("person") is None
    participation = answered.rows[0].draft("participation")
    assert participation is not None
    assert participation.values["person"] == person
    assert answered.unused_answers == ()
    assert check(sitting, event, **{question.id: NEW}).intake.rows[0].draft("person") is not None


def test_two_rows_of_one_official_are_one_participation(sitting: Sitting, event: str) -> None:
    rows = check(sitting, event).intake.rows
    email = str(rows[0].drafts[0].values["email"])
    known = {"full_name": str(rows[0].facts["name"]), "sex": "M", "email": email}
    person = recording.save(sitting, "person", known).record
    recording.save(sitting, "person", {"full_name": str(rows[1].facts["name"]), "sex": "U"})
    answers = {check(sitting, event).intake.rows[1].facts["question"].id: person}
    told = check(sitting, event, **answers).intake
    assert [reason.code for reason in told.rows[1].reasons] == ["W_DUP_PERSON"]
    spreadsheets.take_in(sitting, SAMPLE, "participation", Chosen(answers, {"event": event}))
    assert attending.totals(attending.sheet(sitting, event)).participants == 36


def test_organisations_of_the_directory_are_not_made_again(sitting: Sitting, event: str) -> None:
    fia = recording.save(sitting, "organisation", {"name": "Federal Investigation Agency"}).record
    spreadsheets.take_in(sitting, SAMPLE, "participation", Chosen(given={"event": event}))
    assert finding.listing(sitting, "organisation").count == 1
    people = attending.sheet(sitting, event).people
    assert {one.participation.values["organisation"] for one in people} == {fia}
