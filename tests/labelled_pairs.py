"""Pairs of invented people, each labelled by hand as one person or two, to measure how well people are recognised.

`matching/pairs.csv` has a line per pair: `case` says what is difficult about it, `same` is 1 for one person; then twice, the
second time with `_2`, what was written down: name and father or husband (`relative`) in Roman or Urdu letters, phone in the
international form, district, year of birth, sex. What was not asked is empty. The names were put together from lists of
spellings that people use; the pairs that must be kept apart were chosen because they are mistaken for each other: Muhammad
and Mahmood, brothers, fathers and sons, wives and husbands on one phone, a common name elsewhere, and names that lie near.

Rules are made looking at the even lines only. The odd ones say whether the rules hold for names nobody looked at.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from silkfield.matching.people import Candidate, Person, compare


@dataclass(frozen=True)
class Pair:
    """Two descriptions, and whether they are of one person."""

    case: str
    same: bool
    one: Person
    other: Person

    @property
    def found(self) -> Candidate | None:
        """What the program says of them."""
        return compare(self.one, self.other)

    @property
    def one_phone(self) -> bool:
        """Tell whether two people share a phone: the program asks about them always, and must."""
        return not self.same and bool(set(self.one.phones) & set(self.other.phones))


def labelled_pairs() -> list[Pair]:
    """Read all pairs."""
    with (Path(__file__).parent / "matching" / "pairs.csv").open(encoding="utf-8", newline="") as file:
        return [
            Pair(row["case"], row["same"] == "1", _person(row, "", "1"), _person(row, "_2", "2"))
            for row in csv.DictReader(file)
        ]


def _person(row: dict[str, str], which: str, handle: str) -> Person:
    def given(name: str) -> str:
        return row[name + which]

    phones = (given("phone"),) if given("phone") else ()
    year = int(given("birth_year")) if given("birth_year") else None
    return Person(handle, given("name"), given("relative"), phones, given("district"), year, given("sex"))


@dataclass(frozen=True)
class Score:
    """How well pairs were told apart: how many that were called one person are, and how many that are were called so."""

    precision: float
    recall: float
    wrong: int

    @property
    def f1(self) -> float:
        """Both in one figure, the harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def score(pairs: Iterable[Pair], says_same: Callable[[Pair], bool]) -> Score:
    """Return how well a way of comparing tells pairs apart."""
    said = [(pair.same, says_same(pair)) for pair in pairs]
    right = sum(same and says for same, says in said)
    wrong = sum(same is not says for same, says in said)
    return Score(
        right / max(1, sum(says for _same, says in said)), right / max(1, sum(same for same, _says in said)), wrong
    )
