"""Erasing for good: from the wish at the desk to the counts of every site, and nothing of it comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from bytes_at_rest import everything
from insider import Insider, revision
from network_of_stores import Network
from offices import session, training
from silkfield.errors import Trouble
from silkfield.log.orders import Erase
from silkfield.log.words import new_salt
from silkfield.operations import checking, drafting, finding, pairing, recording
from silkfield.operations.exchange import erasing, receiving, withholding
from silkfield.operations.sitting import Sitting
from silkfield.records.identity import new_id

CLIENT = {"identity_level": "I2", "sex": "F", "age_group": "A25", "birth_year": 1989}
NAME, PHONE, NOTE = "Zarmina Durrani", "+923339876543", "asked about Oman twice"
MARK = "5ec2e7" * 10
OTHER_ORDER = "0192f3a4-0000-7000-8000-0000000000ee"


def a_contact(client: str) -> dict[str, object]:
    return {
        "client": client,
        "contact_date": "2016-05-30",
        "channel": "WALKIN",
        "sex": "F",
        "age_group": "A25",
        "stage": "INT",
        "topics": ["JOB"],
        "outcomes": ["INFO"],
    }


def client_with_all(sitting: Sitting, name: str = NAME) -> tuple[str, str]:
    """Record a client with name, marks, a contact and a note on it; return the client and the contact."""
    client = recording.save(sitting, "client", CLIENT).record
    recording.save(sitting, "client_identity", {"client": client, "full_name": name, "phone": PHONE})
    marks = [{"key": "P-1", "kind": "PHONE", "token": MARK}]
    recording.save(sitting, "client_match", {"client": client, "tokens": marks})
    contact = recording.save(sitting, "counselling_contact", a_contact(client)).record
    recording.save(sitting, "counselling_note", {"contact": contact, "note": NOTE})
    return client, contact


def counted(sitting: Sitting) -> dict[str, int]:
    return {form: found for form in sitting.forms if (found := finding.listing(sitting, form).count)}


def holds(sitting: Sitting, *secrets: str) -> list[str]:
    """Return which of these texts lie anywhere in the store's files, decrypted."""
    there = everything(sitting)
    return [secret for secret in secrets if secret.encode() in there]


def sound(sitting: Sitting) -> bool:
    verdict = checking.verify(sitting)
    assert verdict.sound, verdict.faults
    return True


def test_the_name_is_found_in_the_pages_before_it_is_erased(network: Network) -> None:
    isb = network.add("ISB")
    client_with_all(isb)
    assert holds(isb, NAME, PHONE, NOTE, MARK) == [NAME, PHONE, NOTE, MARK]


def test_what_says_who_it_is_goes_at_once_and_what_counts_stays(network: Network) -> None:
    isb = network.add("ISB")
    client, _contact = client_with_all(isb)
    other, _contact = client_with_all(isb, "Somebody Else")

    reach = erasing.reach(isb, client)
    assert reach.goes == {"client_identity": 1, "client_match": 1, "counselling_note": 1}
    assert reach.stays == {"client": 1, "counselling_contact": 1}
    erased = erasing.erase(isb, client)

    assert len(erased.changes.records) == 3
    assert counted(isb) == {
        "client": 2,
        "client_identity": 1,
        "client_match": 1,
        "counselling_contact": 2,
        "counselling_note": 1,
    }
    assert holds(isb, NAME) == []
    assert holds(isb, "Somebody Else") == ["Somebody Else"]
    assert finding.record(isb, other).values["sex"] == "F"
    assert sound(isb)


def test_an_erasure_goes_from_the_desk_to_headquarters_and_comes_back_as_confirmed_counts(network: Network) -> None:
    isb, lhe = network.add("ISB"), network.add("LHE")
    client, contact = client_with_all(isb)
    files = network.send(isb)
    network.deliver(files)
    assert holds(network.headquarters, MARK) == [MARK]
    assert holds(network.headquarters, NAME, NOTE) == []

    erasing.erase(isb, client)
    network.deliver(network.send(isb))
    assert holds(network.headquarters, MARK) == []
    (line,) = erasing.listing(network.headquarters)
    assert (line.basis, line.found, line.gone, line.confirmed) == ("subject_request", 1, 1, 0)

    receiving.receive(isb, network.reply("ISB"))
    network.deliver(network.send(isb))
    (line,) = erasing.listing(network.headquarters)
    assert [(one.label, one.confirmed, one.found, one.gone) for one in line.laptops] == [
        ("ISB1", True, 3, 3),
        ("LHE1", False, 0, 0),
    ]
    receiving.receive(lhe, network.reply("LHE"))
    network.deliver(network.send(lhe))
    (line,) = erasing.listing(network.headquarters)
    assert (line.confirmed, line.laptops[1].found) == (2, 0)
    assert finding.record(network.headquarters, contact).values["client"] == client
    assert all(map(sound, (network.headquarters, isb, lhe)))


