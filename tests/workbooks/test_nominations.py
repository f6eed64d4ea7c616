"""A list of nominated officers with its attendance sheet: people, marks, scores, and the event they came to."""

from collections import Counter

import pytest

from silkfield.errors import Trouble
from silkfield.forms.participation import completed, days_attended

FILE = "training-nominations-2015-09.xlsx"
MARKS = {"full": "P", "half": "H", "absent": "A", None: ""}
DAYS = [f"2015-09-{day}" for day in range(14, 19)]


@pytest.fixture(scope="module")
def intake(take_in, samples):
    return take_in(samples / FILE, "participation")


@pytest.fixture(scope="module")
def truth(expected):
    return expected[FILE]


@pytest.fixture(scope="module")
def people(intake):
    """Who took part, by number on the list: (person, participation)."""
    both = [(row.draft("person").values, row.draft("participation").values) for row in intake.rows]
    return {one["nomination_number"]: (person, one) for person, one in both if one["role"] == "PART"}


def test_every_officer_is_read_as_expected(people, truth):
    assert len(people) == len(truth["row_detail"])
    for wanted in truth["row_detail"]:
        person, participation = people[wanted["sno"]]
        assert person["full_name"] == wanted["name"]
        assert person["sex"] == wanted["sex"]
        assert person.get("email") == wanted["email"]
        assert person.get("phone") == wanted["mobile"]
        assert [MARKS[participation["attendance"].get(day)] for day in DAYS] == wanted["marks"]
        assert participation.get("pre_score") == wanted["pre"]
        assert participation.get("post_score") == wanted["post"]
        assert days_attended(participation["attendance"]) == wanted["days"]


def test_the_event_is_read_from_the_lines_above_the_list(intake, truth):
    event = next(draft for draft in intake.shared if draft.form == "event").values
    wanted = truth["event"]
    assert event["title"] == wanted["title"]
    assert (event["kind"], event["component"]) == (wanted["kind"], wanted["component"])
    assert (event["objectives"], event["topics"]) == ([wanted["objective"]], [wanted["topic"]])
    assert (event["start_date"], event["end_date"]) == (wanted["start"], wanted["end"])
    assert [(venue["city"], venue["country"]) for venue in event["venues"]] == [(wanted["place"], wanted["country"])]
    assert event["test_maximum"] == truth["tests"]["max_score"]


def test_all_names_of_the_agency_are_one_organisation(intake, truth):
    found = [draft for draft in intake.shared if draft.form == "organisation"]
    assert [draft.values["name"] for draft in found] == list(truth["nominations"]["organisations_after_folding"])
    assert {row.draft("person").values["organisation"] for row in intake.rows} == {found[0].handle}
    units = Counter(row.draft("person").values.get("unit") for row in intake.rows)
    assert set(units) == {None, "FIA Academy"}


def test_counts_of_list_attendance_and_tests_come_out(intake, people, truth):
    event = next(draft for draft in intake.shared if draft.form == "event").values
    wanted = truth["attendance"]
    parts = {number: one for number, (_person, one) in people.items()}
    sexes = {number: person["sex"] for number, (person, _one) in people.items()}
    attended = {number for number, one in parts.items() if days_attended(one["attendance"]) > 0}
    done = {number for number, one in parts.items() if completed(one, event)}
    marks = Counter(mark for one in parts.values() for mark in one["attendance"].values())
    assert Counter(row.draft("participation").values["role"] for row in intake.rows) == {"PART": 37, "TRAINER": 6}
    assert {**marks, "none": 37 * 5 - marks.total()} == {k: v for k, v in wanted["marks"].items() if v}
    assert Counter(sexes[number] for number in attended) == {"M": 32, "F": 4}
    assert len(attended) == wanted["attended_at_least_half_a_day"]["total"]
    assert Counter(sexes[number] for number in done) == {"M": 31, "F": 3}
    assert sorted(attended - done) == wanted["attended_not_completed_snos"]
    assert sorted(set(parts) - attended) == wanted["never_present_snos"]
    pairs = [
        (one["pre_score"], one["post_score"]) for one in parts.values() if {"pre_score", "post_score"} <= one.keys()
    ]
    assert (len(pairs), sum(pre for pre, _ in pairs), sum(post for _, post in pairs)) == (34, 764.5, 1097)
    assert intake.reasons == {"W_ATTENDANCE_BLANK": 1, "W_EMAIL_INVALID": 1}
    assert (len(intake.taken), len(intake.refused)) == (43, 0)


