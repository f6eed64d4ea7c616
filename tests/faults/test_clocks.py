"""Clocks that are wrong by decades: nothing is lost, and what was saved later still counts as later."""

from __future__ import annotations

from pathlib import Path

import pytest

from network_of_stores import Network
from offices import PASSPHRASE, session
from silkfield.clock import SetClock
from silkfield.commands import run
from silkfield.operations import checking, finding, recording, timekeeping
from silkfield.operations.exchange import alerting, parts, receiving
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


def doubts(laptop: Sitting, **answers: object) -> list[str]:
    """Record something and return what is said of the clock."""
    changes = recording.save(laptop, "session", session(held_on=LONG_AGO, **answers))
    return [one.sentence for one in changes.warnings if one.code == "clock"]


def alerts(sitting: Sitting) -> list[str]:
    return [one.sentence for one in alerting.listing(sitting) if one.code == "W_CLOCK"]


def clock_of_last_part(network: Network, laptop: Sitting) -> str:
    """Send, and return what the bundle says of its own clock."""
    (path,) = network.send(laptop)
    part = parts.opened(network.headquarters, path.read_bytes())
    network.deliver([path])
    return str(part.manifest.clock)


@pytest.mark.parametrize("day", ["1970-01-03", "2013-01-15", "2016-05-29"])
def test_a_clock_behind_headquarters_last_message_is_said_at_once_and_to_headquarters(
    day: str, network: Network
) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session(held_on=LONG_AGO))
    network.deliver(network.send(isb))
    receiving.receive(isb, network.reply("ISB"))
    set_clock(isb, day)
    (said,) = doubts(isb)
    assert f"says {day}, but 2016-06-01 has been already. Set the clock right" in said
    assert timekeeping.doubt_now(isb) == said
    set_clock(isb, "2016-06-02")
    assert doubts(isb) == []
    assert clock_of_last_part(network, isb) == "suspect", "it brings what was saved in the doubted time"
    assert alerts(network.headquarters) == ["The clock of ISB1 was wrong: what it saved says 2016-06-02."]
    receiving.receive(isb, network.reply("ISB"))
    assert clock_of_last_part(network, isb) == "ok"
    assert alerts(isb) == []


@pytest.mark.parametrize("day", ["2016-06-01", "2016-06-09", "2038-01-20"])
def test_a_clock_that_may_be_right_is_not_doubted(day: str, network: Network) -> None:
    isb = network.add("ISB")
    receiving.receive(isb, network.reply("ISB"))
    set_clock(isb, day)
    assert doubts(isb) == []
    assert clock_of_last_part(network, isb) == "ok"


def test_a_clock_ahead_is_noticed_at_headquarters_and_when_it_is_set_back(network: Network) -> None:
    isb = network.add("ISB")
    set_clock(isb, "2038-01-20")
    recording.save(isb, "session", session(held_on=LONG_AGO))
    recording.save(isb, "session", session(held_on=LONG_AGO))
    for _time in range(2):
        network.deliver(network.send(isb, everything=True))
    assert alerts(network.headquarters) == ["The clock of ISB1 was wrong: what it saved says 2038-01-20."]
    set_clock(isb, "2016-06-01")
    assert doubts(isb), "it may be right now; somebody has to look once"
    assert doubts(isb) == []
    set_clock(isb, "2038-02-03")
    recording.save(isb, "session", session(held_on=LONG_AGO))
    network.deliver(network.send(isb))
    (said,) = alerts(network.headquarters)
    assert said == "The clock of ISB1 was wrong: what it saved says 2038-01-20 to 2038-02-03."


def test_a_clock_that_goes_back_in_the_middle_of_a_session_is_said_and_nothing_is_lost(network: Network) -> None:
    isb = network.add("ISB")
    said = []
    for day in ("2016-06-05", "2016-06-01", "2016-06-02", "1970-01-03", "1970-01-04", "2016-06-05"):
        set_clock(isb, day)
        said.append(bool(doubts(isb, venue=day)))
    assert said == [False, True, False, True, False, False]
    assert clock_of_last_part(network, isb) == "suspect"
    assert finding.listing(network.headquarters, "session").count == 6
    assert checking.verify(network.headquarters).sound


def test_the_command_line_says_that_the_clock_is_wrong(
    network: Network, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SILKFIELD_PASSPHRASE", PASSPHRASE)
    isb = network.add("ISB")
    set_clock(isb, "2061-03-01")
    recording.save(isb, "session", session(held_on=LONG_AGO))
    isb.store.close()
    assert run(["send", "--store", str(isb.store.folder), "--to", str(tmp_path / "stick")]) == 0
    assert "but 2061-03-01 has been already" in capsys.readouterr().out
