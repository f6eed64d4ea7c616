"""A contact and all that belongs to it is saved as one; a name is kept only after a yes, and never of a minor."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_seed import contact
from silkfield.operations import counselling, finding
from silkfield.operations.recording import Refused
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import Shown

YES = {"form": "VERBAL"}
NAME = {"full_name": "Muhammad Ashraf", "phone": "+923001234567"}


def records(sitting: Sitting, form: str) -> tuple[Shown, ...]:
    return finding.listing(sitting, form).records


def counts(sitting: Sitting) -> dict[str, int]:
    forms = ("counselling_contact", "client", "client_identity", "consent", "counselling_note", "safeguarding")
    return {form: len(found) for form in forms if (found := records(sitting, form))}


def only(sitting: Sitting, form: str) -> Shown:
    (record,) = records(sitting, form)
    return record


def test_a_yes_keeps_the_name_with_its_consent_in_one_transaction(sitting: Sitting) -> None:
    changes = counselling.save_contact(
        sitting, contact(), consent=YES, identity={**NAME, "birth_year": 1989}, note="Visa."
    )
    assert counts(sitting) == {
        "counselling_contact": 1, "client": 1, "client_identity": 1, "consent": 1, "counselling_note": 1,
    }  # fmt: skip
    client = only(sitting, "client")
    assert client.values["identity_level"] == "I2"
    assert client.values["birth_year"] == 1989
    assert client.values["sex"] == "M"
    assert only(sitting, "counselling_contact").values["client"] == client.id
    assert only(sitting, "client_identity").values == {"client": client.id, **NAME}
    consent = only(sitting, "consent").values
    assert consent["purposes"] == ["KEEP"]
    assert consent["certified_by"] == "Ayesha"
    assert set(changes.records) == {one.id for form in counts(sitting) for one in records(sitting, form)}


@pytest.mark.parametrize("consent", [None, {"form": "NONE"}])
def test_without_a_yes_nobody_is_a_client(sitting: Sitting, consent: dict[str, Any] | None) -> None:
    counselling.save_contact(sitting, contact(), consent=consent, identity=NAME)
    assert counts(sitting) == {"counselling_contact": 1}
    assert "client" not in only(sitting, "counselling_contact").values


def test_a_minor_is_never_named_and_then_nothing_is_saved(sitting: Sitting) -> None:
    with pytest.raises(Refused):
        counselling.save_contact(sitting, contact(age_group="A00"), consent=YES, identity=NAME)
    assert counts(sitting) == {}


def test_what_cannot_be_saved_saves_nothing_of_the_rest(sitting: Sitting) -> None:
    with pytest.raises(Refused) as refused:
        counselling.save_contact(
            sitting, contact(), consent=YES, identity={"full_name": "X", "phone": "12"}, note="Visa."
        )
    assert {problem.field for problem in refused.value.problems} == {"full_name", "phone"}
    assert counts(sitting) == {}


def test_trafficking_is_written_where_headquarters_never_looks(sitting: Sitting) -> None:
    counselling.save_contact(sitting, contact(topics=["THB", "ABOUT", "JOB"]))
    kept = only(sitting, "counselling_contact")
    assert kept.values["topics"] == ["ABOUT", "JOB"]
    assert only(sitting, "safeguarding").values == {"contact": kept.id, "flags": ["THB"]}
    counselling.save_contact(sitting, contact(topics=["THB"]), record=kept.id)
    assert only(sitting, "safeguarding").values["flags"] == ["THB"]


def test_somebody_who_was_here_before_stays_one_client(sitting: Sitting) -> None:
    counselling.save_contact(sitting, contact(), consent=YES, identity=NAME)
    client = only(sitting, "client").id
    counselling.save_contact(
        sitting,
        contact(age_group="A35", district="PK-KP.swat"),
        consent={"form": "WRITTEN"},
        identity={"relative_name": "Abdul Aziz"},
        client=client,
    )
    assert counts(sitting) == {"counselling_contact": 2, "client": 1, "client_identity": 1, "consent": 1}
    assert only(sitting, "client_identity").values == {"client": client, **NAME, "relative_name": "Abdul Aziz"}
    assert only(sitting, "client").values["age_group"] == "A25"
    assert only(sitting, "consent").values["form"] == "WRITTEN"


def test_correcting_a_contact_corrects_its_note_and_an_empty_one_takes_it_away(sitting: Sitting) -> None:
    counselling.save_contact(sitting, contact(), note="Wants a visa.")
    kept = only(sitting, "counselling_contact")
    counselling.save_contact(sitting, contact(), note="Has a visa.", record=kept.id)
    assert only(sitting, "counselling_note").values["note"] == "Has a visa."
    changes = counselling.save_contact(sitting, contact(), record=kept.id)
    assert changes.kinds == {"counselling_note"}
    assert counts(sitting) == {"counselling_contact": 1}


def test_what_stands_around_a_contact_is_found_again(sitting: Sitting) -> None:
    counselling.save_contact(sitting, contact(), consent=YES, identity=NAME, note="Visa.")
    around = counselling.around_contact(sitting, only(sitting, "counselling_contact"))
    assert around.note == "Visa."
    assert around.identity["full_name"] == "Muhammad Ashraf"
    assert around.consent["form"] == "VERBAL"
    counselling.save_contact(sitting, contact())
    alone = counselling.around_contact(sitting, records(sitting, "counselling_contact")[0])
    assert alone == counselling.Around("", "", {}, {})
