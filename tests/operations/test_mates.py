"""Laptops of one site carry everything to each other, and headquarters sees only what is for headquarters."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from desktop_seed import contact
from insider import Insider, revision
from network_of_stores import Network
from offices import PASSPHRASE, replica_of, session
from silkfield.commands import run
from silkfield.errors import Trouble
from silkfield.log.streams import Stream
from silkfield.operations import checking, counselling, finding, opening, recording
from silkfield.operations.exchange import finishing, receiving, sending
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import State
from silkfield.store.streams import all_streams

YES = {"form": "VERBAL"}
NAME = {"full_name": "Muhammad Ashraf", "relative_name": "Ghulam Rasool", "phone": "+923001234567"}


def save_client(laptop: Sitting, **name: str) -> str:
    """A contact of somebody who agreed to be known by name, with a note; returns the contact."""
    names = {**NAME, **name}
    saved = counselling.save_contact(laptop, contact(), note="Came along.", consent=YES, identity=names)
    return next(one for one in saved.records if finding.record(laptop, one).form == "counselling_contact")


def everything(laptop: Sitting) -> dict[str, tuple]:
    """All that a laptop shows of its records."""
    return {
        shown.id: (form, dict(shown.values), shown.revision, shown.heads)
        for form in laptop.forms
        for shown in finding.listing(laptop, form).records
    }


@pytest.fixture
def mates(network: Network) -> tuple[Sitting, Sitting]:
    first, second = network.add("ISB"), network.add("ISB")
    network.hear()
    return first, second


def test_a_mate_gets_both_streams_the_notes_and_the_names(network: Network, mates) -> None:
    first, second = mates
    save_client(first)

    outcomes = receiving.receive(second, network.to_mates(first))

    assert {outcome.result for outcome in outcomes} == {"imported"}
    assert everything(second) == everything(first)
    assert {entry[0] for entry in everything(second).values()} >= {"client_identity", "counselling_note", "consent"}
    assert checking.verify(second).sound


def test_a_second_import_from_a_mate_changes_nothing(network: Network, mates) -> None:
    first, second = mates
    save_client(first)
    files = network.to_mates(first)
    receiving.receive(second, files)
    before = checking.verify(second), everything(second)
    assert {outcome.result for outcome in receiving.receive(second, files)} == {"known"}
    assert (checking.verify(second), everything(second)) == before
    again = receiving.receive(second, network.to_mates(first, everything=True))
    assert {outcome.plan.new + outcome.plan.changed for outcome in again} == {0}
    assert everything(second) == before[1]


def test_what_a_mate_says_it_has_is_not_sent_again(network: Network, mates) -> None:
    first, second = mates
    recording.save(first, "session", session(venue="First"))
    receiving.receive(second, network.to_mates(first))
    receiving.receive(first, network.to_mates(second))
    recording.save(first, "session", session(venue="Second"))
    outcomes = receiving.receive(second, network.to_mates(first))
    assert [outcome.plan.counts["known"] for outcome in outcomes] == [0, 0]
    assert sum(outcome.plan.counts["new"] for outcome in outcomes) == 1


def test_headquarters_never_gets_what_stays_within_the_site(network: Network, mates) -> None:
    first, second = mates
    save_client(first)
    to_mates = network.to_mates(first)
    assert {one.code for one in network.deliver(to_mates)} == {"E_NOT_FOR_US"}
    receiving.receive(second, to_mates)
    assert {one.result for one in network.deliver([*network.send(first), *network.send(second)])} == {"imported"}
    with network.headquarters.store.reading() as connection:
        assert not [one for one in all_streams(connection) if one.audience == "site"]
    shown = everything(network.headquarters)
    assert {entry[0] for entry in shown.values()} <= {"counselling_contact", "client", "client_match", "consent"}


def test_headquarters_refuses_the_stream_of_the_site_even_sealed_to_it(network: Network, mates, tmp_path: Path) -> None:
    first, _second = mates
    insider = Insider(first, tmp_path / "insider")
    insider.stream = Stream(insider.stream.replica, "site")
    insider.written.clear()
    insider.write([{"t": "birth", "dev": first.office.device, "why": "install", "x": "AQEBAQEBAQEBAQEBAQEBAQ"}])
    (outcome,) = network.deliver([insider.send()])
    assert (outcome.result, outcome.code) == ("quarantined", "E_POLICY")


def test_headquarters_gets_a_record_from_the_laptop_that_wrote_it(network: Network, mates) -> None:
    first, second = mates
    record = recording.save(first, "session", session()).record
    receiving.receive(second, network.to_mates(first))
    network.deliver(network.send(second))
    assert finding.listing(network.headquarters, "session").count == 0
    network.deliver(network.send(first))
    assert finding.record(network.headquarters, record).values == finding.record(second, record).values


def test_a_mate_knows_how_far_the_others_records_have_travelled(network: Network, mates) -> None:
    first, second = mates
    record = recording.save(first, "session", session()).record
    network.to_mates(first)
    assert finding.record(first, record).state is State.SAVED, "a bundle for the mates brings nothing to headquarters"
    network.deliver(network.send(first))
    network.hear("ISB2")  # the receipt is here before the record
    receiving.receive(second, network.to_mates(first))
    assert finding.record(second, record).state is State.RECEIVED
    recording.patch(first, "session", {"venue": "Elsewhere"}, record)
    receiving.receive(second, network.to_mates(first))
    assert finding.record(second, record).state is State.SAVED


def test_changes_that_are_missing_are_named_by_the_laptop_that_wrote_them(network: Network, mates) -> None:
    first, second = mates
    for number in range(40):
        recording.save(first, "session", session(venue=f"Venue {number}", remarks=Random(number).randbytes(240).hex()))
    receiving.receive(second, network.to_mates(first))
    third = network.add("ISB")
    network.hear("ISB2", "ISB3")
    files = network.to_mates(second, part_bytes=8_000)

    begins, goes_on, *ends = [path for path in files if path.stat().st_size > 4_000]
    (outcome,) = receiving.receive(third, [goes_on])
    assert (outcome.result, outcome.code, outcome.label) == ("imported", "W_GAP", "ISB2-1")
    assert "Another laptop of this site: changes 1-" in outcome.sentence, "its first entry says whose it is"
    receiving.receive(third, [begins])
    (outcome,) = receiving.receive(third, ends[-1:])
    assert "ISB1: changes" in outcome.sentence
    last = receiving.receive(third, files)[-1]
    assert last.gaps == ()
    assert everything(third) == everything(second)


def test_a_laptop_that_joins_gets_the_whole_site_from_one_mate(network: Network, mates) -> None:
    first, second = mates
    save_client(first)
    receiving.receive(second, network.to_mates(first))
    recording.save(second, "session", session())

    third = network.add("ISB")
    network.hear("ISB2", "ISB3")
    outcomes = receiving.receive(third, network.to_mates(second))

    assert {outcome.result for outcome in outcomes} == {"imported"}
    assert everything(third) == everything(second)
    with third.store.reading() as connection:
        writers = {one.device for one in all_streams(connection) if one.audience in ("hq", "site")}
    assert writers == {one.office.device for one in (first, second, third)}


def test_a_lost_laptop_is_rebuilt_from_a_mate(network: Network, mates) -> None:
    first, second = mates
    saved = save_client(first)
    receiving.receive(second, network.to_mates(first))
    network.deliver(network.send(first))
    first.store.close()
    network.revoke("ISB1")

    successor = network.add("ISB")
    network.hear("ISB2", "ISB3")
    receiving.receive(successor, network.to_mates(second))

    assert everything(successor) == everything(second)
    around = counselling.around_contact(successor, finding.record(successor, saved))
    assert (around.note, around.identity["full_name"]) == ("Came along.", NAME["full_name"])
    recording.patch(successor, "counselling_contact", {"channel": "PHONE"}, saved)
    assert checking.verify(successor).sound


def test_a_laptop_of_another_site_is_no_mate(network: Network, mates) -> None:
    first, _second = mates
    elsewhere = network.add("LHE")
    network.hear()
    save_client(first)
    assert {one.code for one in receiving.receive(elsewhere, network.to_mates(first))} == {"E_NOT_FOR_US"}
    with pytest.raises(Trouble, match="no other laptop"):
        network.to_mates(elsewhere)


def test_a_revoked_mate_is_neither_believed_nor_written_to(network: Network, mates) -> None:
    first, second = mates
    recording.save(first, "session", session())
    recording.save(second, "session", session())
    late = network.to_mates(second)
    network.revoke("ISB2")
    network.hear("ISB1")
    assert {one.code for one in receiving.receive(first, late)} == {"E_REVOKED"}
    with pytest.raises(Trouble, match="no other laptop"):
        network.to_mates(first)


def test_a_stream_that_a_stranger_began_is_carried_on_by_nobody(network: Network, mates, tmp_path: Path) -> None:
    """A mate who passes on the history of a laptop of another site, as if it were a mate's."""
    first, second = mates
    elsewhere = network.add("LHE")
    network.hear()
    insider = Insider(elsewhere, tmp_path / "insider")
    insider.write([revision("session", "0192f3a4-0000-7000-8000-0000000000aa", session())])
    insider.laptop = first
    (outcome,) = receiving.receive(second, [insider.send_to_mates(second)])
    assert (outcome.result, outcome.code) == ("quarantined", "E_POLICY")
    assert finding.listing(second, "session").count == 0


