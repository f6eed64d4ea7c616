"""All that can happen between two sites and headquarters, as steps that Hypothesis puts into any order."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from fast_folder import fast_folder
from silkfield.clock import SetClock
from simulated_network import HEADQUARTERS, LAPTOPS, Office, Part, SimulatedNetwork

EVERYONE = st.sampled_from((HEADQUARTERS, *LAPTOPS))
ANY = st.integers(0, 10_000)
TINY = 6_000
"""Small enough that a few records need two parts, large enough for the list of laptops."""
PART_BYTES = st.sampled_from((TINY, 7_000_000))
YEARS = st.sampled_from(("2013-01-15", "2061-03-01", "2016-06-01"))


class NetworkMachine(RuleBasedStateMachine):
    """People at four stores, a mail that loses and doubles and spoils, and clocks that are wrong."""

    template: Path
    looked_at: list[int]

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.network = SimulatedNetwork(self.stack.enter_context(fast_folder()) / "network", self.template)

    def office(self, label: str) -> Office:
        return self.network.offices[label]

    def record(self, office: Office, place: int) -> str | None:
        there = self.network.records_of(office)
        return there[place % len(there)] if there else None

    def part(self, place: int) -> Part:
        return self.network.parts[place % len(self.network.parts)]

    def addressee(self, part: Part, which: int) -> Office:
        if part.to == HEADQUARTERS:
            return self.network.headquarters
        laptops = self.network.laptops_of(part.to)
        return laptops[which % len(laptops)]

    @rule(label=EVERYONE, form=st.sampled_from(("session", "organisation")))
    def somebody_records(self, label: str, form: str) -> None:
        self.network.create(self.office(label), form)

    @rule(label=st.sampled_from(LAPTOPS))
    def somebody_records_with_a_note(self, label: str) -> None:
        self.network.create_both(self.office(label))

    @rule(label=EVERYONE, place=ANY, older=st.none() | ANY)
    def somebody_corrects(self, label: str, place: int, older: int | None) -> None:
        office = self.office(label)
        if record := self.record(office, place):
            revisions = sorted(self.network.revisions(office.counted)[record], key=lambda said: said.strength[1:])
            made_from = "" if older is None else revisions[older % len(revisions)].id
            self.network.edit(office, record, made_from)

    @rule(label=EVERYONE, place=ANY)
    def somebody_removes(self, label: str, place: int) -> None:
        if record := self.record(self.office(label), place):
            self.network.remove(self.office(label), record)

    @rule(label=EVERYONE, place=ANY)
    def somebody_brings_back(self, label: str, place: int) -> None:
        if record := self.record(self.office(label), place):
            self.network.restore(self.office(label), record)

    @rule(label=st.sampled_from(LAPTOPS), part_bytes=PART_BYTES, everything=st.booleans())
    def a_laptop_sends(self, label: str, part_bytes: int, everything: bool) -> None:
        self.network.send(self.office(label), part_bytes=part_bytes, everything=everything)

    @rule(site=st.sampled_from(("ISB", "LHE")), part_bytes=PART_BYTES, everything=st.booleans())
    def headquarters_answers(self, site: str, part_bytes: int, everything: bool) -> None:
        self.network.reply(site, part_bytes=part_bytes, everything=everything)

    @precondition(lambda self: self.network.parts)
    @rule(place=ANY, which=ANY, plan_only=st.booleans(), again=st.booleans())
    def a_part_arrives(self, place: int, which: int, plan_only: bool, again: bool) -> None:
        part = self.part(place)
        self.network.deliver(self.addressee(part, which), part, plan_only=plan_only, again=again)

    @precondition(lambda self: self.network.parts)
    @rule(which=ANY)
    def the_newest_bundle_arrives(self, which: int) -> None:
        newest = self.network.parts[-1]
        alike = [part for part in self.network.parts if (part.sender, part.bundle) == (newest.sender, newest.bundle)]
        for part in alike:
            self.network.deliver(self.addressee(part, which), part)

    @precondition(lambda self: self.network.parts)
    @rule(place=ANY, which=ANY, how=st.sampled_from(("cut", "flip", "end")), at=ANY)
    def a_part_is_spoilt_on_the_way(self, place: int, which: int, how: str, at: int) -> None:
        part = self.part(place)
        content = part.path.read_bytes()
        at %= len(content)
        if how == "flip":
            content = content[:at] + bytes([content[at] ^ 1 << at % 8]) + content[at + 1 :]
        content = content[:at] if how == "cut" else content + b"\r\n" if how == "end" else content
        spoilt = self.network.stick() / part.path.name
        spoilt.parent.mkdir()
        spoilt.write_bytes(content)
        self.network.refuse(self.addressee(part, which), spoilt)

    @precondition(lambda self: self.network.parts)
    @rule(place=ANY, label=EVERYONE)
    def a_part_goes_astray(self, place: int, label: str) -> None:
        part = self.part(place)
        if part.to != label.rstrip("12"):
            outcome = self.network.refuse(self.office(label), part.path)
            assert outcome.code == "E_NOT_FOR_US"

    @precondition(lambda self: any(office.planned for office in self.network.offices.values()))
    @rule(place=ANY)
    def somebody_imports_what_was_planned(self, place: int) -> None:
        waiting = [(office, digest) for office in self.network.offices.values() for digest in office.planned]
        self.network.import_planned(*waiting[place % len(waiting)])

    @precondition(lambda self: self.network.headquarters.settled)
    @rule(place=ANY, by_path=st.booleans())
    def headquarters_undoes_an_import(self, place: int, by_path: bool) -> None:
        settled = [part for part in self.network.parts if part.digest in self.network.headquarters.settled]
        self.network.undo(settled[place % len(settled)], by_path=by_path)

    @precondition(lambda self: "withheld" in self.network.headquarters.settled.values())
    @rule(place=ANY)
    def headquarters_takes_an_import_back(self, place: int) -> None:
        settled = self.network.headquarters.settled
        aside = [part for part in self.network.parts if settled.get(part.digest) == "withheld"]
        self.network.deliver(self.network.headquarters, aside[place % len(aside)], again=True)

    @rule(label=st.sampled_from(LAPTOPS), lost=ANY, reply=st.booleans())
    def a_part_of_a_bundle_is_lost(self, label: str, lost: int, reply: bool) -> None:
        office = self.office(label)
        for _number in range(4):
            self.network.create(office, "session")
        parts = self.network.send(office, part_bytes=TINY)
        for place, part in enumerate(parts):
            if place != lost % len(parts):
                self.network.deliver(self.network.headquarters, part)
        if reply:
            self.answers_arrive(label[:-1])

    @rule(label=st.sampled_from(LAPTOPS), newest_first=st.booleans())
    def two_answers_arrive(self, label: str, newest_first: bool) -> None:
        office, replies = self.office(label), []
        for _number in range(2):
            self.network.create(office, "session")
            for part in self.network.send(office):
                self.network.deliver(self.network.headquarters, part)
            replies.append(self.network.reply(label[:-1]))
        for parts in reversed(replies) if newest_first else replies:
            for part in parts:
                self.network.deliver(office, part)

    @rule(label=st.sampled_from(LAPTOPS))
    def an_import_is_undone_and_that_is_said(self, label: str) -> None:
        office = self.office(label)
        self.network.create(office, "session")
        parts = self.network.send(office)
        for part in parts:
            self.network.deliver(self.network.headquarters, part)
        self.answers_arrive(label[:-1])
        self.network.undo(parts[-1], by_path=False)
        self.answers_arrive(label[:-1])

    @rule(site=st.sampled_from(("ISB", "LHE")))
    def answers_arrive(self, site: str) -> None:
        for part in self.network.reply(site):
            for laptop in self.network.laptops_of(site):
                self.network.deliver(laptop, part)

    @rule(first=EVERYONE, second=EVERYONE, place=ANY)
    def two_people_change_the_same_record(self, first: str, second: str, place: int) -> None:
        offices = [self.office(first), self.office(second)]
        shared = [one for one in self.network.records_of(offices[0]) if one in self.network.records_of(offices[1])]
        for office in offices if shared else ():
            self.network.edit(office, shared[place % len(shared)])

    @rule(label=EVERYONE)
    def a_store_is_closed_and_opened(self, label: str) -> None:
        self.network.reopen(self.office(label))

    @rule(label=EVERYONE, day=YEARS)
    def a_clock_is_set(self, label: str, day: str) -> None:
        clock = self.office(label).sitting.clock
        assert isinstance(clock, SetClock)
        clock.milliseconds = SetClock.on(day).milliseconds

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:  # a step that failed says more than the end after it
                self.network.deliver_everything()
                self.network.check_end()
        finally:
            self.looked_at[0] += self.network.steps
            self.network.close()
            self.stack.close()


def play(template: Path, histories: int, steps: int, start: int) -> int:
    """Play so many histories of at most so many steps, drawn from a start of their own; returns how many steps were looked at.

    Raises AssertionError at the first thing that is wrong.
    """
    machine = type("Machine", (NetworkMachine,), {"template": template, "looked_at": [0]})
    run_state_machine_as_test(
        seed(start)(machine),
        settings=settings(
            max_examples=histories,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
            phases=[Phase.generate],  # to make a history shorter takes longer than to read it
        ),
    )
    return machine.looked_at[0]
