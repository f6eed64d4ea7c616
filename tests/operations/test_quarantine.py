"""What cannot be taken in is kept with its reason, looked at again when something changed, and never deleted by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from network_of_stores import Network
from offices import session
from silkfield.errors import Trouble
from silkfield.operations import checking, finding, recording
from silkfield.operations.exchange import (
    admitting,
    founding,
    inbox,
    inviting,
    joining,
    planning,
    quarantine,
    receiving,
    retrying,
    sites,
    withholding,
)
from silkfield.operations.exchange import (
    network as networks,
)
from silkfield.operations.opening import change_office
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import State
from silkfield.trust.keys import TransportKey


def venues(sitting: Sitting) -> set[str]:
    return {shown.values["venue"] for shown in finding.listing(sitting, "session").records}


def waiting(sitting: Sitting) -> dict[str, str]:
    return {one.result: one.code for one in inbox.arrived_parts(sitting)}


def revoke(network: Network, laptop: Sitting) -> None:
    roster = networks.held_roster(network.headquarters)
    assert roster is not None
    revoked = roster.without_device(bytes.fromhex(laptop.office.device), network.headquarters.clock.now())
    founding.publish(network.headquarters, revoked)


def test_a_part_of_an_unknown_laptop_is_read_by_itself_once_the_laptop_is_admitted(
    network: Network, tmp_path: Path
) -> None:
    hq = network.headquarters
    invited = inviting.invite(hq, "KHI", "MIC Karachi")
    joined = joining.join(tmp_path / "khi", invited.part, "Sana", "a long walk at dusk", clock=hq.clock)
    recording.save(joined.sitting, "session", session())
    (refused,) = network.deliver(network.send(joined.sitting))
    joined.sitting.store.close()
    assert (refused.result, refused.code) == ("quarantined", "E_UNKNOWN_SENDER")
    assert retrying.retry_if_changed(hq)[0].code == "E_UNKNOWN_SENDER", "nothing has changed for it"
    assert retrying.retry_if_changed(hq) == [], "it is looked at once after each change"

    admitting.admit(hq, admitting.read_answer(hq, joined.part), " ".join(joined.digits))

    assert waiting(hq) == {"planned": ""}, "headquarters imports nothing that nobody has looked at"
    planning.import_planned(hq, refused.arrival)
    assert len(venues(hq)) == 1
    assert not list((hq.store.folder / "quarantine").iterdir())


def test_a_part_for_a_key_we_did_not_have_is_read_by_itself_once_we_have_it(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    recording.save(isb, "session", session())
    later = TransportKey.generate()
    isb = change_office(isb, replace(isb.office, headquarters_transport=(later.recipient,)))
    (refused,) = network.deliver(network.send(isb))
    assert refused.code == "E_NOT_FOR_US"
    retrying.retry_if_changed(hq)

    hq = change_office(hq, replace(hq.office, transport_secret=later.secret))
    (read,) = retrying.retry_if_changed(hq)
    assert (read.result, read.arrival) == ("planned", refused.arrival)


def test_a_revoked_laptop_waits_for_a_person_who_says_why(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    recording.save(isb, "session", session())
    files = network.send(isb)
    revoke(network, isb)

    (refused,) = network.deliver(files)
    assert (refused.result, refused.code, refused.decidable) == ("quarantined", "E_REVOKED", True)
    assert retrying.retry_if_changed(hq) == []
    assert [one.code for one in retrying.retry(hq)] == ["E_REVOKED"]
    before = checking.verify(hq)
    shown = retrying.look(hq, refused.arrival)
    assert (shown.label, shown.plan.new) == ("ISB1-1", 1)
    assert checking.verify(hq) == before, "looking writes nothing"
    with pytest.raises(Trouble, match="reason"):
        retrying.import_anyway(hq, refused.arrival, "  ")

    done = retrying.import_anyway(hq, refused.arrival, "Made before the theft, says the coordinator")

    assert done.result == "imported"
    assert len(venues(hq)) == 1
    with pytest.raises(Trouble, match="not in the quarantine"):
        retrying.import_anyway(hq, refused.arrival, "once more")


def test_what_only_a_broken_rule_keeps_out_is_never_imported_on_a_word(network: Network) -> None:
    isb, lhe = network.add("ISB"), network.add("LHE")
    recording.save(isb, "session", session())
    (path,) = network.send(isb)
    path.write_bytes(path.read_bytes()[:-10])
    (damaged,) = network.deliver([path])
    assert not damaged.decidable
    with pytest.raises(Trouble, match="on anybody's word"):
        retrying.import_anyway(network.headquarters, damaged.arrival, "Please")

    (misled,) = receiving.receive(lhe, network.send(isb))
    with pytest.raises(Trouble, match="on anybody's word"):
        retrying.import_anyway(lhe, misled.arrival, "Please")


def test_the_quarantine_says_when_it_is_full_and_keeps_what_it_has(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    for number in range(40):
        recording.save(isb, "session", session(venue=f"Venue {number}"))
    first, second, *_more = network.send(isb, part_bytes=6_000)
    for path in (first, second):
        path.write_bytes(path.read_bytes()[:-10])
    monkeypatch.setattr(quarantine, "MOST_BYTES", first.stat().st_size)

    kept, refused = network.deliver([first, second])

    assert (kept.code, refused.code) == ("E_TRUNCATED", "quarantine_full")
    assert "not kept" in refused.advice
    assert second.exists()
    assert [one.part for one in inbox.arrived_parts(hq)] == [first.name]
    assert len(list((hq.store.folder / "quarantine").iterdir())) == 1
    assert not list((hq.store.folder / "inbox").iterdir())
    (again,) = network.deliver([first])
    assert again.code == "E_TRUNCATED", "what lies there already needs no room"

    quarantine.discard(hq, kept.arrival)
    (kept,) = network.deliver([second])
    assert kept.code == "E_TRUNCATED"


def test_a_part_deleted_from_the_quarantine_is_looked_at_anew_when_it_comes_again(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    recording.save(isb, "session", session())
    (path,) = network.send(isb)
    revoke(network, isb)
    (refused,) = network.deliver([path])
    quarantine.discard(hq, refused.arrival)
    assert inbox.arrived_parts(hq) == []
    with pytest.raises(Trouble, match="not in the quarantine"):
        quarantine.discard(hq, refused.arrival)

    (refused,) = network.deliver([path])
    assert refused.code == "E_REVOKED"
    assert waiting(hq) == {"quarantined": "E_REVOKED"}


def test_what_was_set_aside_and_comes_in_a_new_bundle_waits_for_a_word(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    record = recording.save(isb, "session", session()).record
    network.deliver(network.send(isb))
    withholding.undo(hq, "ISB1-1", "The register was typed twice")
    receiving.receive(isb, network.reply("ISB"))
    assert finding.record(isb, record).state is State.IN_BUNDLE

    resent = network.send(isb)
    for choices in ({"plan_only": True, "again": True}, {"plan_only": True}, {}):  # a plan is nobody's word
        (outcome,) = network.deliver(resent, **choices)
        assert (outcome.result, outcome.code) == ("known", "W_WITHHELD")
        assert "set aside by Farah on 2016-06-01: The register was typed twice." in outcome.sentence
    assert venues(hq) == set()

    (outcome,) = network.deliver(resent, again=True)
    assert outcome.result == "imported"
    assert len(venues(hq)) == 1
    assert {one.result for one in inbox.arrived_parts(hq)} == {"imported"}
    receiving.receive(isb, network.reply("ISB"))
    assert finding.record(isb, record).state is State.RECEIVED
    assert checking.verify(hq).sound


def test_a_new_bundle_with_old_and_new_brings_the_new_and_leaves_aside_what_was_set_aside(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    recording.save(isb, "session", session(venue="Old"))
    network.deliver(network.send(isb))
    withholding.undo(hq, "ISB1-1")
    recording.save(isb, "session", session(venue="New"))
    files = network.send(isb)

    (planned,) = network.deliver(files, plan_only=True)
    assert (planned.result, planned.code) == ("planned", "W_WITHHELD")
    outcome = planning.import_planned(hq, planned.arrival)
    assert (outcome.result, outcome.code) == ("imported", "W_WITHHELD")
    assert venues(hq) == {"New"}

    (earlier,) = [one for one in inbox.arrived_parts(hq) if one.result == "withheld"]
    receiving.take_back(hq, earlier.arrival)
    assert venues(hq) == {"Old", "New"}
    assert {one.code for one in inbox.arrived_parts(hq)} == {""}
    assert checking.verify(hq).sound


def test_undoing_an_import_names_what_was_built_on_it_and_keeps_that(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    record = recording.save(isb, "session", session(venue="First")).record
    recording.save(isb, "session", session(venue="Other"))
    network.deliver(network.send(isb))
    receiving.receive(isb, network.reply("ISB"))
    recording.patch(isb, "session", {"venue": "Corrected"}, record)
    network.deliver(network.send(isb))

    assert [one.record for one in withholding.built_on(hq, "ISB1-1")] == [record]
    undone = withholding.undo(hq, "ISB1-1")

    assert [(one.form, one.record) for one in undone.built_on] == [("session", record)]
    assert venues(hq) == {"Corrected"}
    assert withholding.undo(hq, "ISB1-2").built_on == ()


def test_a_part_that_is_not_complete_says_so_in_the_inbox_and_its_bundle_what_is_missing(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    for number in range(60):
        recording.save(isb, "session", session(venue=f"Venue {number}", remarks="x" * 400 + str(number)))
    files = network.send(isb, part_bytes=5_000)
    assert len(files) >= 4
    files[1].write_bytes(files[1].read_bytes()[:2_000])
    network.deliver(files[:2])

    arrived = inbox.arrived_parts(hq)
    (cut,) = [one for one in arrived if one.code == "E_TRUNCATED"]
    assert "2.0 of" in cut.sentence
    assert cut.place == (2, len(files))
    assert inbox.missing_parts(arrived) == {cut.export: tuple(range(2, len(files) + 1))}

    network.deliver(files[2:])
    assert inbox.missing_parts(inbox.arrived_parts(hq)) == {cut.export: (2,)}
    assert sites.sites(hq)[0].laptops[0].gaps


def test_an_answer_to_an_invitation_in_the_inbox_says_where_it_belongs(network: Network, tmp_path: Path) -> None:
    hq = network.headquarters
    invited = inviting.invite(hq, "KHI", "MIC Karachi")
    joined = joining.join(tmp_path / "khi", invited.part, "Sana", "a long walk at dusk", clock=hq.clock)
    joined.sitting.store.close()
    answer = tmp_path / "khi.skf-enrol"
    answer.write_bytes(joined.part)
    (outcome,) = network.deliver([answer])
    assert (outcome.code, outcome.decidable) == ("E_POLICY", False)
    (shown,) = inbox.arrived_parts(hq)
    assert "answer to an invitation" in shown.sentence
    assert "Sites and keys" in shown.advice
