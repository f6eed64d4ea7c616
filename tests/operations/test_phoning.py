"""Receipts by phone: what is typed in is checked against the own log, and holds until a receipt comes with a bundle."""

from __future__ import annotations

import pytest

from network_of_stores import Network
from offices import session
from silkfield.errors import Trouble
from silkfield.operations import finding, recording
from silkfield.operations.exchange import phoning, sending, withholding
from silkfield.operations.finding import state_in_words
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import State


def states(sitting: Sitting) -> set[str]:
    return {state_in_words(shown) for shown in finding.listing(sitting, "session").records}


def test_what_headquarters_reads_aloud_counts_until_a_receipt_comes(network: Network) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    network.deliver(network.send(isb))
    recording.save(isb, "session", session(venue="Later"))
    line = phoning.own_line(network.headquarters, "isb1")

    heard = phoning.take(isb, line.lower())

    assert heard.sentence == "Headquarters has your changes up to 2 of 3."
    assert states(isb) == {"Received by HQ (by phone)", "Saved on this laptop"}
    assert finding.states(isb) == {State.SAVED: 1, State.IN_BUNDLE: 0, State.RECEIVED: 1}
    assert sending.send(isb, network.folder / "safe").records == {"session": 2}, "what was only said is sent again"
    network.hear("ISB1")
    assert states(isb) == {"Received by HQ", "In bundle 2"}


def test_a_wrong_line_is_said_and_changes_nothing(network: Network) -> None:
    isb, lhe = network.add("ISB"), network.add("LHE")
    for laptop in (isb, lhe):
        recording.save(laptop, "session", session())
        network.deliver(network.send(laptop))
    of_lahore = phoning.own_line(network.headquarters, "LHE1")
    _sf, _label, n, check = of_lahore.split()
    for typed, code in (
        (of_lahore, "phone_other_laptop"),
        (f"SF ISB1 {n} {check}", "phone_other_history"),
        (f"SF ISB1 999 {check}", "phone_other_history"),
        (f"SF ISB1 {check}", "phone_line"),
        ("SF ISB1 2", "phone_line"),
    ):
        with pytest.raises(Trouble) as refused:
            phoning.take(isb, typed)
        assert refused.value.code == code
    assert states(isb) == {"In bundle 1"}


def test_headquarters_is_told_how_far_a_laptop_is_and_names_what_is_missing(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    nothing = phoning.own_line(hq, "ISB1")
    assert nothing.startswith("SF ISB1 0 ")
    assert phoning.take(isb, nothing).sentence == "Headquarters has your changes up to 0 of 1."
    for number in range(3):
        recording.save(isb, "session", session(venue=f"Venue {number}"))
    assert phoning.take(hq, phoning.own_line(isb)).sentence == (
        "ISB1: changes 1-4 are missing here. Whether the line is right shows when they arrive."
    )
    network.deliver(network.send(isb))
    assert phoning.take(hq, phoning.own_line(isb)).sentence == "ISB1: everything up to change 4 is here."
    recording.save(isb, "session", session(venue="Lost"))
    network.send(isb)
    line_before = phoning.own_line(isb)
    recording.save(isb, "session", session(venue="Next"))
    heard = phoning.take(hq, phoning.own_line(isb))
    assert heard.missing == ((5, 6),)
    assert "changes 5-6 are missing here" in heard.sentence

    _sf, label, _n, check = line_before.split()
    with pytest.raises(Trouble, match="not in the history of ISB1") as refused:
        phoning.take(hq, f"SF {label} 3 {check}")
    assert "put back or copied" in refused.value.advice
    with pytest.raises(Trouble, match="no laptop"):
        phoning.take(hq, f"SF KHI1 3 {check}")
    with pytest.raises(Trouble, match="no laptop"):
        phoning.own_line(hq, "KHI1")


def test_a_hole_before_a_change_that_is_here_is_named(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    for number in range(60):
        recording.save(isb, "session", session(venue=f"Venue {number}"))
    parts = network.send(isb, part_bytes=3_500)
    assert len(parts) > 2
    network.deliver([parts[0], *parts[2:]])

    heard = phoning.take(hq, phoning.own_line(isb))

    ((first, last),) = heard.missing
    assert 1 < first <= last < 61
    assert f"changes {first}-{last} are missing here" in heard.sentence
    recording.save(isb, "session", session(venue="One more"))
    assert phoning.take(hq, phoning.own_line(isb)).missing == ((first, last), (62, 62))


def test_a_receipt_that_comes_later_takes_the_place_of_what_was_said(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    recording.save(isb, "session", session())
    (arrival,) = network.deliver(network.send(isb))
    phoning.take(isb, phoning.own_line(hq, "ISB1"))
    assert states(isb) == {"Received by HQ (by phone)"}
    withholding.undo(hq, arrival.label)
    network.hear("ISB1")
    assert states(isb) == {"In bundle 1"}, "headquarters has set it aside since"
