"""A lost laptop is taken off the list for good: its bundles wait for a person, nothing more is written for it, people know."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_seed import contact
from network_of_stores import Network
from offices import session
from silkfield import language
from silkfield.bundles.age_file import decrypt
from silkfield.bundles.envelope import unwrap
from silkfield.bundles.faults import BundleFault
from silkfield.bundles.packing import write_parts
from silkfield.errors import Trouble
from silkfield.operations import checking, counselling, finding, recording
from silkfield.operations.exchange import addressing, receiving, retrying, revoking, sending, sites
from silkfield.operations.exchange import network as networks
from silkfield.operations.exchange.clashing import clashes, to_decide
from silkfield.operations.leaflet import as_html
from silkfield.operations.sitting import Sitting
from silkfield.store.streams import all_streams
from silkfield.trust.keys import TransportKey
from statements_run import statements


def opens(path: Path, laptop: Sitting) -> bool:
    try:
        decrypt(unwrap(path.read_bytes())[1], (TransportKey(laptop.office.transport_secret),))
    except BundleFault:
        return False
    return True


def sealed_all_the_same(network: Network, laptop: Sitting) -> list[Path]:
    """Write headquarters' bundle for a laptop that headquarters writes nothing for any more."""
    hq = network.headquarters
    with hq.store.reading() as connection:
        addressed = addressing.to_a_site(connection, hq, laptop.office.site, everything=False)
        told = replace(addressed.sending, to=(networks.transport_key(laptop).recipient,))
        written = list(write_parts(told, addressed.streams, part_bytes=7_000_000))
    paths = [network.folder / part.name for part in written]
    for path, part in zip(paths, written, strict=True):
        path.write_bytes(part.data)
    return paths


def test_a_lost_laptop_is_off_the_list_and_people_learn_what_it_could_read(network: Network) -> None:
    lhe1, _lhe2 = network.add("LHE"), network.add("LHE")
    recording.save(lhe1, "session", session())
    network.deliver(network.send(lhe1))

    looked = revoking.look(network.headquarters, "lhe 1")
    assert looked.since == 0
    assert [one.revoked for one in sites.sites(network.headquarters)[0].laptops] == [0, 0], "looking does nothing"
    lost = revoking.revoke(network.headquarters, "LHE1", "Stolen from the car on 31 May")

    held = networks.held_roster(network.headquarters)
    assert held is not None
    assert lost.since == held.version
    assert lost.mates == ("LHE2",)
    assert "number 2, made on \u20662016-06-01\u2069" in lost.last
    page = as_html(lost.page)
    for words in (
        "Stolen from the car",
        "police",
        "LHE2",
        "match key",
        "quarantine",
        "Not needed",
        f"version {held.version}",
    ):
        assert words in page
    with pytest.raises(Trouble, match="off the list already"):
        revoking.revoke(network.headquarters, "LHE1", "Stolen")
    assert revoking.look(network.headquarters, "LHE1").reason == "Stolen from the car on 31 May"


def test_the_page_is_escaped_and_runs_with_the_language(network: Network) -> None:
    network.add("LHE")
    lost = revoking.revoke(network.headquarters, "LHE1", "<b>& stolen")
    assert "&lt;b&gt;&amp; stolen" in as_html(lost.page)
    assert "look for its newest backup" in as_html(lost.page), "nobody else has its records"
    language.choose("ur")
    try:
        assert '<html lang="ur" dir="rtl">' in as_html(lost.page)
    finally:
        language.choose("en")


@pytest.mark.parametrize(
    ("laptop", "reason", "code"),
    [
        ("LHE1", " ", "no_reason"),
        ("LHE9", "Stolen", "no_laptop"),
        ("", "Stolen", "no_laptop"),
        ("'; --", "x", "no_laptop"),
    ],
)
def test_nobody_is_taken_off_by_a_slip(network: Network, laptop: str, reason: str, code: str) -> None:
    network.add("LHE")
    with pytest.raises(Trouble) as refused:
        revoking.revoke(network.headquarters, laptop, reason)
    assert refused.value.code == code
    assert not any(one.revoked for one in sites.sites(network.headquarters)[0].laptops)


def test_only_headquarters_takes_a_laptop_off(network: Network) -> None:
    with pytest.raises(Trouble, match="Only headquarters"):
        revoking.revoke(network.add("LHE"), "LHE1", "Stolen")


def test_what_comes_from_it_waits_for_a_person_and_nothing_more_is_written_for_it(network: Network) -> None:
    lost, mate = network.add("LHE"), network.add("LHE")
    network.hear("LHE1", "LHE2")
    recording.save(lost, "session", session())
    recording.save(mate, "session", session())
    assert all(opens(path, lost) for path in network.to_mates(mate))
    files = network.send(lost)
    revoking.revoke(network.headquarters, "LHE1", "Stolen")

    (refused,) = network.deliver(files)
    assert (refused.code, refused.decidable) == ("E_REVOKED", True)
    assert retrying.import_anyway(network.headquarters, refused.arrival, "Made on Monday").result == "imported"
    reply = network.reply("LHE")
    assert not any(opens(path, lost) for path in reply)
    receiving.receive(mate, reply)
    with pytest.raises(Trouble, match="no other laptop"):
        network.to_mates(mate)
    third = network.add("LHE")
    assert third.office.laptop == 3, "its number is never given again"
    network.hear("LHE2", "LHE3")
    after = network.to_mates(mate)
    assert all(opens(path, third) for path in after)
    assert not any(opens(path, lost) for path in after)


