"""A client is a code; a name is kept with consent only, never of a minor, and never leaves the site."""

from __future__ import annotations

import pytest

from forms.checking import CLIENT, problems
from silkfield.forms import all_forms
from silkfield.forms.counselling_note import holds_a_personal_number

CODE_ONLY = {"identity_level": "I1", "sex": "F", "age_group": "A25"}
NAME = {"client": CLIENT, "full_name": "محمد یوسف"}
SPOKEN = {
    "client": CLIENT,
    "form": "VERBAL",
    "purposes": ["KEEP"],
    "given_on": "2016-05-03",
    "certified_by": "Ayesha Siddiqua",
}


def test_a_client_needs_a_level_a_sex_and_an_age_group() -> None:
    assert problems("client", CODE_ONLY) == []
    assert problems("client", {}) == [("identity_level", "missing"), ("sex", "missing"), ("age_group", "missing")]


def test_somebody_anonymous_is_no_client() -> None:
    assert problems("client", {**CODE_ONLY, "identity_level": "I0"}) == [("identity_level", "fault")]


def test_a_minor_is_a_code_only() -> None:
    assert problems("client", {**CODE_ONLY, "age_group": "A00"}) == []
    assert problems("client", {**CODE_ONLY, "age_group": "A00", "identity_level": "I2"}) == [
        ("identity_level", "minor_identified")
    ]


@pytest.mark.parametrize(("year", "found"), [(1920, []), (2011, []), (2012, ["birth_year"]), (1919, ["fault"])])
def test_a_year_of_birth_is_possible(year: int, found: list[str]) -> None:
    assert [code for _field, code in problems("client", {**CODE_ONLY, "birth_year": year})] == found


def test_a_name_is_kept_only_of_a_client_who_agreed() -> None:
    assert problems("client_identity", NAME, {CLIENT: {"identity_level": "I2", "age_group": "A25"}}) == []
    assert problems("client_identity", NAME, {CLIENT: {"identity_level": "I1", "age_group": "A25"}}) == [
        ("client", "not_agreed")
    ]
    assert problems("client_identity", NAME, {CLIENT: {"identity_level": "I2", "age_group": "A00"}}) == [
        ("client", "minor_identified")
    ]


def test_a_name_that_arrives_before_its_client_is_no_fault() -> None:
    assert problems("client_identity", NAME) == []


def test_a_client_s_name_and_numbers_are_all_sensitive() -> None:
    fields = all_forms()["client_identity"].fields
    assert {one.name for one in fields if not one.sensitive} == {"client"}


def test_numbers_from_abroad_are_kept() -> None:
    assert problems("client_identity", {**NAME, "phone": "+966500001234", "phone_2": "+923000001234"}) == []
    assert problems("client_identity", {**NAME, "phone": "0300 0001234"}) == [("phone", "fault")]


def test_a_spoken_consent_is_certified_by_who_heard_it() -> None:
    assert problems("consent", SPOKEN) == []
    assert problems("consent", {**SPOKEN, "certified_by": None}) == [("certified_by", "not_certified")]
    assert problems("consent", {**SPOKEN, "form": "WRITTEN", "certified_by": None}) == []


def test_a_consent_has_a_purpose_and_a_refusal_none() -> None:
    assert problems("consent", {**SPOKEN, "purposes": None}) == [("purposes", "missing")]
    assert problems("consent", {**SPOKEN, "form": "NONE"}) == [("purposes", "refused")]
    assert problems("consent", {**SPOKEN, "form": "NONE", "purposes": None}) == []


def test_a_consent_is_taken_back_after_it_was_given() -> None:
    assert problems("consent", {**SPOKEN, "withdrawn_on": "2016-05-20"}) == []
    assert problems("consent", {**SPOKEN, "withdrawn_on": "2016-05-02"}) == [("withdrawn_on", "withdrawn_before_given")]


def test_no_name_stands_in_what_headquarters_gets_of_a_client() -> None:
    for key in ("client", "client_match", "consent"):
        assert not {"full_name", "name_urdu", "phone", "relative_name"} & set(all_forms()[key].by_name)


@pytest.mark.parametrize("kind", ["PHONE", "NAME_FATHER", "NAME_DISTRICT_YEAR"])
def test_marks_have_three_kinds(kind: str) -> None:
    assert problems("client_match", {"client": CLIENT, "tokens": [{"key": "a", "kind": kind, "token": "f3a9"}]}) == []


@pytest.mark.parametrize(
    "note",
    [
        "CNIC 35202-1234567-1",
        "35202 1234567 1",
        "3520212345671",
        "شناختی ۳۵۲۰۲-۱۲۳۴۵۶۷-۱",
        "call 0300-0001234",
        "0345 000 1122 in the evening",
        "+966 50 0001234",
        "office 051-2000123",
    ],
)
def test_a_note_with_an_identity_or_phone_number_is_said(note: str) -> None:
    assert holds_a_personal_number(note)
    assert problems("counselling_note", {"contact": CLIENT, "note": note}) == [("note", "(note_id_number)")]


@pytest.mark.parametrize(
    "note",
    [
        "licence no. checked: 2345/LHR",
        "asked fee of OEP, 150000 rupees",
        "in Riyadh 3 yrs",
        "2nd call",
        "born 1990, left 2014-05-03, back 2016",
        "flight 12345678",
        "wife calling, husband's number",
    ],
)
def test_other_numbers_in_a_note_are_no_personal_numbers(note: str) -> None:
    assert not holds_a_personal_number(note)
    assert problems("counselling_note", {"contact": CLIENT, "note": note}) == []


def test_a_danger_belongs_to_somebody_and_is_told_the_same_day() -> None:
    assert problems("safeguarding", {"flags": ["DEBT"]}) == [("contact", "missing")]
    assert problems("safeguarding", {"contact": CLIENT, "flags": ["DEBT"]}) == []
    for flag in ("MINOR", "UAM", "THB", "VIOL"):
        told = {"contact": CLIENT, "flags": [flag]}
        assert problems("safeguarding", told) == [("coordinator_told_on", "(coordinator_not_told)")]
        assert problems("safeguarding", {**told, "coordinator_told_on": "2016-06-01"}) == []
