"""Bundles between sites and headquarters: nothing is lost, nothing is doubled, and everybody knows where everything is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from shutil import copytree, ignore_patterns

import pytest

from insider import Insider, revision
from network_of_stores import Network
from offices import PASSPHRASE, replica_of, session
from silkfield.errors import Trouble
from silkfield.log.streams import Stream, to_site
from silkfield.operations import checking, finding, opening, recording
from silkfield.operations.exchange import admitting, inviting, joining, planning, receiving, sending, sites, withholding
from silkfield.operations.exchange.addressing import to_a_site
from silkfield.records.identity import new_id
from silkfield.store import facts, receipts
from silkfield.store.reading import State
from silkfield.store.replicas import begin_replica
from silkfield.store.store import DATABASE


def venues(sitting) -> set[str]:
    return {shown.values["venue"] for shown in finding.listing(sitting, "session").records}


def test_what_a_site_recorded_is_at_headquarters_after_one_bundle(network: Network) -> None:
    isb = network.add("ISB")
    record = recording.save(isb, "session", session()).record

    (outcome,) = network.deliver(network.send(isb))

    assert (outcome.result, outcome.label) == ("imported", "ISB1-1")
    assert outcome.plan.counts == {"new": 1, "changed": 0, "known": 0, "clash": 0, "held": 0}
    assert finding.record(network.headquarters, record).values == finding.record(isb, record).values
    assert checking.verify(network.headquarters).sound


def test_a_second_import_changes_nothing_and_says_so(network: Network) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    files = network.send(isb)
    network.deliver(files)
    before = checking.verify(network.headquarters)

    (outcome,) = network.deliver(files)

    assert (outcome.result, outcome.code) == ("known", "W_DUP")
    assert outcome.plan.counts == {"new": 0, "changed": 0, "known": 1, "clash": 0, "held": 0}
    assert checking.verify(network.headquarters) == before


def test_a_record_goes_from_saved_to_in_bundle_to_received_by_the_receipt(network: Network) -> None:
    isb = network.add("ISB")
    record = recording.save(isb, "session", session()).record
    assert finding.state_in_words(finding.record(isb, record)) == "Saved on this laptop"

    files = network.send(isb)
    assert finding.state_in_words(finding.record(isb, record)) == "In bundle 1"

    network.deliver(files)
    outcomes = receiving.receive(isb, network.reply("ISB"))
    assert [outcome.result for outcome in outcomes] == ["imported", "imported"]
    assert finding.record(isb, record).state is State.RECEIVED

    recording.patch(isb, "session", {"venue": "Elsewhere"}, record)
    assert finding.record(isb, record).state is State.SAVED, "the correction is not received yet"


def test_after_a_receipt_only_what_is_new_is_sent(network: Network) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    network.deliver(network.send(isb))
    receiving.receive(isb, network.reply("ISB"))

    recording.save(isb, "session", session(venue="New one"))
    overview = sending.overview(isb)
    assert (overview.number, overview.waiting) == (2, {"session": 1})
    (outcome,) = network.deliver(network.send(isb))
    assert outcome.plan.counts["new"] == 1
    assert outcome.plan.counts["known"] == 0
    assert [bundle.received for bundle in sending.overview(isb).bundles] == [False, True]


def test_bundles_in_the_wrong_order_show_a_gap_that_closes(network: Network) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session(venue="First"))
    first = network.send(isb)
    network.deliver(first)
    receiving.receive(isb, network.reply("ISB"))
    recording.save(isb, "session", session(venue="Second"))
    second = network.send(isb)
    network.deliver(second)
    receiving.receive(isb, network.reply("ISB"))
    recording.save(isb, "session", session(venue="Third"))
    third = network.send(isb)

    late = network.add("LHE")  # another headquarters' view: replay the same files in another order at a fresh store
    assert venues(late) == set()
    withholding.undo(network.headquarters, "ISB1-2")
    (outcome,) = network.deliver(third)
    assert outcome.code == "W_GAP"
    assert outcome.gaps == ((3, 3),)
    assert "changes 3-3 are missing" in outcome.sentence
    assert venues(network.headquarters) == {"First", "Third"}
    (laptop,) = sites.sites(network.headquarters)[0].laptops
    assert laptop.gaps == ((3, 3),)

    (outcome,) = network.deliver(second, again=True)
    assert outcome.gaps == ()
    assert venues(network.headquarters) == {"First", "Second", "Third"}
    assert checking.verify(network.headquarters).sound


def test_an_undone_import_counts_nowhere_and_the_receipt_falls_back(network: Network) -> None:
    isb = network.add("ISB")
    record = recording.save(isb, "session", session()).record
    files = network.send(isb)
    network.deliver(files)
    receiving.receive(isb, network.reply("ISB"))
    assert finding.record(isb, record).state is State.RECEIVED

    undone = withholding.undo(network.headquarters, "ISB1-1")
    assert undone.changes == 2
    assert venues(network.headquarters) == set()
    assert checking.verify(network.headquarters).sound
    receiving.receive(isb, network.reply("ISB"))
    assert finding.record(isb, record).state is State.IN_BUNDLE

    (outcome,) = network.deliver(files)
    assert (outcome.result, outcome.code) == ("known", "W_WITHHELD")
    assert venues(network.headquarters) == set()
    network.deliver(files, again=True)
    assert len(venues(network.headquarters)) == 1


def test_two_sites_never_see_each_other_and_headquarters_sees_both(network: Network) -> None:
    isb, lhe = network.add("ISB"), network.add("LHE")
    recording.save(isb, "session", session(venue="Attock"))
    recording.save(lhe, "session", session(venue="Lahore"))
    network.deliver([*network.send(isb), *network.send(lhe)])
    receiving.receive(isb, network.reply("ISB"))

    assert venues(network.headquarters) == {"Attock", "Lahore"}
    assert venues(isb) == {"Attock"}
    assert [site.code for site in sites.sites(network.headquarters)] == ["ISB", "LHE"]


def test_a_file_for_another_office_or_from_an_unknown_sender_is_kept_aside_with_a_sentence(
    network: Network, tmp_path: Path
) -> None:
    isb, lhe = network.add("ISB"), network.add("LHE")
    recording.save(isb, "session", session())
    (outcome,) = receiving.receive(lhe, network.send(isb))
    assert (outcome.result, outcome.code) == ("quarantined", "E_NOT_FOR_US")
    assert outcome.sentence

    stranger = joining.join(
        tmp_path / "stranger",
        inviting.invite(network.headquarters, "KHI", "MIC Karachi").part,
        "Somebody",
        "a long walk at dusk",
        clock=isb.clock,
    ).sitting
    recording.save(stranger, "session", session())
    files = network.send(stranger)
    stranger.store.close()
    (outcome,) = network.deliver(files)
    assert outcome.code == "E_UNKNOWN_SENDER"
    assert venues(network.headquarters) == set()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda data: b"", "E_TRUNCATED"),
        (lambda data: data[: len(data) // 2], "E_TRUNCATED"),
        (lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:], "E_DAMAGED"),
        (lambda data: b"PK\x03\x04" + data[4:], "E_NOT_SKF"),
        (lambda data: data + b"\n", "E_DAMAGED"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_code_and_nothing_is_imported(network: Network, spoil, code: str) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    (path,) = network.send(isb)
    path.write_bytes(spoil(path.read_bytes()))

    (outcome,) = network.deliver([path])

    assert (outcome.result, outcome.code) == ("quarantined", code)
    assert outcome.advice
    assert venues(network.headquarters) == set()


def test_a_plan_is_stored_and_executed_exactly_or_refused_when_the_store_changed(network: Network) -> None:
    isb = network.add("ISB")
    record = recording.save(isb, "session", session()).record
    first = network.send(isb)
    recording.patch(isb, "session", {"venue": "Corrected"}, record)
    both = network.send(isb)

    (early,) = network.deliver(first, plan_only=True)
    (late,) = network.deliver(both, plan_only=True)
    assert early.result == late.result == "planned"
    assert venues(network.headquarters) == set()

    done = planning.import_planned(network.headquarters, early.arrival)
    assert done.plan.counts == early.plan.counts
    with pytest.raises(Trouble, match="changed since"):
        planning.import_planned(network.headquarters, late.arrival)
    done = planning.import_planned(network.headquarters, late.arrival)
    assert done.plan.counts == {"new": 0, "changed": 1, "known": 1, "clash": 0, "held": 0} or done.plan.changed == 1
    assert venues(network.headquarters) == {"Corrected"}


def test_small_parts_open_each_on_their_own_in_any_order(network: Network) -> None:
    isb = network.add("ISB")
    for number in range(60):
        recording.save(isb, "session", session(venue=f"Venue {number}", remarks="x" * 400 + str(number)))
    files = network.send(isb, part_bytes=8_000)
    assert len(files) > 1
    assert all(path.stat().st_size <= 8_000 for path in files)

    for path in reversed(files):
        network.deliver([path])

    assert len(venues(network.headquarters)) == 60
    assert sites.sites(network.headquarters)[0].laptops[0].gaps == ()
    assert checking.verify(network.headquarters).sound


def test_a_record_that_lies_in_several_parts_is_one_record_of_the_bundle(network: Network, tmp_path: Path) -> None:
    isb = network.add("ISB")
    record = recording.save(isb, "session", session()).record
    for _turn in range(60):
        recording.patch(isb, "session", {"remarks": token_hex(240)}, record)
    sent = sending.send(isb, tmp_path / "stick", part_bytes=8_000)
    assert len(sent.paths) > 1
    assert sent.records == {"session": 1}


def test_a_lost_last_part_shows_as_a_gap(network: Network) -> None:
    isb = network.add("ISB")
    for number in range(60):
        recording.save(isb, "session", session(venue=f"Venue {number}", remarks="x" * 400 + str(number)))
    *arrived, _lost = network.send(isb, part_bytes=8_000)

    outcome = network.deliver(arrived)[-1]

    assert outcome.code == "W_GAP"
    assert outcome.gaps[-1][1] == 61


def test_a_receipt_for_the_other_branch_of_a_copied_store_confirms_nothing_here(
    network: Network, tmp_path: Path
) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session(venue="Before the copy"))
    copytree(isb.store.folder, tmp_path / "copy", ignore=ignore_patterns("*.db*", "*.lock"))
    isb.store.database.copy_to(tmp_path / "copy" / DATABASE)
    copied = opening.open_store(tmp_path / "copy", PASSPHRASE, clock=isb.clock)
    try:
        mine = [recording.save(copied, "session", session(venue=f"Only here {n}")).record for n in range(60)]
        for n in range(60):
            recording.save(isb, "session", session(venue=f"Venue {n}", remarks="x" * 400 + str(n)))
        network.deliver([network.send(isb, part_bytes=8_000)[-1]])

        receiving.receive(copied, network.reply("ISB"))

        assert State.RECEIVED not in {finding.record(copied, one).state for one in mine}
    finally:
        copied.store.close()


def test_what_a_laptop_saw_and_headquarters_never_wrote_is_no_reason_to_leave_something_out(network: Network) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    network.deliver(network.send(isb))
    headquarters = network.headquarters
    receiving.receive(isb, network.reply("ISB"))
    network.deliver(network.send(isb))
    own = Stream(replica_of(headquarters), to_site(isb.office.site))
    with headquarters.store.writing() as connection:
        _number, seen = receipts.seen_by(connection, isb.office.device)[str(own)]
        assert seen
        receipts.told(connection, isb.office.device, str(own), 2, "00" * 32)
        addressed = to_a_site(connection, headquarters, isb.office.site, everything=False)
    assert next(one.first for one in addressed.streams if one.stream == own) == 1


def test_headquarters_that_goes_on_as_a_new_replica_says_again_what_it_has(network: Network) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    network.deliver(network.send(isb))
    receiving.receive(isb, network.reply("ISB"))
    headquarters = network.headquarters
    renewed = begin_replica(headquarters.store, "restore")
    network.reply("ISB")
    with headquarters.store.reading() as connection:
        said = [place for place in receipts.acknowledgements(connection) if place[0] == renewed]
    assert said


@pytest.mark.parametrize("leap", [10**12, 2**52])
def test_a_counter_that_leaps_does_not_hide_the_honest_ones_beside_it(
    leap: int, network: Network, tmp_path: Path
) -> None:
    insider = Insider(network.add("ISB"), tmp_path / "insider")
    insider.write([revision("session", new_id(1), session())], lc=500)
    insider.write([revision("session", new_id(2), session())], lc=leap)
    assert [one.result for one in network.deliver([insider.send()])] == ["imported"]
    with network.headquarters.store.reading() as connection:
        assert 500 <= facts.read(connection, "lamport", 0) < leap


def test_nothing_new_is_a_sign_of_life(network: Network) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    network.deliver(network.send(isb))
    receiving.receive(isb, network.reply("ISB"))
    (outcome,) = network.deliver(network.send(isb))
    assert outcome.result == "imported"
    assert outcome.plan.counts == dict.fromkeys(outcome.plan.counts, 0)


def test_wrong_digits_admit_nobody(network: Network, tmp_path: Path) -> None:
    invited = inviting.invite(network.headquarters, "ISB", "MIC Islamabad")
    joined = joining.join(
        tmp_path / "isb", invited.part, "Ayesha", "a long walk at dusk", clock=network.headquarters.clock
    )
    joined.sitting.store.close()
    answer = admitting.read_answer(network.headquarters, joined.part)
    other = ["00000"] * 7 + ["00000"]
    swapped = list("".join(joined.digits))
    swapped[3] = str((int(swapped[3]) + 1) % 10)

    for typed, said in ((" ".join(other), "differ"), ("".join(swapped), "mistyped"), ("123", "not 40 digits")):
        with pytest.raises(Trouble, match=said):
            admitting.admit(network.headquarters, answer, typed)
    assert sites.sites(network.headquarters) == []


def test_an_invitation_is_good_for_one_laptop_only(network: Network, tmp_path: Path) -> None:
    invited = inviting.invite(network.headquarters, "ISB", "MIC Islamabad")
    answers = []
    for name in ("one", "two"):
        joined = joining.join(
            tmp_path / name, invited.part, "Ayesha", "a long walk at dusk", clock=network.headquarters.clock
        )
        joined.sitting.store.close()
        answers.append(joined)
    admitting.admit(
        network.headquarters, admitting.read_answer(network.headquarters, answers[0].part), "".join(answers[0].digits)
    )
    with pytest.raises(Trouble, match="answered before"):
        admitting.read_answer(network.headquarters, answers[1].part)


def test_an_invitation_past_its_day_makes_no_store(network: Network, tmp_path: Path) -> None:
    invited = inviting.invite(network.headquarters, "ISB", "MIC Islamabad")
    later = replace(network.headquarters.clock, milliseconds=network.headquarters.clock.now() + 15 * 86_400_000)
    with pytest.raises(Trouble, match="expired"):
        joining.join(tmp_path / "isb", invited.part, "Ayesha", "a long walk at dusk", clock=later)
    assert not (tmp_path / "isb").exists()


def test_laptops_of_a_site_are_numbered_and_their_records_have_numbers_of_their_own(network: Network) -> None:
    first, second = network.add("ISB"), network.add("ISB")
    numbers = {
        finding.record(laptop, recording.save(laptop, "session", session()).record).values["number"]
        for laptop in (first, second)
    }
    assert {number.split("-")[1] for number in numbers} == {"ISB1", "ISB2"}


def test_only_headquarters_invites_and_sends_to_sites(network: Network) -> None:
    isb = network.add("ISB")
    with pytest.raises(Trouble, match="Only headquarters"):
        inviting.invite(isb, "LHE", "MIC Lahore")
    with pytest.raises(Trouble, match="--site"):
        sending.send(network.headquarters, network.folder / "out")
    with pytest.raises(Trouble, match="no site"):
        sending.send(network.headquarters, network.folder / "out", site="KHI")
