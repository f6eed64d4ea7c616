"""Headquarters asks for something again and the site obeys with its next bundle; what it tells a site is shown there."""

from __future__ import annotations

import json

import pytest

from network_of_stores import Network
from offices import session
from silkfield.errors import Trouble
from silkfield.operations import finding, recording
from silkfield.operations.exchange import asking, sending
from silkfield.operations.sitting import Sitting


def wants(laptop: Sitting) -> asking.Wanted:
    with laptop.store.reading() as connection:
        return asking.wanted(connection, laptop)


def count(sitting: Sitting) -> int:
    return len(finding.listing(sitting, "session").records)


@pytest.mark.parametrize("whose", ["isb", "ISB1"])
def test_a_site_sends_everything_again_once(network: Network, whose: str) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    for number in range(3):
        recording.save(isb, "session", session(venue=f"Venue {number}"))
    network.deliver(network.send(isb))
    network.hear("ISB1")
    assert sending.send(isb, network.folder / "little").records == {}

    assert asking.want(hq, whose) == "ISB"
    assert wants(isb).last == 0, "nothing is known of it yet"
    network.hear("ISB1")
    assert wants(isb).last > 0

    whole = sending.send(isb, network.folder / "whole")
    assert whole.records == {"session": 3}
    assert {one.result for one in network.deliver(list(whole.paths))} <= {"imported", "known"}
    assert count(hq) == 3
    assert sending.send(isb, network.folder / "again").records == {}, "it was asked for once"
    assert wants(isb).last == 0


def test_what_is_wanted_of_one_laptop_concerns_no_other(network: Network) -> None:
    isb1, isb2 = network.add("ISB"), network.add("ISB")
    for laptop in (isb1, isb2):
        recording.save(laptop, "session", session())
        network.deliver(network.send(laptop))
    asking.want(network.headquarters, "ISB2")
    network.hear("ISB1", "ISB2")
    assert sending.send(isb1, network.folder / "one").records == {}
    network.to_mates(isb2)
    assert sending.send(isb2, network.folder / "two").records == {"session": 1}, "a bundle for mates is no answer"


def test_a_bundle_that_was_never_finished_is_no_answer(network: Network) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    network.deliver(network.send(isb))
    asking.want(network.headquarters, "ISB")
    network.hear("ISB1")
    blocked = network.folder / "blocked"
    blocked.write_text("no folder")
    with pytest.raises(Trouble):
        sending.send(isb, blocked)
    assert wants(isb).everything


def test_notices_reach_their_site_and_no_other(network: Network) -> None:
    isb, lhe, hq = network.add("ISB"), network.add("LHE"), network.headquarters
    asking.tell(hq, "isb", "  Please send\nthe register of May again.  ")
    asking.tell(hq, "ISB", "<b>Thank you</b>", code="thanks")
    network.hear("ISB1", "LHE1")
    assert [(one.code, one.text) for one in asking.notices(isb)] == [
        ("thanks", "<b>Thank you</b>"),
        ("notice", "Please send the register of May again."),
    ]
    assert asking.notices(lhe) == []
    assert len(asking.notices(hq)) == 2


@pytest.mark.parametrize("text", ["", "  ", "x" * 2_001, "\x00", "a\x07b"])
def test_an_empty_or_endless_notice_is_refused(network: Network, text: str) -> None:
    network.add("ISB")
    with pytest.raises(Trouble):
        asking.tell(network.headquarters, "ISB", text)
    assert asking.notices(network.headquarters) == []


def test_only_headquarters_asks_and_only_of_whom_it_knows(network: Network) -> None:
    isb = network.add("ISB")
    for ask in (lambda: asking.want(isb, "ISB"), lambda: asking.tell(isb, "ISB", "Hello")):
        with pytest.raises(Trouble, match="Only headquarters"):
            ask()
    for ask in (
        lambda: asking.want(network.headquarters, "KHI"),
        lambda: asking.want(network.headquarters, "ISB9"),
        lambda: asking.tell(network.headquarters, "KHI", "Hello"),
    ):
        with pytest.raises(Trouble, match="There is no"):
            ask()


def test_a_stream_nobody_here_writes_is_not_sent(network: Network) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    network.deliver(network.send(isb))
    stranger = {"rep": "0192f3a4-0000-7000-8000-00000000000f", "aud": "hq", "frm": 1}
    with network.headquarters.store.writing() as connection:
        writer = network.headquarters.writer(connection)
        line = json.dumps({"t": "want", "streams": [stranger], "x": "A" * 22}).encode()
        writer.add(f"s:{isb.office.site}", [line], "want")
        writer.flush()
    network.hear("ISB1")
    assert wants(isb).streams == {}
    assert sending.send(isb, network.folder / "little").records == {}
