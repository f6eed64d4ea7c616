"""Clients are found by code and by name in either script, and a stranger is compared while the name is typed."""

from __future__ import annotations

import pytest

from desktop_seed import contact
from silkfield.operations import checking, counselling, finding, recognising, recording
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
    return recognising.who_may_it_be(sitting, person, typing=True)


def reasons(found: list[MayBe]) -> set[str]:
    return {one.words for may in found for one in may.evidence}


def test_a_name_is_found_by_the_other_script_and_other_letters(sitting: Sitting) -> None:
    for name in ("فضل كريم", "Akram Dar", "Fazal Karam"):
        counselling.save_contact(sitting, contact(), consent={"form": "VERBAL"}, identity={"full_name": name})
    for find in ("کریم", "كريم", "karim", "Fazal Kareem", "fazl kar"):
        found = finding.listing(sitting, "client_identity", find=find)
        assert "فضل كريم" in [one.values["full_name"] for one in found.records], find
        assert found.count == len(found.records) < 3
    assert len(recognising.clients(sitting, find="karim").records) == 1


def test_a_corrected_name_a_removed_one_and_one_brought_back_are_filed_anew(sitting: Sitting, ashraf: str) -> None:
    identity = finding.listing(sitting, "client_identity", where={"client": ashraf}).records[0]
    answers = {**identity.values, "full_name": "Zubair Gul", "name_urdu": "زبیر گل"}
    recording.save(sitting, "client_identity", answers, record=identity.id)
    assert may_be(sitting, "Ashraf") == []
    assert may_be(sitting, "Zubair")
    recording.remove(sitting, identity.id)
    assert may_be(sitting, "Zubair") == []
    recording.restore(sitting, identity.id)
    assert may_be(sitting, "Zubair")
    with sitting.store.writing() as connection:
        sitting.store.rebuild(connection)
    assert may_be(sitting, "Zubair")
    assert checking.verify(sitting).sound
    with sitting.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM form_client_identity_filed WHERE key = 'wzbr'")
    assert not checking.verify(sitting).sound


def test_another_father_speaks_against_it_and_another_name_on_one_phone(sitting: Sitting) -> None:
    identity = {"full_name": "Asif Khan", "relative_name": "Ghulam Nabi", "phone": "+923001234567"}
    counselling.save_contact(sitting, contact(), consent={"form": "VERBAL"}, identity=identity)
    found = may_be(sitting, "Arif Khan", relative="غلام نبی", phones=("+923001234567",))
    assert reasons(found) >= {"same phone", "another name", "father or husband"}
    assert "another father or husband" in reasons(may_be(sitting, "Asif Khan", relative="Fazal Karim"))


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
    found = recognising.likeliest(known, KnownClient("", "", "Ali Khan", district="PK-KP.swat"))
    assert len(found) == 3
    assert found[0].client.client == "5"
