"""An attendance sheet is marked together, adds up, and earns certificates."""

from __future__ import annotations

from typing import Any

import pytest

from crowded_event import crowded_event
from offices import training
from silkfield.errors import Trouble
from silkfield.operations import attending, certificates, evaluating, finding, recording, reporting
from silkfield.operations.attending import Sheet
from silkfield.operations.sitting import Sitting
from silkfield.records.numbers import is_number
from statements_run import statements

DAYS = ("2016-05-23", "2016-05-24", "2016-05-25")
NAMES = ("Tariq Mehmood", "Rubina Shaheen", "Imran Yousafzai")


@pytest.fixture
def event(sitting: Sitting) -> str:
    """A training of three days with three people on its list."""
    record = recording.save(sitting, "event", training(test_maximum=20)).record
    for name in NAMES:
        attending.add(sitting, record, name)
    return record


def marked(found: Sheet, *marks: str) -> dict[str, dict[str, Any]]:
    """Return the marks of each person, one letter a day: f full, h half, a absent."""
    words = {"f": "full", "h": "half", "a": "absent"}
    return {
        one.id: {"attendance": {day: words[letter] for day, letter in zip(DAYS, letters, strict=False)}}
        for one, letters in zip(found.people, marks, strict=True)
    }


def entries(sitting: Sitting) -> int:
    """Return how many entries the log has."""
    with sitting.store.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one())


def test_people_stand_in_the_order_of_their_numbers(sitting: Sitting, event: str) -> None:
    found = attending.sheet(sitting, event)
    assert found.days == DAYS
    assert [one.name for one in found.people] == list(NAMES)
    assert [one.participation.values["nomination_number"] for one in found.people] == [1, 2, 3]


def test_all_marks_are_one_entry_and_add_up(sitting: Sitting, event: str) -> None:
    found, before = attending.sheet(sitting, event), entries(sitting)
    changes = attending.mark(sitting, marked(found, "fff", "fha", "faf"))
    assert len(changes.records) == 3
    assert entries(sitting) == before + 1
    added = attending.totals(attending.sheet(sitting, event))
    assert added.participants == 3
    assert added.present == {DAYS[0]: 3, DAYS[1]: 2, DAYS[2]: 2}
    assert sum(added.completed.values()) == 1


def test_marks_that_are_not_saved_yet_are_added_up_too(sitting: Sitting, event: str) -> None:
    found = attending.sheet(sitting, event)
    unsaved = marked(found, "fff", "fff", "fff")
    added = attending.totals(
        found, {one.id: attending.with_marks(one.answers, unsaved[one.id]) for one in found.people}
    )
    assert sum(added.completed.values()) == 3
    assert sum(attending.totals(found).completed.values()) == 0


def test_marking_one_day_leaves_the_others_as_they_are(sitting: Sitting, event: str) -> None:
    first = attending.sheet(sitting, event).people[0]
    attending.mark(sitting, {first.id: {"attendance": {DAYS[0]: "full", DAYS[1]: "half"}}})
    attending.mark(sitting, {first.id: {"attendance": {DAYS[1]: None, DAYS[2]: "absent"}}})
    saved = attending.sheet(sitting, event).people[0].participation.values
    assert saved["attendance"] == {DAYS[0]: "full", DAYS[2]: "absent"}


def test_the_gain_is_of_people_with_both_scores(sitting: Sitting, event: str) -> None:
    first, second, _third = attending.sheet(sitting, event).people
    attending.mark(sitting, {first.id: {"pre_score": 11, "post_score": 17}, second.id: {"pre_score": 14}})
    added = attending.totals(attending.sheet(sitting, event))
    assert (added.pairs, added.gain) == (1, 6)


def test_one_score_too_high_saves_nothing(sitting: Sitting, event: str) -> None:
    first, second, _third = attending.sheet(sitting, event).people
    with pytest.raises(recording.Refused):
        attending.mark(sitting, {first.id: {"pre_score": 11}, second.id: {"pre_score": 21}})
    assert "pre_score" not in attending.sheet(sitting, event).people[0].participation.values


def test_certificates_go_to_who_completed_with_numbers_of_their_own(sitting: Sitting, event: str) -> None:
    found = attending.sheet(sitting, event)
    with pytest.raises(Trouble):
        certificates.certify(sitting, event)
    attending.mark(sitting, marked(found, "fff", "ffa", "hff"))
    certificates.certify(sitting, event)
    numbers = [one.participation.values.get("certificate_number") for one in attending.sheet(sitting, event).people]
    assert [bool(number) for number in numbers] == [True, False, True]
    assert len({*numbers}) == 3
    assert all(is_number(number) for number in numbers if number)


def test_a_lower_threshold_earns_one_certificate_more(sitting: Sitting, event: str) -> None:
    attending.mark(sitting, marked(attending.sheet(sitting, event), "fff", "ffa", "faa"))
    certificates.certify(sitting, event)
    recording.patch(sitting, "event", {"threshold_percent": 60}, event)
    certificates.certify(sitting, event)
    people = attending.sheet(sitting, event).people
    assert [bool(one.participation.values.get("certificate_number")) for one in people] == [True, True, False]


