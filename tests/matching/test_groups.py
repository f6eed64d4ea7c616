"""Two and two that are the same make groups; whoever was told apart never meets again in one."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from silkfield.matching.groups import Groups

PAIRS = st.lists(st.sampled_from([frozenset(pair) for pair in combinations("abcdefg", 2)]))


def both(pair: str) -> frozenset[str]:
    return frozenset(pair)


def test_three_that_were_joined_two_and_two_are_one() -> None:
    assert Groups([both("ab"), both("bc")], frozenset()).of("a") == set("abc")


def test_a_third_never_brings_two_together_that_were_told_apart() -> None:
    found = Groups([both("ac"), both("cb")], {both("ab")})
    assert (found.of("a"), found.of("b")) == (set("ac"), {"b"})
    assert found.are_apart("c", "b"), "what stands with a is not b either"
    assert not found.join("b", "c")


@given(PAIRS, PAIRS.map(frozenset))
def test_groups_hold_nobody_told_apart(same: list[frozenset[str]], apart: frozenset[frozenset[str]]) -> None:
    found = Groups(same, apart)
    for one in "abcdefg":
        assert one in found.of(one)
        assert all(found.of(other) == found.of(one) for other in found.of(one))
        assert not any(frozenset(pair) in apart for pair in combinations(found.of(one), 2))
