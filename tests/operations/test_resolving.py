"""Clashes between two laptops of a site: what merges by itself, what a person decides, and that all laptops agree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_seed import contact
from network_of_stores import Network
from offices import PASSPHRASE, session
from silkfield.commands import run
from silkfield.errors import Trouble
from silkfield.operations import checking, counselling, finding, opening, recording
from silkfield.operations.exchange import receiving, resolving
from silkfield.operations.exchange.typing_in import read_typed
from silkfield.operations.recording import Refused
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


def test_where_no_side_is_right_the_record_is_answered_anew(network: Network, clashing) -> None:
    first, _second, record = clashing(
        {"remarks": "Rain.", "venue": "Old hall", "heads": {"cells": {"M": {"A18": 1}}}},
        {"remarks": "Sun.", "venue": "New hall", "heads": {"cells": {"M": {"A18": 2}}}},
    )
    with pytest.raises(Trouble, match="decided yet"):  # the district moves with the venue, and nobody chose one
        resolving.resolve(first, record, groups={"heads": 0}, answers={"remarks": "Both.", "venue": "Third hall"})
    with pytest.raises(Refused, match="not saved"):
        resolving.resolve(first, record, side=0, answers={"heads": {"cells": {"M": {"A18": "many"}}}})
    with pytest.raises(Refused, match="not saved"):
        resolving.resolve(first, record, side=0, answers={"rain": "much"})

    heads = {"cells": {"F": {"A25": 12}}}
    resolving.resolve(first, record, side=0, answers={"remarks": "Both.", "venue": "Third hall", "heads": heads})
    values = finding.record(first, record).values
    assert (values["remarks"], values["venue"], values["district"]) == ("Both.", "Third hall", "PK-PB.attock")
    assert values["heads"] == heads


def test_an_answer_that_is_taken_out_anew_is_gone(network: Network, clashing) -> None:
    first, _second, record = clashing({"remarks": "Rain."}, {"remarks": "Sun."})
    resolving.resolve(first, record, answers={"remarks": None})
    assert "remarks" not in finding.record(first, record).values


def test_only_a_coordinator_answers_anew_what_is_reserved_to_them(network: Network) -> None:
    first, second = network.add("ISB"), network.add("ISB")
    network.hear()
    contact_record = counselling.save_contact(first, contact()).record
    answers = {"contact": contact_record, "to_kind": "OPF", "status": "DRAFT", "status_on": "2016-06-01"}
    record = recording.save(first, "referral", answers).record
    receiving.receive(second, network.to_mates(first))
    recording.patch(first, "referral", {"reason": "JOB"}, record)
    recording.patch(second, "referral", {"reason": "VISA"}, record)
    receiving.receive(first, network.to_mates(second))
    counsellor = replace(first, person=replace(first.person, role="counsellor"))
    with pytest.raises(Refused) as refused:
        resolving.resolve(counsellor, record, side=0, answers={"override": "LIFE"})
    assert [problem.code for problem in refused.value.problems] == ["not_your_role"]
    resolving.resolve(counsellor, record, side=0)


def test_the_command_line_takes_every_kind_of_answer_and_says_how(
    network: Network, clashing, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _second, record = clashing(
        {"remarks": "Rain.", "starts_at": "10:00", "heads": {"cells": {"M": {"A18": 1}}}},
        {"remarks": "Sun.", "starts_at": "11:00", "heads": {"cells": {"M": {"A18": 2}}}},
    )
    form, around = first.form("session"), first.around()
    with pytest.raises(Trouble, match="cannot be read") as unreadable:
        read_typed(form, {"starts_at": "at noon"}, around)
    assert unreadable.value.advice
    with pytest.raises(Trouble, match="cannot be read") as unreadable:
        read_typed(form, {"heads": "twelve"}, around)
    assert "JSON" in unreadable.value.advice
    with pytest.raises(Trouble, match="does not ask"):
        read_typed(form, {"rain": "much"}, around)

    words = ["--answer=starts_at=9.30", "--answer=remarks= ", '--answer=heads={"cells": {"F": {"A25": 12}}}']
    folder = str(first.store.folder)
    monkeypatch.setenv("SILKFIELD_PASSPHRASE", PASSPHRASE)
    first.store.close()
    assert run(["resolve", record, "--store", folder, *words]) == 0
    again = opening.open_store(first.store.folder, PASSPHRASE)
    network.stack.callback(again.store.close)
    values = finding.record(again, record).values
    assert (values["starts_at"], values["heads"]) == ("09:30", {"cells": {"F": {"A25": 12}}})
    assert "remarks" not in values
