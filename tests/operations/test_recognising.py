"""Clients are found by code and by name in either script, and a stranger is compared while the name is typed."""

from __future__ import annotations

import pytest

from desktop_seed import contact
from silkfield.operations import counselling, finding, recognising
from silkfield.operations.recognising import KnownClient, MayBe
from silkfield.operations.sitting import Sitting


@pytest.fixture
def ashraf(sitting: Sitting) -> str:
    """A client who is known by name, beside one who is not."""
    counselling.save_contact(sitting, contact(sex="F"))
    identity = {"full_name": "Muhammad Ashraf", "name_urdu": "محمد اشرف", "phone": "+923001234567"}
    counselling.save_contact(sitting, contact(), consent={"form": "VERBAL"}, identity=identity)
    return finding.listing(sitting, "client").records[0].id


def may_be(sitting: Sitting, name: str = "", **known: object) -> list[MayBe]:
    person = KnownClient("", "", name, **known)  # type: ignore[arg-type]
    return recognising.who_may_it_be(recognising.named_clients(sitting), person)


def reasons(found: list[MayBe]) -> set[str]:
    return {one.words for may in found for one in may.evidence}


@pytest.mark.parametrize("find", ["ashraf", "اشرف", "muhammad ash", "0300 1234567", "gujrat"])
def test_a_client_is_found_by_what_people_type(sitting: Sitting, ashraf: str, find: str) -> None:
    found = recognising.clients(sitting, find=find)
    assert [one.id for one in found.records] == [ashraf]
    assert found.count == 1


def test_a_client_is_found_by_the_code(sitting: Sitting, ashraf: str) -> None:
    code = recognising.names(sitting, [ashraf])[ashraf].code
    assert [one.id for one in recognising.clients(sitting, find=code).records] == [ashraf]


def test_a_client_is_called_by_name_where_one_is_kept(sitting: Sitting, ashraf: str) -> None:
    assert recognising.names(sitting, [ashraf, ""])[ashraf].called == "Muhammad Ashraf"


@pytest.mark.parametrize("typed", ["Muhammad Ashr", "muh ash", "اشرف", "Ashr"])
def test_the_beginning_of_a_name_is_enough(sitting: Sitting, ashraf: str, typed: str) -> None:
    found = may_be(sitting, typed, sex="M")
    assert [may.client.client for may in found] == [ashraf]
    assert "name so far" in reasons(found)


def test_a_name_that_sounds_alike_is_asked_about(sitting: Sitting, ashraf: str) -> None:
    assert reasons(may_be(sitting, "Mohd Asharaf", age_group="A25")) == {"name sounds alike", "age"}


def test_age_and_district_alone_are_no_reason(sitting: Sitting, ashraf: str) -> None:
    assert may_be(sitting, "Zubair", age_group="A25", district="PK-PB.gujrat", sex="M") == []
    assert may_be(sitting, "Mu", age_group="A25") == []


def test_the_same_phone_is_a_reason_and_another_sex_speaks_against_it(sitting: Sitting, ashraf: str) -> None:
    found = may_be(sitting, "", phones=("+923001234567",), sex="F")
    assert reasons(found) == {"same phone", "man and woman"}


def test_at_most_three_are_shown_the_likeliest_first() -> None:
    known = [
        KnownClient(str(number), f"C{number}", "Ali Khan", district="PK-KP.swat" if number == 5 else "")
        for number in range(9)
    ]
    found = recognising.who_may_it_be(known, KnownClient("", "", "Ali Khan", district="PK-KP.swat"))
    assert len(found) == 3
    assert found[0].client.client == "5"
