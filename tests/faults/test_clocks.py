"""Clocks that are wrong by decades: nothing is lost, and what was saved later still counts as later."""

from __future__ import annotations

import pytest

from network_of_stores import Network
from offices import session
from silkfield.clock import SetClock
from silkfield.operations import checking, finding, recording
from silkfield.operations.exchange import receiving
from silkfield.operations.recording import Refused
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import State

WRONG = ["1970-01-02", "2013-01-15", "2038-01-20", "2061-03-01", "9999-12-30"]
LONG_AGO = "1969-12-31"


def set_clock(sitting: Sitting, day: str) -> None:
    assert isinstance(sitting.clock, SetClock)
    sitting.clock.milliseconds = SetClock.on(day).milliseconds


def test_a_day_after_today_is_not_saved(network: Network) -> None:
    isb = network.add("ISB")
    for day in ("2061-05-03", "2016-06-02"):
        with pytest.raises(Refused, match="future"):
            recording.save(isb, "session", session(held_on=day))
    assert finding.listing(isb, "session").count == 0


@pytest.mark.parametrize(
    ("first", "second"), [("2061-03-01", "1970-01-02"), ("1970-01-02", "2061-03-01"), ("9999-12-30", "2013-01-15")]
)
def test_the_last_correction_counts_whatever_the_clock_shows(first: str, second: str, network: Network) -> None:
    isb = network.add("ISB")
    set_clock(isb, first)
    record = recording.save(isb, "session", session(venue="First", held_on=LONG_AGO)).record
    set_clock(isb, second)
    recording.patch(isb, "session", {"venue": "Second"}, record)
    set_clock(isb, first)
    recording.patch(isb, "session", {"venue": "Third"}, record)
    set_clock(isb, second)
    files = network.send(isb)
    for sitting in (isb, network.headquarters):
        if sitting is network.headquarters:
            assert network.deliver(files)[0].result == "imported"
        shown = finding.record(sitting, record)
        assert (shown.values["venue"], shown.heads) == ("Third", 1)
        steps = finding.history(sitting, record)
        assert [step.values["venue"] for step in steps] == ["First", "Second", "Third"]
        assert [step.time for step in steps] != sorted(step.time for step in steps)
        assert checking.verify(sitting).sound
    assert [outcome.result for outcome in receiving.receive(isb, network.reply("ISB"))] == ["imported", "imported"]
    assert finding.record(isb, record).state is State.RECEIVED


def test_a_wrong_clock_at_headquarters_loses_no_receipt(network: Network) -> None:
    isb = network.add("ISB")
    for day in WRONG:
        set_clock(network.headquarters, day)
        record = recording.save(isb, "session", session(venue=day)).record
        network.deliver(network.send(isb))
        receiving.receive(isb, network.reply("ISB"))
        assert finding.record(isb, record).state is State.RECEIVED
    assert checking.verify(network.headquarters).sound


def test_two_changes_in_the_same_millisecond_are_two_changes(network: Network) -> None:
    isb = network.add("ISB")
    ids = set()
    for number in range(20):
        set_clock(isb, "2016-06-01")
        ids.add(recording.save(isb, "session", session(venue=f"Venue {number}")).record)
    assert len(ids) == 20
    assert network.deliver(network.send(isb))[0].plan.new == 20
