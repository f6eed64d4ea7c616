"""A printed certificate is checked without a network, and a changed one is found out."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from network_of_stores import make_network
from offices import training
from silkfield.errors import Trouble
from silkfield.operations import attending, certificates, recording
from silkfield.operations.sitting import Sitting
from silkfield.trust.keys import decoded, encoded

DAYS = ("2016-05-23", "2016-05-24")


def completed_event(sitting: Sitting) -> str:
    islamabad = [{"key": "a", "country": "PK", "city": "Islamabad"}]
    event = recording.save(sitting, "event", training(end_date=DAYS[1], venues=islamabad)).record
    attending.add(sitting, event, "Rubina Shaheen")
    person = attending.sheet(sitting, event).people[0]
    attending.mark(sitting, {person.id: {"attendance": dict.fromkeys(DAYS, "full")}})
    certificates.certify(sitting, event)
    return event


def test_any_laptop_of_the_network_checks_a_certificate(tmp_path: Path) -> None:
    with ExitStack() as stack:
        network = make_network(tmp_path, stack)
        islamabad, lahore = network.add("ISB"), network.add("LHE")
        code = certificates.printed(islamabad, completed_event(islamabad))[0].code
        network.hear("LHE1")
        for sitting in (islamabad, network.headquarters, lahore):
            found = certificates.check(sitting, code)
            assert found.certificate.name == "Rubina Shaheen"
            assert not found.taken_off
        assert certificates.check(lahore, code).by == "ISB1"
        network.revoke("ISB1")
        assert certificates.check(network.headquarters, code).taken_off


def test_a_changed_certificate_is_found_out(sitting: Sitting) -> None:
    code = certificates.printed(sitting, completed_event(sitting))[0].code
    mark, said, signature = code.split(".")
    forged = encoded(decoded(said).replace(b"Rubina", b"Samina"))
    with pytest.raises(Trouble) as trouble:
        certificates.check(sitting, f"{mark}.{forged}.{signature}")
    assert trouble.value.code == "not_genuine"


@pytest.mark.parametrize("text", ["", "SFC1", "SFC1.e30.e30", "SFC2.a.b", "SFC1.!.?", "x" * 5_000])
def test_what_is_no_certificate_is_said(sitting: Sitting, text: str) -> None:
    with pytest.raises(Trouble) as trouble:
        certificates.check(sitting, text)
    assert trouble.value.code == "no_certificate"


def test_a_certificate_says_who_pays(sitting: Sitting) -> None:
    made = certificates.printed(sitting, completed_event(sitting))[0]
    assert (made.certificate.first_day, made.certificate.last_day, made.place) == (*DAYS, "Islamabad, Pakistan")
    assert len(made.code) < 450


def test_who_has_a_certificate_keeps_its_number(sitting: Sitting) -> None:
    event = completed_event(sitting)
    before = [one.certificate.number for one in certificates.printed(sitting, event)]
    assert not certificates.certify(sitting, event).records
    assert [one.certificate.number for one in certificates.printed(sitting, event)] == before


def test_a_number_is_looked_up_in_the_records_here(sitting: Sitting) -> None:
    number = certificates.printed(sitting, completed_event(sitting))[0].certificate.number
    found = certificates.check(sitting, f" {number.lower()} ")
    assert (found.certificate.name, found.signed, found.by) == ("Rubina Shaheen", False, "ISB1")


@pytest.mark.parametrize(
    ("number", "code"), [("SRP-ISB1-2016-0001-9", "number_slip"), ("SRP-LHE1-2016-0007-4", "unknown_number")]
)
def test_a_number_with_a_slip_and_one_that_is_unknown_are_said(sitting: Sitting, number: str, code: str) -> None:
    with pytest.raises(Trouble) as trouble:
        certificates.check(sitting, number)
    assert trouble.value.code == code