def test_a_laptop_that_learns_that_it_is_off_the_list_says_so_and_sends_nothing(network: Network) -> None:
    lost, _mate = network.add("LHE"), network.add("LHE")
    recording.save(lost, "session", session())
    revoking.revoke(network.headquarters, "LHE1", "Stolen")

    outcomes = receiving.receive(lost, sealed_all_the_same(network, lost))

    assert any("off its list" in one.sentence for one in outcomes)
    for mates in (False, True):
        with pytest.raises(Trouble, match="off its list") as refused:
            sending.send(lost, network.folder / "stick", mates=mates)
        assert refused.value.code == "E_REVOKED"
    assert finding.listing(lost, "session").records, "all records stay"


def test_sites_tell_of_each_laptop_in_words(network: Network) -> None:
    isb, _lhe = network.add("ISB"), network.add("LHE")
    for number in range(3):
        recording.save(isb, "session", session(venue=f"Venue {number}"))
    lines = {one.label: one for site in sites.sites(network.headquarters) for one in site.laptops}
    assert lines["ISB1"].state == "nothing has arrived yet"
    network.hear("ISB1")
    network.deliver(network.send(isb))
    network.send(isb)
    recording.save(isb, "session", session(venue="Venue 4"))
    (isb1, lhe1) = (one for site in sites.sites(network.headquarters) for one in site.laptops)
    held = networks.held_roster(isb)
    assert held is not None
    assert (isb1.state, isb1.bundle, isb1.roster) == (f"everything up to change {isb1.tip} is here", 1, held.version)
    assert (lhe1.roster, lhe1.tip_made) == (0, 0)


@pytest.fixture
def lost_with_mates(network: Network) -> tuple[Sitting, Sitting, Sitting, dict[str, str]]:
    """A laptop that is lost and its two mates, who have all it recorded; headquarters has only the first versions.

    Of the records one is new, one was corrected on the lost laptop, one there and then at a mate, one was removed there.
    """
    lost, mate, third = network.add("LHE"), network.add("LHE"), network.add("LHE")
    network.hear()
    names = ("corrected", "both", "removed", "known")
    records = {name: recording.save(lost, "session", session(venue=f"First {name}")).record for name in names}
    network.deliver(network.send(lost))
    network.hear()
    records["new"] = recording.save(lost, "session", session(venue="Never sent")).record
    counselling.save_contact(lost, contact(), note="Stays at the site.")
    for name in ("corrected", "both"):
        recording.patch(lost, "session", {"venue": f"Second {name}"}, records[name])
    recording.remove(lost, records["removed"])
    for laptop in (mate, third):
        receiving.receive(laptop, network.to_mates(lost))
    recording.patch(mate, "session", {"remarks": "Changed by a mate"}, records["both"])
    revoking.revoke(network.headquarters, "LHE1", "Stolen")
    return lost, mate, third, records


def venues(sitting: Sitting) -> list[str]:
    return sorted(one.values["venue"] for one in finding.listing(sitting, "session").records)


WHOLE = ["First known", "Never sent", "Second both", "Second corrected"]


def test_what_only_a_mate_has_of_a_lost_laptop_goes_with_the_mates_bundle(network: Network, lost_with_mates) -> None:
    lost, mate, _third, records = lost_with_mates
    network.deliver(network.send(mate))
    assert venues(network.headquarters) != WHOLE, "the mate has not heard yet that it is lost"

    network.hear("LHE2")
    (goes,) = sending.overview(mate).lost
    assert (goes.laptop, goes.records["session"], goes.records["counselling_contact"]) == ("LHE1", 4, 1)
    sent = sending.send(mate, network.folder / "whole")
    assert sent.records["session"] == 4
    network.deliver(list(sent.paths))

    assert venues(network.headquarters) == venues(mate) == WHOLE
    assert finding.listing(network.headquarters, "counselling_contact").count == 1
    assert finding.record(network.headquarters, records["removed"]).removed
    both = finding.record(network.headquarters, records["both"])
    assert (both.values["remarks"], both.heads) == ("Changed by a mate", 1)
    assert clashes(network.headquarters) == clashes(mate) == []
    with network.headquarters.store.reading() as connection:
        assert {one.audience for one in all_streams(connection, mate.office.site)} == {"hq"}, "the note stays"

    assert sending.overview(mate).lost == ()
    with statements() as run:
        network.deliver(network.send(mate))
    assert not any(one.endswith("ORDER BY body.record") for one in run), "nothing is looked through again"

    (outcome,) = [one for one in network.deliver(network.send(lost)) if one.code == "E_REVOKED"]
    retrying.import_anyway(network.headquarters, outcome.arrival, "Found again")
    assert (venues(network.headquarters), clashes(network.headquarters)) == (WHOLE, []), "it may arrive after all"
    assert all(checking.verify(one).sound for one in (mate, network.headquarters))


def test_two_mates_bring_it_without_a_clash_and_it_counts_once(network: Network, lost_with_mates) -> None:
    _lost, mate, third, _records = lost_with_mates
    receiving.receive(third, network.to_mates(mate))
    network.hear("LHE2", "LHE3")
    network.deliver([*network.send(mate), *network.send(third)])
    assert (venues(network.headquarters), to_decide(network.headquarters)) == (WHOLE, 0)
    assert finding.listing(network.headquarters, "counselling_contact").count == 1

    receiving.receive(third, network.to_mates(mate))
    receiving.receive(mate, network.to_mates(third))
    receiving.receive(third, network.to_mates(mate))
    assert clashes(mate) == clashes(third) == [], "equal answers join by themselves"
    network.deliver([*network.send(mate), *network.send(third)])
    assert (venues(network.headquarters), clashes(network.headquarters)) == (WHOLE, [])
    assert venues(mate) == venues(third) == WHOLE
    assert all(checking.verify(one).sound for one in (mate, third, network.headquarters))