def test_headquarters_order_reaches_what_never_left_the_site(network: Network) -> None:
    isb = network.add("ISB")
    client, _contact = client_with_all(isb)
    network.deliver(network.send(isb))

    erasing.erase(network.headquarters, client, "consent_withdrawn")
    assert holds(isb, NAME, PHONE, NOTE, MARK) == [NAME, PHONE, NOTE, MARK]
    receiving.receive(isb, network.reply("ISB"))

    assert holds(isb, NAME, PHONE, NOTE, MARK) == []
    assert counted(isb) == {"client": 1, "counselling_contact": 1}
    network.deliver(network.send(isb))
    (line,) = erasing.listing(network.headquarters)
    assert (line.laptops[0].found, line.laptops[0].gone) == (3, 3)


def test_a_bundle_that_arrives_after_the_order_brings_nothing_back(network: Network) -> None:
    isb = network.add("ISB")
    client, _contact = client_with_all(isb)
    late = network.send(isb)
    erasing.erase(network.headquarters, record_known_at(network, isb, client))
    again = network.send(isb, everything=True)

    for files in (late, again):
        (outcome,) = network.deliver(files)
        assert outcome.result == "imported"
        assert holds(network.headquarters, MARK) == []
    assert counted(network.headquarters) == {"client": 1, "counselling_contact": 1}
    assert sound(network.headquarters)


def test_what_a_laptop_writes_before_it_hears_of_the_order_is_erased_as_it_arrives(
    network: Network, tmp_path: Path
) -> None:
    insider = Insider(network.add("ISB"), tmp_path / "insider")
    client, marks, fresh = new_id(1), new_id(2), "77" * 32
    insider.write([revision("client", client, CLIENT)])
    network.deliver([insider.send()])
    erasing.erase(network.headquarters, client)
    rows = [{"key": "P-2", "kind": "PHONE", "token": fresh}]
    insider.write([revision("client_match", marks, {"client": client, "tokens": rows}, refs=[client])])

    (outcome,) = network.deliver([insider.send(first=2)])  # nothing that was here before comes with it

    assert outcome.result == "imported"
    assert holds(network.headquarters, fresh) == []
    assert counted(network.headquarters) == {"client": 1}
    assert sound(network.headquarters)


def record_known_at(network: Network, isb: Sitting, client: str) -> str:
    """Let headquarters know a client by a first part that is delivered, and return it."""
    network.deliver(network.send(isb, everything=True))
    return client


def test_the_copy_of_a_bundle_that_holds_it_goes_too_and_the_others_stay(network: Network) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    network.deliver(network.send(isb))
    receiving.receive(isb, network.reply("ISB"))
    client, _contact = client_with_all(isb)
    network.deliver(network.send(isb))
    done = network.headquarters.store.folder / "done"
    assert len(list(done.iterdir())) == 2

    erasing.erase(network.headquarters, client)

    assert len(list(done.iterdir())) == 1
    assert holds(network.headquarters, MARK) == []


def test_an_import_that_was_set_aside_comes_back_without_what_was_erased(network: Network) -> None:
    isb = network.add("ISB")
    client, _contact = client_with_all(isb)
    files = network.send(isb)
    network.deliver(files)
    withholding.undo(network.headquarters, "ISB1-1")
    erasing.erase(isb, client)
    network.deliver(network.send(isb))

    assert holds(network.headquarters, MARK) == []
    network.deliver(files, again=True)
    assert holds(network.headquarters, MARK) == []
    assert counted(network.headquarters) == {"client": 1, "counselling_contact": 1}
    assert sound(network.headquarters)


def test_a_draft_and_a_correction_of_it_are_gone_and_refused(network: Network) -> None:
    isb = network.add("ISB")
    client, contact = client_with_all(isb)
    (identity,) = finding.listing(isb, "client_identity").records
    draft = drafting.keep(isb, "client_identity", {**identity.values, "alias": "Zari"}, record=identity.id)
    drafting.keep(isb, "counselling_contact", {**a_contact(client), "name": "Zari Two"})

    erasing.erase(isb, client)

    assert drafting.drafts(isb) == []
    assert holds(isb, "Zari", "Zari Two") == []
    with pytest.raises(Trouble, match="erased"):
        drafting.keep(isb, "client_identity", identity.values, draft=draft, record=identity.id)
    for form, answers, record in (
        ("client_identity", identity.values, identity.id),
        ("client_identity", {"client": client, "full_name": NAME}, ""),
        ("counselling_note", {"contact": contact, "note": NOTE}, ""),
    ):
        with pytest.raises(Trouble, match="erased"):
            recording.save(isb, form, answers, record)
    later = recording.save(isb, "counselling_contact", a_contact(client)).record
    with pytest.raises(Trouble, match="erased"):
        recording.save(isb, "counselling_note", {"contact": later, "note": NOTE})


