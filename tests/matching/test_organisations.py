"""One organisation under several spellings is noticed, and neighbours with like names are told apart."""

from __future__ import annotations

import pytest

from silkfield.matching.organisations import are_alike

FIA = {"name": "Federal Investigation Agency", "short_name": "FIA", "country": "PK"}


@pytest.mark.parametrize(
    "other",
    [
        {"name": "F.I.A."},
        {"name": "fia", "country": "PK"},
        {"name": "Federal Investigation Agency"},
        {"name": "Federal Investigations Agency"},
        {"name": "Something else", "short_name": "F I A"},
    ],
)
def test_spellings_of_one_organisation_are_alike(other: dict[str, str]) -> None:
    assert are_alike(FIA, other)
    assert are_alike(other, FIA)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FIA, {"name": "Federal Investigation Agency", "country": "IQ"}),
        ({"name": "Ministry of Interior"}, {"name": "Ministry of Information"}),
        ({"name": "Ministry of Labour"}, {"name": "Ministry of Law"}),
        ({"name": "UNHCR"}, {"name": "UNHRC"}),
        ({"name": "National Working Group"}, {"name": "Norwegian Water Group", "short_name": "Water"}),
    ],
)
def test_organisations_with_like_names_are_not(one: dict[str, str], other: dict[str, str]) -> None:
    assert not are_alike(one, other)


def test_nonsense_in_an_answer_names_nothing() -> None:
    assert not are_alike({"name": {"a": 1}, "country": ["PK"]}, FIA)