def test_nobody_tells_a_laptop_what_it_wrote_itself(network: Network, mates, tmp_path: Path) -> None:
    first, second = mates
    insider = Insider(second, tmp_path / "insider")
    insider.stream = Stream(replica_of(first), "hq")
    insider.written.clear()
    insider.write([{"t": "birth", "dev": first.office.device, "why": "install", "x": "AQEBAQEBAQEBAQEBAQEBAQ"}])
    (outcome,) = receiving.receive(first, [insider.send_to_mates(first)])
    assert (outcome.result, outcome.code) == ("quarantined", "E_POLICY")


def test_after_bundles_reversed_doubled_lost_and_late_all_have_the_same(network: Network, mates) -> None:
    first, second = mates
    kept: list[Path] = []
    for round_ in range(3):
        for laptop, other in ((first, second), (second, first)):
            save_client(laptop, full_name=f"Client {round_} of {laptop.office.label}")
            files = network.to_mates(laptop, part_bytes=8_000)
            if round_ == 1:
                kept += files  # these come late, and twice
            elif round_ == 0:
                receiving.receive(other, list(reversed(files)))
    for laptop in (first, second):
        receiving.receive(laptop, [*reversed(kept), *kept])
    for laptop, other in ((first, second), (second, first)):
        receiving.receive(other, network.to_mates(laptop))
    assert everything(first) == everything(second)
    network.deliver([*network.send(first), *network.send(second)])
    for_headquarters = {
        record: entry for record, entry in everything(first).items() if first.forms[entry[0]].audience.value == "hq"
    }
    assert everything(network.headquarters) == for_headquarters
    assert all(checking.verify(one).sound for one in (first, second, network.headquarters))


def test_giving_up_or_going_on_with_a_bundle_for_mates_leaves_the_one_for_headquarters_alone(
    network: Network, mates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _second = mates
    (tmp_path / "stick").write_text("a file in the way")
    with pytest.raises(Trouble, match="cannot be written"):
        sending.send(first, tmp_path / "stick")
    first.store.close()
    monkeypatch.setenv("SILKFIELD_PASSPHRASE", PASSPHRASE)
    words = ["send", "--store", str(first.store.folder), "--to-mates"]
    (tmp_path / "stick").unlink()

    assert run([*words, "--give-up"]) == 2
    assert run([*words, "--continue"]) == 2

    opened = opening.open_store(first.store.folder, PASSPHRASE, clock=first.clock)
    try:
        assert finishing.unfinished(opened) is not None
    finally:
        opened.store.close()