def test_a_record_that_counts_is_removed_and_not_erased_unless_it_is_a_mistake(network: Network) -> None:
    isb, lhe = network.add("ISB"), network.add("LHE")
    venue = recording.save(isb, "session", session(venue="Name of a client typed here")).record
    client, _contact = client_with_all(isb)
    nameless = recording.save(isb, "client", {**CLIENT, "identity_level": "I1"}).record
    (identity,) = finding.listing(isb, "client_identity").records

    refused = {"not_personal": venue, "nothing_to_erase": nameless, "erase_client": identity.id, "no_record": "x"}
    for code, record in refused.items():
        with pytest.raises(Trouble) as caught:
            erasing.erase(isb, record)
        assert caught.value.code == code
    with pytest.raises(Trouble) as caught:
        erasing.erase(isb, client, "mistake")
    assert caught.value.code == "pointed_to"
    with pytest.raises(Trouble) as caught:
        erasing.erase(isb, client, "because")
    assert caught.value.code == "basis"
    with pytest.raises(Trouble) as caught:
        erasing.erase(lhe, client)
    assert caught.value.code == "no_record"

    erasing.erase(isb, venue, "mistake")
    assert holds(isb, "Name of a client typed here") == []
    assert "session" not in counted(isb)


def test_a_site_cannot_have_the_records_of_another_office_erased(network: Network) -> None:
    isb, lhe = network.add("ISB"), network.add("LHE")
    official = {"full_name": "Director General", "sex": "F"}
    theirs = recording.save(isb, "person", official).record
    shared = recording.save(network.headquarters, "person", {**official, "full_name": "Of Headquarters"}).record
    network.deliver(network.send(isb))
    receiving.receive(lhe, network.reply("LHE"))
    with pytest.raises(Trouble, match="another office"):
        erasing.erase(lhe, shared)

    with lhe.store.writing() as connection:  # a laptop that does not keep to the rules
        erasing._ask(connection, lhe, erase_order(theirs, shared))
    network.deliver(network.send(lhe))

    assert erasing.listing(network.headquarters) == []
    assert counted(network.headquarters)["person"] == 2


def erase_order(*records: str) -> Erase:
    return Erase(order=OTHER_ORDER, records=records, basis="subject_request", at=0, salt=new_salt())


def test_who_was_joined_is_erased_under_every_code(sitting: Sitting) -> None:
    first, _contact = client_with_all(sitting)
    second, _contact = client_with_all(sitting, "Zarmeena Durani")
    pairing.join(sitting, first, second)
    assert erasing.reach(sitting, first).goes == {"client_identity": 2, "client_match": 2, "counselling_note": 2}
    erasing.erase(sitting, first)
    assert holds(sitting, NAME, "Zarmeena Durani", PHONE, NOTE) == []
    assert counted(sitting)["counselling_contact"] == 2


def test_an_official_who_was_joined_is_erased_in_both_posts_here_and_at_headquarters(network: Network) -> None:
    site = network.add("ISB")
    names = ("Kamran Hussain", "K. Hussein")
    first, second = (recording.save(site, "person", {"full_name": name, "sex": "M"}).record for name in names)
    pairing.join(site, first, second)
    network.deliver(network.send(site))
    erasing.erase(site, second)
    network.deliver(network.send(site))
    for office in (site, network.headquarters):
        assert holds(office, *names) == []


def test_an_entry_that_was_compared_can_be_erased_as_a_mistake(sitting: Sitting) -> None:
    first, second = (recording.save(sitting, "organisation", {"name": name}).record for name in ("FIA", "F.I.A."))
    pairing.join(sitting, first, second)
    erasing.erase(sitting, second, erasing.MISTAKE)
    assert [one.id for one in finding.listing(sitting, "organisation").records] == [first]
    assert checking.verify(sitting).sound


def test_a_host_of_an_event_is_no_mistake_to_erase(sitting: Sitting) -> None:
    host = recording.save(sitting, "organisation", {"name": "FIA Academy"}).record
    recording.save(sitting, "event", training(hosts=[host]))
    with pytest.raises(Trouble, match="belong to this record"):
        erasing.reach(sitting, host, erasing.MISTAKE)
