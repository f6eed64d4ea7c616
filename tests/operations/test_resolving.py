"""Clashes between two laptops of a site: what merges by itself, what a person decides, and that all laptops agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desktop_seed import contact
from network_of_stores import Network
from offices import PASSPHRASE, session
from silkfield.commands import run
from silkfield.errors import Trouble
from silkfield.operations import checking, counselling, finding, opening, recording
from silkfield.operations.exchange import receiving, resolving
from silkfield.operations.exchange.clashing import Comparing, alike, clashes, merges, to_decide, waiting
from silkfield.operations.exchange.reopening import reopen
from silkfield.operations.exchange.typing_in import read_typed
from silkfield.operations.recording import Refused, Wanted
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.records.merging import Open
from statements_run import statements


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
    assert clashes(first) == []
    (waiting,) = clashes(second)
    assert waiting.by_itself, "the first laptop of the site writes it"

    receiving.receive(second, network.to_mates(first))
    for laptop in (first, second):
        values = finding.record(laptop, record).values
        assert (values["remarks"], values["topics"]) == ("Rain.", ["JOB", "FRAUD", "VISA"])
        assert clashes(laptop) == []
        assert checking.verify(laptop).sound
    network.deliver([*network.send(first), *network.send(second)])
    assert finding.record(network.headquarters, record).values == finding.record(first, record).values


def test_a_person_decides_what_both_changed_and_the_other_side_stays_in_the_history(network, clashing) -> None:
    first, second, record = clashing({"remarks": "Rain."}, {"remarks": "Sun."})
    (found,) = clashes(second)
    assert [group.name for group in found.open_groups] == ["remarks"]
    assert [side.laptop for side in found.sides] == ["ISB2", "ISB1"]
    with pytest.raises(Trouble, match="decided yet"):
        resolving.resolve(second, record)

    resolving.resolve(second, record, side=1, note="Asked the school.")
    receiving.receive(first, network.to_mates(second))
    assert finding.record(first, record).values["remarks"] == "Rain."
    assert clashes(first) == []
    steps = finding.history(first, record)
    assert {step.values.get("remarks") for step in steps} >= {"Rain.", "Sun."}
    assert (steps[-1].why, steps[-1].note, len(steps[-1].parents)) == ("resolve", "Asked the school.", 2)


def test_a_decision_and_a_merge_can_be_opened_again(network, clashing) -> None:
    first, _second, record = clashing({"remarks": "Rain."}, {"topics": ["JOB"]})
    (merged,) = merges(first)
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
    (found,) = clashes(network.headquarters)
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
    assert run(["resolve", record, "--store", folder, *words, "--alike"]) == 0
    again = opening.open_store(first.store.folder, PASSPHRASE)
    network.stack.callback(again.store.close)
    values = finding.record(again, record).values
    assert (values["starts_at"], values["heads"]) == ("09:30", {"cells": {"F": {"A25": 12}}})
    assert "remarks" not in values


@pytest.fixture
def sent_apart(network: Network):
    """Many sessions that two mates know, changed at both and exchanged: so many clashes of one bundle."""
    first, second = network.add("ISB"), network.add("ISB")
    network.hear()

    def clash(
        count: int, here: dict, there: dict, *, apart: tuple[dict, dict] = ({}, {})
    ) -> tuple[Sitting, Sitting, list[str]]:
        """`apart` is what the last of them is changed to besides, at the first laptop and at the second."""
        made = [Wanted("session", session(venue=f"Hall {number}")) for number in range(count)]
        records = list(recording.save_together(first, made).records)
        receiving.receive(second, network.to_mates(first))
        for laptop, answers, last in ((first, here, apart[0]), (second, there, apart[1])):
            known = finding.several(laptop, "session", records)
            changed = {record: {**known[record].values, **answers} for record in records}
            changed[records[-1]] |= last
            recording.save_together(laptop, [Wanted("session", changed[record], record) for record in records])
        to_second, to_first = network.to_mates(first), network.to_mates(second)
        receiving.receive(first, to_first)
        receiving.receive(second, to_second)
        return first, second, records

    return clash


def test_the_same_side_is_taken_in_all_clashes_of_a_bundle_and_one_undo_opens_them_again(network, sent_apart) -> None:
    apart = {"venue": "A"}, {"venue": "B"}  # of the last one two groups are open: one choice does not decide it
    first, second, records = sent_apart(4, {"remarks": "Rain."}, {"remarks": "Sun."}, apart=apart)
    edited_apart, one = records[-1], records[0]
    before = {clash.record.id: clash for clash in clashes(first)}
    assert {clash.bundle for clash in before.values()} == {"ISB2-1"}
    there = next(place for place, side in enumerate(before[one].sides) if not side.here)
    laptop = before[one].sides[there].device
    also = alike(waiting(first), one, {"remarks": laptop})
    assert set(also) == set(records[1:-1])

    changes = resolving.resolve(first, one, groups={"remarks": there}, note="The register says so.", also=also)
    assert set(changes.records) == set(records[:-1])
    assert [clash.record.id for clash in clashes(first)] == [edited_apart]
    for number, record in enumerate(records[:-1]):
        shown = finding.record(first, record)
        assert (shown.values["remarks"], shown.values["venue"]) == ("Sun.", f"Hall {number}"), "the side, not the value"
        assert finding.history(first, record)[-1].note == "The register says so."

    reopen(first, changes)
    again = {clash.record.id: clash for clash in clashes(first)}
    assert again.keys() == before.keys()
    for record in records[:-1]:
        was, now = before[record], again[record]
        assert [side.laptop for side in now.sides] == [side.laptop for side in was.sides]
        assert [side.who for side in now.sides] == [side.who for side in was.sides]
        assert now.merge.groups == was.merge.groups
    with pytest.raises(Trouble, match="changed since"):
        reopen(first, changes)
    assert set(alike(waiting(first), one, {"remarks": laptop})) == set(also), "it can be decided anew"

    receiving.receive(second, network.to_mates(first))
    assert {clash.record.id for clash in clashes(second)} == set(records)
    resolving.resolve(second, one, groups={"remarks": 0}, also=also)
    receiving.receive(first, network.to_mates(second))
    assert {finding.record(first, record).values["remarks"] for record in records[:-1]} == {"Sun."}
    assert checking.verify(first).sound


def test_a_removal_that_was_decided_is_open_again_too(network: Network, clashing) -> None:
    first, second, record = clashing({}, {})
    recording.patch(first, "session", {"remarks": "Rain."}, record)
    recording.remove(second, record)
    receiving.receive(first, network.to_mates(second))
    (before,) = clashes(first)
    assert before.merge.open is Open.REMOVED
    changes = resolving.resolve(first, record, side=next(n for n, side in enumerate(before.sides) if side.removed))
    assert finding.record(first, record).removed
    reopen(first, changes)
    (again,) = clashes(first)
    assert (again.merge.open, again.merge.groups) == (Open.REMOVED, before.merge.groups)
    assert [side.removed for side in again.sides] == [side.removed for side in before.sides]


def test_where_the_same_side_breaks_a_rule_the_clash_stays_open(network: Network, sent_apart) -> None:
    few, many = {"heads": {"cells": {"M": {"A18": 3}}}}, {"heads": {"cells": {"M": {"A18": 60}}}}
    first, _second, records = sent_apart(3, few, many, apart=({}, {"persons_with_disability": 9}))
    here = next(place for place, side in enumerate(clashes(first)[0].sides) if side.here)
    also = alike(waiting(first), records[0], {"heads": first.office.device})
    assert set(also) == set(records[1:])
    changes = resolving.resolve(first, records[0], groups={"heads": here}, also=also)
    assert set(changes.records) == set(records[:-1])
    assert [clash.record.id for clash in clashes(first)] == records[-1:]


def test_thousands_of_clashes_cost_a_few_statements_for_each_batch(network: Network, sent_apart) -> None:
    first, _second, records = sent_apart(40, {"remarks": "Rain."}, {"remarks": "Sun."})

    def asked(count: int) -> int:
        with statements() as told, first.store.reading() as connection:
            found = [*Comparing(connection, first).clashes((record, "session") for record in records[:count])]
        assert len(found) == count
        return len(told)

    def told(work: Callable[..., Changes], *given: Any, **choices: Any) -> tuple[Changes, int]:
        waiting(first)  # what is remembered is read again after a write
        with statements() as run:
            changes = work(first, *given, **choices)
        return changes, len(run)

    asked(1)  # what is remembered of the forms is read once
    assert asked(40) == asked(2), "one batch costs the same, however many clashes are in it"
    assert len(waiting(first)) == 40
    with statements() as again:
        assert to_decide(first) == 40
    assert again == [], "it is read again only after something was written"

    few, for_few = told(resolving.resolve, records[0], side=0, also=records[1:2])
    many, for_many = told(resolving.resolve, records[2], side=0, also=records[3:])
    assert (len(many.records), for_many) == (38, for_few)
    assert told(reopen, many)[1] == told(reopen, few)[1]
