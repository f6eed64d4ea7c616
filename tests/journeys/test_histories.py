"""Histories that were once told wrongly: each is a few steps that a simulation found, with what must be said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from network_of_stores import Network, make_network
from offices import session
from silkfield.errors import Trouble
from silkfield.operations import finding, recording
from silkfield.operations.exchange import receiving, sending, withholding
from silkfield.store.reading import State


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    with ExitStack() as stack:
        yield make_network(tmp_path, stack)


def test_a_record_that_was_set_aside_is_new_when_a_later_change_of_it_arrives(network: Network) -> None:
    isb = network.add("ISB")
    record = recording.save(isb, "session", session()).record
    network.deliver(network.send(isb))
    withholding.undo(network.headquarters, "ISB1-1")
    recording.patch(isb, "session", {"venue": "Corrected"}, record)

    (outcome,) = network.deliver(network.send(isb))

    assert (outcome.plan.new, outcome.plan.changed) == (1, 0)


def test_a_newer_receipt_holds_although_the_first_part_of_headquarters_stream_was_lost(network: Network) -> None:
    isb = network.add("ISB")
    for number in range(24):
        record = recording.save(isb, "session", session(venue=f"Venue {number}")).record
        network.deliver(network.send(isb))
        network.reply("ISB")
    sending.send(network.headquarters, network.folder / "small", site="ISB", part_bytes=5_000)
    parts = sorted((network.folder / "small").iterdir())
    receiving.receive(isb, parts[-1:])
    assert finding.record(isb, record).state is State.RECEIVED

    network.deliver(network.send(isb))
    withholding.undo(network.headquarters, "ISB1-24")
    sending.send(network.headquarters, network.folder / "later", site="ISB", part_bytes=5_000)
    receiving.receive(isb, sorted((network.folder / "later").iterdir())[-1:])
    assert finding.record(isb, record).state is State.IN_BUNDLE


def test_only_planning_takes_nothing_back_that_was_set_aside(network: Network) -> None:
    isb = network.add("ISB")
    record = recording.save(isb, "session", session()).record
    files = network.send(isb)
    network.deliver(files)
    withholding.undo(network.headquarters, "ISB1-1")

    (outcome,) = network.deliver(files, plan_only=True, again=True)

    assert (outcome.result, outcome.code) == ("known", "W_WITHHELD")
    with pytest.raises(Trouble, match="no record"):
        finding.record(network.headquarters, record)
