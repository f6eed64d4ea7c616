"""What speaks for one person where only marks are known, and how sure that is."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.matching.marked import EVIDENCE, Grade, Marked, compare
from silkfield.matching.tokens import NAME_DISTRICT_YEAR, NAME_FATHER, PHONE

ALL = frozenset({PHONE, NAME_FATHER, NAME_DISTRICT_YEAR})
MAN = Marked(ALL, "M", "A25", None, "PK-PB.gujrat")
CLIENTS = st.builds(
    Marked,
    st.frozensets(st.sampled_from(sorted(ALL))),
    st.sampled_from(("M", "F", "U", "")),
    st.sampled_from(("A18", "A25", "AUN", "")),
    st.sampled_from((1990, 1991, 1995, None)),
    st.sampled_from(("PK-PB.gujrat", "PK-KP.swat", "")),
)


def man(**answers: object) -> Marked:
    return Marked(**{**{name: getattr(MAN, name) for name in Marked.__slots__}, **answers})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shared", "other", "grade", "said"),
    [
        ({PHONE, NAME_FATHER}, MAN, Grade.SURE, "same_phone"),
        ({PHONE, NAME_DISTRICT_YEAR}, man(kinds=ALL - {NAME_FATHER}), Grade.SURE, "no_father"),
        ({PHONE, NAME_FATHER}, man(age_group="A45"), Grade.LIKELY, "other_age"),
        ({PHONE, NAME_FATHER}, man(age_group="AUN"), Grade.LIKELY, "same_phone"),
        ({PHONE, NAME_FATHER}, man(sex="F"), Grade.UNSURE, "other_sex"),
        ({PHONE, NAME_DISTRICT_YEAR}, MAN, Grade.LIKELY, "other_name_father"),
        ({PHONE}, MAN, Grade.LIKELY, "other_name_father"),
        ({PHONE}, man(district="PK-KP.swat"), Grade.UNSURE, "other_district"),
        ({NAME_FATHER}, MAN, Grade.LIKELY, "other_phone"),
        ({NAME_FATHER}, man(kinds=ALL - {PHONE}), Grade.LIKELY, "no_phone"),
        ({NAME_FATHER}, man(age_group="A45"), Grade.UNSURE, "other_age"),
        ({NAME_DISTRICT_YEAR}, MAN, Grade.UNSURE, "same_name_place_year"),
    ],
)
def test_how_sure_it_is(shared: set[str], other: Marked, grade: Grade, said: str) -> None:
    found = compare(MAN, other, shared)
    assert found is not None
    assert found.grade is grade
    assert said in found.evidence


def test_a_guessed_year_of_birth_may_be_off_by_one() -> None:
    born = man(birth_year=1990)
    grades = [compare(born, man(birth_year=year, age_group="A35"), {PHONE, NAME_FATHER}) for year in (1991, 1992)]
    assert [one.grade for one in grades if one] == [Grade.SURE, Grade.LIKELY]


def test_marks_of_kinds_that_are_not_known_here_say_nothing() -> None:
    assert compare(MAN, MAN, {"IRIS"}) is None


@given(CLIENTS, CLIENTS, st.frozensets(st.sampled_from(sorted(ALL)), min_size=1))
def test_the_order_does_not_matter_and_reasons_have_words(one: Marked, other: Marked, shared: frozenset[str]) -> None:
    found = compare(one, other, shared)
    assert found == compare(other, one, shared)
    assert found is not None
    assert set(found.evidence) <= EVIDENCE.keys()
    assert len(set(found.evidence)) == len(found.evidence)


def test_only_phone_and_name_together_are_ever_sure() -> None:
    named = {NAME_FATHER, NAME_DISTRICT_YEAR}
    for shared in map(set, product(ALL, repeat=3)):
        found = compare(MAN, MAN, shared)
        assert found is not None
        if found.grade is Grade.SURE:
            assert PHONE in shared
            assert shared & named
