"""Who may be one person: high, worth a question, or nobody; and the texts behind match tokens."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.matching.candidates import PeopleIndex, candidates, candidates_for
from silkfield.matching.people import EVIDENCE, Person, compare
from silkfield.matching.tokens import NAME_DISTRICT_YEAR, NAME_FATHER, PHONE, token_inputs

FIRST = Person("1", "Muhammad Yousaf", "Ghulam Nabi", ("+923460008019",), "PK-PB.gujrat", 1982, "M")


def other(name="M. Yusuf", relative="غلام نبی", phones=(), district="PK-PB.gujrat", birth_year=None, sex="M"):
    return Person("2", name, relative, phones, district, birth_year, sex)


SAME_PHONE = ("+923460008019",)
OTHER_PHONE = ("+923340007346",)


@pytest.mark.parametrize(
    ("person", "strength"),
    [
        (other(phones=SAME_PHONE), "high"),
        (other(phones=SAME_PHONE, relative="", district=""), "high"),
        (other(phones=SAME_PHONE, relative="Fazal Karim"), "ask"),
        (other(phones=SAME_PHONE, sex="F"), "ask"),
        (other("Rukhsana", phones=SAME_PHONE, sex="F"), "ask"),
        (other("Mahmood Yousaf", phones=SAME_PHONE), "ask"),
        (other(phones=OTHER_PHONE), "ask"),
        (other("Yousaf Khan", phones=OTHER_PHONE), "ask"),
        (other(district=""), "ask"),
        (other(relative="", birth_year=1983), "ask"),
        (other(relative="", birth_year=1985), None),
        (other(relative=""), None),
        (other(district="PK-PB.sialkot"), None),
        (other(relative="Fazal Karim"), None),
        (other(sex="F"), None),
        (other("Mahmood Yousaf"), None),
        (other("Naeem Awan"), None),
    ],
)
def test_strength_follows_from_the_evidence(person, strength):
    found = compare(FIRST, person)
    assert (found.strength if found else None) == strength
    if found:
        assert set(found.evidence) <= EVIDENCE.keys()
        assert found.reasons()


def test_people_are_found_among_others_the_likeliest_first():
    people = [FIRST, other("Zahid Khan"), Person("3", "Yousaf", "", SAME_PHONE)]
    found = candidates_for(Person("4", "محمد یوسف", "غلام نبی", SAME_PHONE, "PK-PB.gujrat"), people)
    assert [(one.first, one.second, one.strength) for one in found] == [("1", "4", "high"), ("3", "4", "high")]
    assert PeopleIndex().candidates(FIRST) == []


NAMES = st.sampled_from(["Ali Raza", "علی رضا", "Muhammad Ali", "Mahmood Ali", "Yousaf", "Asif Khan", "Asif", ""])
PEOPLE = st.lists(
    st.builds(
        Person,
        handle=st.uuids().map(str),
        name=NAMES,
        relative=NAMES,
        phones=st.lists(st.sampled_from(["+923000000001", "+923000000002"]), max_size=1).map(tuple),
        district=st.sampled_from(["", "PK-PB.gujrat", "PK-PB.attock"]),
        birth_year=st.none() | st.integers(1980, 1983),
        sex=st.sampled_from("MFU"),
    ),
    max_size=8,
    unique_by=lambda person: person.handle,
)


@given(PEOPLE)
def test_filing_people_misses_no_pair_that_is_high(people):
    every = {
        frozenset((one.handle, two.handle))
        for place, one in enumerate(people)
        for two in people[place + 1 :]
        if (found := compare(one, two)) and found.strength == "high"
    }
    found = {frozenset((pair.first, pair.second)) for pair in candidates(people) if pair.strength == "high"}
    assert found == every


@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_the_people_does_not_matter(people, random):
    shuffled = list(people)
    random.shuffle(shuffled)
    one = {(frozenset((pair.first, pair.second)), pair.strength) for pair in candidates(people)}
    two = {(frozenset((pair.first, pair.second)), pair.strength) for pair in candidates(shuffled)}
    assert one == two


def test_ten_thousand_people_are_compared_in_seconds():
    names = ["Ali", "Asif", "Bilal", "Naeem", "Nasir", "Sajid", "Zahid", "Waqas", "Umair", "Kashif"]
    fathers = [f"{one} {two}" for one in names for two in ("Nabi", "Dad", "Rehman", "Bahadur", "Hassan")]
    people = [
        Person(
            str(number),
            f"{names[number % 10]} {names[number // 10 % 10]}{number % 97}",
            fathers[number % 50],
            (f"+92300{number:07d}",),
            f"D{number % 37}",
            None,
            "M",
        )
        for number in range(10_000)
    ]
    begin = time.process_time()
    candidates(people)
    assert time.process_time() - begin < 10


def test_tokens_are_made_of_what_is_known():
    every = token_inputs("M. Yusuf", "غلام نبی", ["+923460008019"], "PK-PB.gujrat", 1982)
    assert every == token_inputs("Muhammad Yousaf", "Ghulam Nabi", ["+923460008019"], "PK-PB.gujrat", 1982)
    assert [kind for kind, _text in every] == [PHONE, NAME_FATHER, NAME_DISTRICT_YEAR]
    assert token_inputs("Muhammad", "Ghulam Nabi", [], "PK-PB.gujrat", 1982) == []
    assert token_inputs("Ali", "", ["", "+923460008019"], "", None) == [(PHONE, "+923460008019")]
    assert token_inputs("Mahmood Yousaf", "Ghulam Nabi", [], "", None) != token_inputs(
        "Yousaf", "Ghulam Nabi", [], "", None
    )
