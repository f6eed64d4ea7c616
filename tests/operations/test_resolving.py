"""Clashes between two laptops of a site: what merges by itself, what a person decides, and that all laptops agree."""

from __future__ import annotations

import pytest

from network_of_stores import Network
from offices import session
from silkfield.errors import Trouble
from silkfield.operations import checking, finding, recording
from silkfield.operations.exchange import receiving, resolving
from silkfield.operations.sitting import Sitting


@pytest.fixture
def clashing(network: Network):
    """One session that two mates know; call it with what each changes, and what they wrote has reached both."""
    first, second = network.add("ISB"), network.add("ISB")
    network.hear()
    record = recording.save(first, "session", session()).record
    receiving.receive(second, network.to_mates(first))

    def clash(here: dict, there: dict) -> tuple[Sitting, Sitting, str]:
        recording.patch(first, "session", here, record)
        recording.patch(second, "session", there, record)
        to_second, to_first = network.to_mates(first), network.to_mates(second)
        receiving.receive(first, to_first)
        receiving.receive(second, to_second)
        return first, second, record

    return clash


def test_what_only_one_side_changed_merges_with_the_import_and_travels_on(network: Network, clashing) -> None:
    first, second, record = clashing({"remarks": "Rain."}, {"topics": ["JOB", "FRAUD", "VISA"]})
    assert resolving.clashes(first) == []
    (waiting,) = resolving.clashes(second)
    assert waiting.by_itself, "the first laptop of the site writes it"

    receiving.receive(second, network.to_mates(first))
    for laptop in (first, second):
        values = finding.record(laptop, record).values
        assert (values["remarks"], values["topics"]) == ("Rain.", ["JOB", "FRAUD", "VISA"])
        assert resolving.clashes(laptop) == []
        assert checking.verify(laptop).sound
    network.deliver([*network.send(first), *network.send(second)])
    assert finding.record(network.headquarters, record).values == finding.record(first, record).values


def test_a_person_decides_what_both_changed_and_the_other_side_stays_in_the_history(network, clashing) -> None:
    first, second, record = clashing({"remarks": "Rain."}, {"remarks": "Sun."})
    (found,) = resolving.clashes(second)
    assert [group.name for group in found.open_groups] == ["remarks"]
    assert [side.laptop for side in found.sides] == ["ISB2", "ISB1"]
    with pytest.raises(Trouble, match="decided yet"):
        resolving.resolve(second, record)

    resolving.resolve(second, record, side=1, note="Asked the school.")
    receiving.receive(first, network.to_mates(second))
    assert finding.record(first, record).values["remarks"] == "Rain."
    assert resolving.clashes(first) == []
    steps = finding.history(first, record)
    assert {step.values.get("remarks") for step in steps} >= {"Rain.", "Sun."}
    assert (steps[-1].why, steps[-1].note, len(steps[-1].parents)) == ("resolve", "Asked the school.", 2)


def test_a_decision_and_a_merge_can_be_opened_again(network, clashing) -> None:
    first, _second, record = clashing({"remarks": "Rain."}, {"topics": ["JOB"]})
    (merged,) = resolving.merges(first)
    assert merged.merged
    side = next(place for place, one in enumerate(merged.sides) if not one.here)
    resolving.resolve(first, record, side=side)
    assert "Rain." not in finding.record(first, record).values.values()


def test_what_was_decided_on_other_sides_than_there_are_now_is_not_written(network, clashing) -> None:
    first, _second, record = clashing({"remarks": "Rain."}, {"remarks": "Sun."})
    with pytest.raises(Trouble, match="arrived in the meantime"):
        resolving.resolve(first, record, side=0, seen=("another",))


def test_headquarters_leaves_a_sites_own_record_to_the_site(network, clashing) -> None:
    first, second, record = clashing({"remarks": "Rain."}, {"remarks": "Sun."})
    network.deliver([*network.send(first), *network.send(second)])
    (found,) = resolving.clashes(network.headquarters)
    assert found.decider == "The site"
    with pytest.raises(Trouble, match="The site decides"):
        resolving.resolve(network.headquarters, record, side=0)


def test_where_no_side_is_right_the_answer_is_typed(network: Network, clashing) -> None:
    first, _second, record = clashing(
        {"remarks": "Rain.", "venue": "Old hall", "starts_at": "10:00"},
        {"remarks": "Sun.", "venue": "New hall", "starts_at": "11:00"},
    )
    with pytest.raises(Trouble, match="cannot be read") as unreadable:
        resolving.resolve(first, record, side=0, typed={"starts_at": "at noon"})
    assert unreadable.value.advice
    with pytest.raises(Trouble, match="cannot be typed"):
        resolving.resolve(first, record, side=0, typed={"heads": "12"})
    with pytest.raises(Trouble, match="decided yet"):  # the district moves with the venue, and nobody chose one
        resolving.resolve(first, record, groups={"times": 0}, typed={"remarks": "Both.", "venue": "Third hall"})

    resolving.resolve(first, record, side=0, typed={"remarks": "Rain, then sun.", "venue": "Third hall"})
    values = finding.record(first, record).values
    assert (values["remarks"], values["venue"], values["district"]) == ("Rain, then sun.", "Third hall", "PK-PB.attock")
    assert values["starts_at"] == "10:00"


def test_an_answer_that_is_typed_as_nothing_is_taken_out(network: Network, clashing) -> None:
    first, _second, record = clashing({"remarks": "Rain."}, {"remarks": "Sun."})
    resolving.resolve(first, record, typed={"remarks": " "})
    assert "remarks" not in finding.record(first, record).values
