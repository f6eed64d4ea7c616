"""Every office writes its own records; headquarters asks where a site must correct, and no figure drops anybody silently."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from insider import Insider, revision
from network_of_stores import Network
from offices import PASSPHRASE, session
from silkfield import assets
from silkfield.errors import Trouble
from silkfield.operations import finding, opening, recording, reporting, spreadsheets
from silkfield.operations.exchange import admitting, founding, inviting, joining
from silkfield.operations.spreadsheets import Chosen
from silkfield.records.identity import new_id
from silkfield.store.reading import State

CONTACT = {
    "contact_date": "2016-05-03",
    "channel": "PHONE",
    "caller_for": "SELF",
    "sex": "M",
    "age_group": "A25",
    "stage": "POT",
    "topics": ["JOB"],
    "outcomes": ["INFO"],
}


def contacts_in_may(network: Network) -> tuple[int, int, int]:
    """Contacts, anonymous contacts and unique clients of R1 at headquarters."""
    figures = reporting.report(network.headquarters, "R1", "2016-05", "ISB").figures["ISB"]
    return figures["A"]["contacts"], figures["A"]["anonymous"], figures["B"]["unique_clients"]


def test_headquarters_neither_corrects_nor_removes_nor_makes_contacts(network: Network) -> None:
    isb = network.add("ISB")
    record = recording.save(isb, "counselling_contact", CONTACT).record
    network.deliver(network.send(isb))
    hq = network.headquarters

    for wrong in (
        lambda: recording.patch(hq, "counselling_contact", {"sex": "F"}, record),
        lambda: recording.remove(hq, record),
        lambda: recording.save(hq, "counselling_contact", CONTACT),
    ):
        with pytest.raises(Trouble, match="not recorded at this office"):
            wrong()
    assert finding.record(hq, record).values["sex"] == "M"


def test_a_session_of_a_site_is_corrected_by_that_site_only(network: Network) -> None:
    isb = network.add("ISB")
    record = recording.save(isb, "session", session()).record
    network.deliver(network.send(isb))
    with pytest.raises(Trouble, match="another office"):
        recording.patch(network.headquarters, "session", {"venue": "Elsewhere"}, record)


def test_names_of_clients_are_never_taken_in_at_headquarters_or_by_a_team(network: Network) -> None:
    register = assets.folder("samples") / "mic-islamabad-register-2016-05.xlsx"
    for office in (network.headquarters, network.add("TEAM", "team")):
        with pytest.raises(Trouble, match="not recorded at this office"):
            spreadsheets.take_in(office, register, "counselling_contact", Chosen(identity="keep"))
        for form in ("client_identity", "counselling_contact", "counselling_note"):
            assert finding.listing(office, form).count == 0


def test_a_contact_whose_client_is_removed_is_still_one_client_in_the_month(network: Network) -> None:
    isb = network.add("ISB")
    client = recording.save(isb, "client", {"identity_level": "I1", "sex": "F", "age_group": "A25"}).record
    recording.save(isb, "counselling_contact", {**CONTACT, "client": client})
    recording.save(isb, "counselling_contact", CONTACT)
    recording.remove(isb, client)
    network.deliver(network.send(isb))

    assert contacts_in_may(network) == (2, 1, 1)


def test_what_headquarters_shares_is_not_among_what_a_site_has_sent(network: Network) -> None:
    lhe = network.add("LHE")
    recording.save(network.headquarters, "organisation", {"name": "Federal Investigation Agency", "country": "PK"})
    from silkfield.operations.exchange import receiving

    receiving.receive(lhe, network.reply("LHE"))
    assert finding.listing(lhe, "organisation").count == 1
    assert finding.states(lhe)[State.RECEIVED] == 0


def test_a_store_that_was_cut_off_while_it_was_made_is_made_anew(tmp_path: Path) -> None:
    hq = founding.create_headquarters(tmp_path / "hq", "HQ", "Farah", PASSPHRASE)
    hq.store.close()
    (tmp_path / "hq" / "keys.json").unlink()

    again = founding.create_headquarters(tmp_path / "hq", "HQ", "Farah", PASSPHRASE)
    again.store.close()
    opening.open_store(tmp_path / "hq", PASSPHRASE).store.close()


def test_a_laptop_can_give_its_answer_once_more(network: Network, tmp_path: Path) -> None:
    invited = inviting.invite(network.headquarters, "PEW", "MIC Peshawar")
    joined = joining.join(tmp_path / "pew", invited.part, "Gul", PASSPHRASE, clock=network.headquarters.clock)
    try:
        assert joining.own_answer(joined.sitting).part == joined.part
    finally:
        joined.sitting.store.close()


def test_an_answer_admits_one_laptop_once(network: Network, tmp_path: Path) -> None:
    invited = inviting.invite(network.headquarters, "PEW", "MIC Peshawar")
    joined = joining.join(tmp_path / "pew", invited.part, "Gul", PASSPHRASE, clock=network.headquarters.clock)
    joined.sitting.store.close()
    answer = admitting.read_answer(network.headquarters, joined.part)
    admitting.admit(network.headquarters, answer, "".join(joined.digits))
    with pytest.raises(Trouble, match="answered before"):
        admitting.admit(network.headquarters, answer, "".join(joined.digits))


def test_the_keys_of_an_office_are_in_no_text_about_it(network: Network) -> None:
    assert network.headquarters.office.transport_secret not in repr(network.headquarters)
    assert network.headquarters.office.signing_seed not in repr(network.headquarters)


def test_what_has_not_arrived_is_not_brought_back_empty(network: Network, tmp_path: Path) -> None:
    insider = Insider(network.add("ISB"), tmp_path / "insider")
    office = new_id(1)
    written = insider.write([revision("organisation", office, {"name": "Bureau of Emigration", "country": "PK"})])
    digest = sha256(b"skf-rev-v1\0" + written.hash + (0).to_bytes(4, "big")).digest()
    named = urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()
    insider.write([revision("organisation", office, {}, op="del", p=[named])])
    network.deliver([insider.send(first=2)])

    with pytest.raises(Trouble) as refused:
        recording.restore(network.headquarters, office)

    assert refused.value.code == "not_arrived"
    network.deliver([insider.send()])
    recording.restore(network.headquarters, office)
    assert finding.record(network.headquarters, office).values["name"] == "Bureau of Emigration"
