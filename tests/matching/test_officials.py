"""Officials are recognised by address, number and post; what people share or change asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from silkfield.matching.officials import Official, Officials, compare

TARIQ = Official(
    "1", "Tariq Mehmood", "طارق محمود", "M", "fia", "FIA", "Inspector", "tariq@fia.example", "+923000001234"
)


def listed(**changes: str) -> Official:
    """Return Tariq as a list may write him."""
    return replace(TARIQ, handle="row", other_name="", **changes)


@pytest.mark.parametrize(
    ("changes", "strength"),
    [
        ({}, "high"),
        ({"name": "Tariq Mahmood", "organisation": "nadra", "phone": ""}, "high"),
        ({"name": "طارق محمود", "email": "", "organisation": ""}, "high"),
        ({"email": "", "phone": ""}, "high"),
        ({"email": "other@fia.example", "phone": ""}, "ask"),
        ({"email": "", "phone": "", "position": "Deputy Director"}, "ask"),
        ({"email": "", "phone": "", "organisation": "nadra", "position": "Director"}, "ask"),
        ({"name": "Rubina Shaheen"}, "ask"),
        ({"name": "Tariq Mehmood Khan", "email": "", "phone": ""}, "ask"),
    ],
)
def test_what_is_the_same_tells_how_sure_it_is(changes: dict[str, str], strength: str) -> None:
    found = compare(TARIQ, listed(**changes))
    assert found is not None
    assert found.strength == strength
    assert found.reasons()


@pytest.mark.parametrize(
    "changes",
    [
        {"sex": "F"},
        {"name": "Rubina Shaheen", "email": ""},
        {"name": "Tariq Mehmood Khan", "email": "khan@fia.example", "phone": "+923000009999"},
        {"organisation": "nadra", "email": "t@nadra.example", "phone": "+923000009999"},
    ],
)
def test_another_person_is_not_asked_about(changes: dict[str, str]) -> None:
    assert compare(TARIQ, listed(**changes)) is None


def test_the_likeliest_comes_first_and_strangers_never() -> None:
    others = [replace(TARIQ, handle=str(place), email="", phone="", position="") for place in (2, 3)]
    stranger = Official("4", "Nazia Perveen", organisation="fia", position="Inspector")
    found = Officials([*others, TARIQ, stranger]).alike(listed())
    assert [one.first for one in found] == ["1", "2", "3"]


def test_a_name_alone_in_one_office_asks_and_says_why() -> None:
    found = compare(TARIQ, Official("row", "Tariq Mehmood", organisation="fia"))
    assert found is not None
    assert (found.strength, found.reasons()) == ("ask", ["same name", "same organisation"])