def test_lines_are_matched_though_names_are_spelt_differently(intake, truth):
    spelt = {
        int(row.facts["serial"])
        for row in intake.rows
        if row.facts["role"] == "PART" and row.facts["name_in_attendance"] != row.facts["name"]
    }
    assert spelt == set(truth["attendance"]["name_spelt_differently_snos"])


def test_trainers_are_no_participants_and_have_no_attendance(intake):
    trainers = [row.draft("participation").values for row in intake.rows if row.facts["role"] == "TRAINER"]
    assert all("attendance" not in one and "nomination_number" not in one for one in trainers)


def test_the_list_can_join_an_event_that_is_here_already(take_in, samples, around):
    event = "0190d1a0-0000-7000-8000-000000000001"
    told = take_in(samples / FILE, "participation", given={"event": event})
    assert [draft.form for draft in told.shared] == ["organisation"]
    assert {row.draft("participation").values["event"] for row in told.rows} == {event}


LIST = [["S.No", "Name", "Designation", "Organisation", "Email", "D1", "D2", "Pre-test", "Post-test"]]
TITLES = [["National training on data (tests out of 50)"], ["Lahore, 3 - 4 May 2016"], []]


def read_list(take_in, workbook, *rows, **more):
    return take_in(workbook([*TITLES, *LIST, *rows], title="List"), "participation", **more)


def test_a_score_above_the_maximum_is_refused_and_the_person_stays(take_in, workbook):
    told = read_list(take_in, workbook, [1, "Ali Raza", "Inspector", "FIA", "", "P", "P", 20, 61])
    row = told.rows[0]
    assert row.status == "warned"
    assert [reason.code for reason in row.reasons] == ["R_SCORE_ABOVE_MAX"]
    assert "post_score" not in row.draft("participation").values
    assert row.draft("participation").values["pre_score"] == 20


def test_a_person_who_stands_on_the_list_twice_is_counted_once(take_in, workbook):
    told = read_list(
        take_in,
        workbook,
        [1, "Ali Raza", "Inspector", "FIA", "ali@fia.example", "P", "P", 20, 30],
        [2, "Ali Raza ", "Insp.", "F.I.A", "ALI@fia.example", "P", "A", 20, 30],
        [3, "Ali Raza", "Inspector", "NADRA", "raza@nadra.example", "P", "A", 20, 30],
    )
    assert [[reason.code for reason in row.reasons] for row in told.rows] == [[], ["W_DUP_PERSON"], []]
    assert [row.draft("participation") is not None for row in told.rows] == [True, False, True]
    assert told.rows[1].drafts[0].handle == told.rows[0].draft("person").handle


def test_a_list_without_an_event_says_what_is_missing(take_in, workbook):
    with pytest.raises(Trouble) as caught:
        take_in(workbook([["Officers"], *LIST, [1, "Ali Raza", "", "FIA", "", "P", "P", 1, 2]]), "participation")
    assert caught.value.code == "event_unclear"
    assert "event." in caught.value.advice


def test_short_names_are_found_by_their_initials(take_in, workbook):
    told = read_list(
        take_in,
        workbook,
        [1, "Ali Raza", "", "Ministry of Water and Power", "", "P", "P", "", ""],
        [2, "Saima Khan", "", "MWP", "", "P", "P", "", ""],
        [3, "Nasir Ali", "", "M.W.P. Lahore Wing", "", "P", "P", "", ""],
    )
    organisations = [draft.values for draft in told.shared if draft.form == "organisation"]
    assert organisations == [{"name": "Ministry of Water and Power", "short_name": "MWP"}]
    assert told.rows[2].draft("person").values["unit"] == "M.W.P. Lahore Wing"
