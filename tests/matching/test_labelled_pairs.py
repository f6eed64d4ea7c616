"""How well people are recognised, measured on pairs that were labelled by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from labelled_pairs import labelled_pairs, score
from silkfield.matching.people import HIGH

PAIRS = labelled_pairs()


def test_the_list_is_long_and_hard() -> None:
    assert len(PAIRS) >= 400
    assert sum(pair.one_phone for pair in PAIRS) >= 30


@pytest.mark.parametrize(
    ("part", "least"),
    [(PAIRS, 0.9), (PAIRS[::2], 0.88), (PAIRS[1::2], 0.88)],
    ids=["all", "looked at", "not looked at"],
)
def test_one_person_is_told_from_two(
    part: list[object], least: float, record_property: Callable[[str, object], None]
) -> None:
    found = score(part, lambda pair: pair.found is not None)  # type: ignore[arg-type]
    assert found.f1 >= least
    assert found.recall >= 0.95


def test_where_no_phone_is_shared_nearly_every_question_is_a_good_one() -> None:
    found = score((pair for pair in PAIRS if not pair.one_phone), lambda pair: pair.found is not None)
    assert found.precision >= 0.95
    assert found.f1 >= 0.96


def test_two_people_are_never_more_than_a_question() -> None:
    assert [pair for pair in PAIRS if not pair.same and pair.found and pair.found.strength == HIGH] == []


def test_two_people_who_share_a_phone_are_asked_about() -> None:
    assert all(pair.found for pair in PAIRS if pair.one_phone)