def test_an_official_who_is_known_is_not_made_twice(sitting: Sitting, event: str) -> None:
    known = {"full_name": "Samina Khan", "sex": "F", "position": "Deputy Director", "country": "PK"}
    person = recording.save(sitting, "person", known).record
    attending.add(sitting, event, "  samina KHAN ")
    last = attending.sheet(sitting, event).people[-1]
    assert last.participation.values["person"] == person
    assert last.participation.values["position"] == "Deputy Director"
    with pytest.raises(Trouble):
        attending.add(sitting, event, "Samina Khan")
    assert finding.listing(sitting, "person").count == len(NAMES) + 1


def test_of_two_officials_of_one_name_none_is_taken(sitting: Sitting, event: str) -> None:
    for _place in range(2):
        recording.save(sitting, "person", {"full_name": "Samina Khan", "sex": "F"})
    attending.add(sitting, event, "Samina Khan")
    assert finding.listing(sitting, "person").count == len(NAMES) + 3


def test_trainers_are_present_and_not_counted(sitting: Sitting, event: str) -> None:
    found = attending.sheet(sitting, event)
    recording.patch(sitting, "participation", {"role": "TRAINER"}, found.people[0].id)
    attending.mark(sitting, marked(found, "fff", "fff", "fff"))
    added = attending.totals(attending.sheet(sitting, event))
    assert (added.participants, sum(added.completed.values()), added.present[DAYS[0]]) == (2, 2, 3)


def figures(sitting: Sitting, event: str) -> tuple[int, bool]:
    """Return how many people the sheet counts, and whether by its list."""
    added = attending.totals(attending.sheet(sitting, event))
    return sum(added.counted.values()), added.by_list


def in_r3(sitting: Sitting) -> int:
    """Return how many people R3 counts in the month of the event."""
    made = reporting.report(sitting, "R3", "2016-05")
    return int(made.figures["ISB"]["people"])


def test_names_take_the_place_of_heads_and_nobody_counts_twice(sitting: Sitting, event: str) -> None:
    attending.count(sitting, event, {"M": 20, "F": 5}, "NONE", estimate=True)
    assert figures(sitting, event) == (25, False)
    assert in_r3(sitting) == 25
    attending.count(sitting, event, {"M": 20, "F": 5}, "PARTIAL", estimate=True)
    assert (figures(sitting, event), in_r3(sitting)) == ((25, False), 25)
    attending.count(sitting, event, {"M": 20, "F": 5}, "COMPLETE", estimate=True)
    assert (figures(sitting, event), in_r3(sitting)) == ((3, True), 3)


def test_more_names_than_heads_count_as_names(sitting: Sitting, event: str) -> None:
    attending.count(sitting, event, {"U": 2}, "PARTIAL", estimate=False)
    assert (figures(sitting, event), in_r3(sitting)) == ((3, True), 3)


def test_age_bands_stay_while_the_heads_of_a_sex_are_the_same(sitting: Sitting, event: str) -> None:
    heads = {"cells": {"M": {"A18": 4, "A25": 6}, "F": {"A18": 2}}}
    recording.patch(sitting, "event", {"heads": heads}, event)
    attending.count(sitting, event, {"M": 10, "F": 3}, "NONE", estimate=False)
    kept = finding.record(sitting, event).values["heads"]
    assert kept == {"cells": {"M": {"A18": 4, "A25": 6}, "F": {"AUN": 3}}}


def test_sex_role_and_consents_are_saved_with_the_marks_as_one_entry(sitting: Sitting, event: str) -> None:
    one, before = attending.sheet(sitting, event).people[1], entries(sitting)
    told = {"sex": "F", "role": "TRAINER", "photo_consent": True, "list_consent": False}
    attending.mark(sitting, {one.id: {**told, "attendance": {DAYS[0]: "full"}}})
    assert entries(sitting) == before + 1
    kept = attending.sheet(sitting, event).people[1]
    assert (kept.sex, kept.takes_part) == ("F", False)
    assert kept.participation.values["photo_consent"] is True
    assert kept.participation.values["list_consent"] is False
    assert "sex" not in kept.participation.values
    assert kept.name == NAMES[1]


def test_a_tally_begins_with_the_questions_of_the_last_one(sitting: Sitting, event: str) -> None:
    first = evaluating.begun(sitting, event)
    assert (first.record, len(first.values["items"])) == ("", len(evaluating.USUAL))
    items = [{"key": "a", "item": "The food was good", "marks_4": 1, "marks_5": 3}]
    saved = recording.save(sitting, "evaluation", {"event": event, "papers": 4, "items": items}).record
    assert evaluating.begun(sitting, event).record == saved
    assert attending.sheet(sitting, event).satisfaction == 4.75
    another = recording.save(sitting, "event", training()).record
    assert evaluating.begun(sitting, another).values["items"] == [{"key": "q1", "item": "The food was good"}]


def test_the_sheet_of_many_people_asks_no_more_of_the_store_than_that_of_few(sitting: Sitting) -> None:
    asked = []
    for people in (3, 120):
        record = crowded_event(sitting, people)
        with statements() as run:
            found = attending.sheet(sitting, record)
        assert len(found.people) == people
        asked.append(len(run))
    assert asked[0] == asked[1]


def test_marking_many_people_is_one_entry_and_grows_by_its_rows_alone(sitting: Sitting) -> None:
    asked = []
    for people in (3, 120):
        found, before = attending.sheet(sitting, crowded_event(sitting, people)), entries(sitting)
        with statements() as run:
            attending.mark(sitting, marked(found, *["f"] * people))
        assert entries(sitting) == before + 1
        asked.append(len(run))
    assert asked[1] - asked[0] <= 4 * (120 - 3)
