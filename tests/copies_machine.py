"""Stores that are backed up, put back, copied and carried to other computers, in any order, beside what the raw logs say.

Who was copied is not asked of the program: the entries at headquarters are joined to a tree from their raw lines, and
where two entries follow one, or a new replica went on from one that others followed too, an alert must stand; nowhere else.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from fast_folder import fast_folder
from offices import PASSPHRASE, replica_of, session
from silkfield.clock import SetClock
from silkfield.operations import checking, finding, opening, recording
from silkfield.operations.exchange import alerting, receiving, sending
from silkfield.operations.sitting import Sitting
from silkfield.store.anchor import ANCHOR
from silkfield.store.reading import Shown, State
from silkfield.store.store import DATABASE

ANY = st.integers(0, 1_000)
MOST_STORES = 5


class Computer:
    """One computer with one store in its folder."""

    def __init__(self, label: str, folder: Path, machine: str) -> None:
        self.label, self.folder, self.machine = label, folder, machine
        self.backups: list[Path] = []
        self.clock = SetClock.on("2016-06-01")
        self.open()

    def open(self) -> None:
        """Open what lies in the folder."""
        self.sitting: Sitting = opening.open_store(self.folder, PASSPHRASE, clock=self.clock, machine=self.machine)

    def copy_to(self, folder: Path) -> Path:
        """Copy the whole folder as it is at this moment."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("*.db*", "*.lock"))
        self.sitting.store.database.copy_to(folder / DATABASE)
        return folder

    def put_back(self, backup: Path, *, anchor: bool) -> None:
        """Put a database back by hand, with its anchor when the whole folder is put back."""
        self.sitting.store.close()
        for name in (DATABASE, *([ANCHOR] if anchor else [])):
            shutil.copy(backup / name, self.folder / name)
        self.open()

    @property
    def venues(self) -> set[str]:
        """What it shows."""
        return {str(one.values["venue"]) for one in finding.listing(self.sitting, "session").records}

    @property
    def own(self) -> list[Shown]:
        """What was written in this store, or in the one it is a copy of until then; not what came back from a mate."""
        query = "SELECT record FROM body JOIN entry ON entry.id = body.entry WHERE arrival = 0 AND record <> ''"
        with self.sitting.store.reading() as connection:
            here = set(connection.exec_driver_sql(query).scalars())
        return [one for one in finding.listing(self.sitting, "session").records if one.id in here]

    @property
    def has_of_others(self) -> bool:
        """Tell whether a mate brought what another copy of this store wrote."""
        own = {one.id for one in self.own}
        records = finding.listing(self.sitting, "session").records
        return any(one.writer == self.sitting.office.device and one.id not in own for one in records)

    def entries(self) -> list[tuple[str, str, int, str, str, Any]]:
        """Return device, stream, number, hash and hash before of every entry, with what its first body says."""
        query = (
            "SELECT device, replica || '/' || audience, n, hex(hash), hex(previous), line FROM entry"
            " JOIN stream ON stream.id = entry.stream JOIN body ON body.entry = entry.id AND place = 0"
        )
        with self.sitting.store.reading() as connection:
            rows = connection.exec_driver_sql(query).all()
        return [(*row[:3], row[3].lower(), row[4].lower(), json.loads(row[5])) for row in rows]

    def alerts(self, code: str) -> list[alerting.AlertLine]:
        """Return the alerts of a kind, settled or not."""
        return [one for one in alerting.listing(self.sitting, settled=True) if one.code == code]


class CopiesMachine(RuleBasedStateMachine):
    """Two laptops of a site and headquarters, and whoever copies their folders."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.folder = self.stack.enter_context(fast_folder()) / "copies"
        shutil.copytree(self.template, self.folder)
        self.headquarters = Computer("HQ", self.folder / "HQ", "hq")
        self.laptops = [Computer(label, self.folder / label, label) for label in ("ISB1", "ISB2")]
        self.count = 0
        self.copied = False
        for laptop in self.laptops:  # so that they know each other
            receiving.receive(laptop.sitting, self.answer())

    def answer(self) -> tuple[Path, ...]:
        return sending.send(self.headquarters.sitting, self.new("stick"), site="ISB").paths

    def new(self, what: str) -> Path:
        self.count += 1
        return self.folder / f"{what}{self.count}"

    def laptop(self, which: int) -> Computer:
        return self.laptops[which % len(self.laptops)]

    @rule(which=ANY)
    def somebody_records(self, which: int) -> None:
        self.count += 1
        recording.save(self.laptop(which).sitting, "session", session(venue=f"Venue {self.count}"))

    @rule(which=ANY, arrives=st.booleans(), everything=st.booleans())
    def a_laptop_sends(self, which: int, arrives: bool, everything: bool) -> None:
        sent = sending.send(self.laptop(which).sitting, self.new("stick"), everything=everything)
        if arrives:
            results = {one.result for one in receiving.receive(self.headquarters.sitting, sent.paths)}
            assert results <= {"imported", "known"}

    @rule(which=ANY)
    def headquarters_answers(self, which: int) -> None:
        laptop = self.laptop(which)
        before = replica_of(laptop.sitting)
        receiving.receive(laptop.sitting, self.answer())
        strangers, lost = self.strangers(laptop, before)
        assert strangers <= {one.n for one in laptop.alerts("W_ROLLBACK")}
        assert not strangers or self.copied
        assert (replica_of(laptop.sitting) != before) == lost

    @rule(which=ANY)
    def a_laptop_tells_its_mates(self, which: int) -> None:
        laptop = self.laptop(which)
        sent = sending.send(laptop.sitting, self.new("stick"), mates=True)
        for mate in self.laptops:
            if mate.label != laptop.label:
                outcomes = receiving.receive(mate.sitting, sent.paths)
                # A mate notices a copy too. What one gives back of the history that is written now is refused: nobody knows
                # yet that its laptop went back.
                told = {"", "W_DUP", "W_GAP", *(["E_POLICY", "W_FORK"] if self.copied else [])}
                assert {one.code for one in outcomes} <= told

    @rule(which=ANY)
    def a_backup_is_made(self, which: int) -> None:
        self.laptop(which).backups.append(self.laptop(which).copy_to(self.new("backup")))

    @precondition(lambda self: any(one.backups for one in self.laptops))
    @rule(which=ANY, place=ANY, anchor=st.booleans())
    def a_backup_is_put_back(self, which: int, place: int, anchor: bool) -> None:
        there = [(one, backup) for one in self.laptops for backup in one.backups]
        laptop, backup = there[place % len(there)]
        if which % 4:  # what only this store had is lost with it, unless it was sent
            laptop.put_back(backup, anchor=anchor)
            self.copied = True

    @precondition(lambda self: len(self.laptops) < MOST_STORES)
    @rule(which=ANY, elsewhere=st.booleans())
    def a_store_is_copied(self, which: int, elsewhere: bool) -> None:
        laptop = self.laptop(which)
        folder = laptop.copy_to(self.new("copy"))
        self.laptops.append(Computer(laptop.label, folder, folder.name if elsewhere else laptop.machine))
        self.copied = True

    @rule(which=ANY)
    def a_store_is_closed_and_opened(self, which: int) -> None:
        laptop = self.laptop(which)
        before = replica_of(laptop.sitting)
        laptop.sitting.store.close()
        laptop.open()
        assert replica_of(laptop.sitting) == before

    @rule()
    def headquarters_makes_a_backup(self) -> None:
        self.headquarters.backups.append(self.headquarters.copy_to(self.new("backup")))

    @precondition(lambda self: self.headquarters.backups)
    @rule(place=ANY)
    def headquarters_is_put_back(self, place: int) -> None:
        backups = self.headquarters.backups
        self.headquarters.put_back(backups[place % len(backups)], anchor=False)

    # What must hold.

    def strangers(self, laptop: Computer, replica: str) -> tuple[set[int], bool]:
        """Return which tips of the newest receipts for a laptop's own streams it has not, and whether one has none of them."""
        own = {(stream, n): set() for _device, stream, n, *_rest in laptop.entries()}  # type: ignore[var-annotated]
        for _device, stream, n, entry, *_rest in laptop.entries():
            own[stream, n].add(entry)
        with laptop.sitting.store.reading() as connection:
            query = "SELECT stream.replica || '/' || audience, document FROM receipt JOIN stream ON stream.id = receipt.stream"
            held = connection.exec_driver_sql(query + f" WHERE device = '{laptop.sitting.office.device}'").all()
        strange, lost = set(), False
        for stream, document in held:
            tips = json.loads(document)["tips"]
            away = [n for n, entry in tips if n and entry not in own.get((stream, n), ())]
            strange |= set(away)
            lost |= stream == f"{replica}/hq" and len(away) == len(tips)
        return strange, lost

    def forks_at_headquarters(self) -> set[tuple[str, int]]:
        """Work out from the raw lines where a laptop's history goes on in two ways: its label and the last common number."""
        after: dict[tuple[str, int, str], set[str]] = defaultdict(set)
        for device, stream, n, entry, before, body in self.headquarters.entries():
            if stream.endswith("/hq"):
                after[stream, n - 1, before].add(entry)
                came = body.get("from") if body["t"] == "birth" else None
                if came:
                    after[f"{came['rep']}/{came['aud']}", came["n"], came["eh"]].add(f"{device} {entry}")
        devices = {stream: device for device, stream, *_rest in self.headquarters.entries()}
        labels = {one.sitting.office.device: one.label for one in self.laptops}
        return {
            (labels[devices[stream]], n)
            for (stream, n, _entry), following in after.items()
            if len([one for one in following if " " not in one]) + bool([one for one in following if " " in one]) > 1
        }

    def check_end(self) -> None:
        for _round in range(3):
            for laptop in self.laptops:
                receiving.receive(self.headquarters.sitting, sending.send(laptop.sitting, self.new("stick")).paths)
            for laptop in self.laptops:
                self.headquarters_answers(self.laptops.index(laptop))
        # Each what it wrote itself: what only a mate still has of a laptop that went back comes when the mate has told it.
        assert {one.values["venue"] for laptop in self.laptops for one in laptop.own} <= self.headquarters.venues
        found = {(one.laptop, one.n) for one in self.headquarters.alerts("W_FORK")}
        expected = self.forks_at_headquarters()
        assert expected <= found
        assert {label for label, _n in found} == {label for label, _n in expected}
        assert self.copied or not found
        for laptop in self.laptops:
            assert {one.state for one in laptop.own} <= {State.RECEIVED}
            sent = sending.send(laptop.sitting, self.new("stick"))
            # The middle of another copy's history, come by a mate, is sent until its end is here, which the receipt names.
            assert sent.records == {} or laptop.has_of_others, "nothing is left to send"
            assert self.copied or not laptop.alerts("W_ROLLBACK")
        for one in (self.headquarters, *self.laptops):
            assert checking.verify(one.sitting).sound

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:  # a step that failed says more than the end after it
                self.check_end()
        finally:
            for one in (self.headquarters, *self.laptops):
                one.sitting.store.close()
            self.stack.close()


def play(template: Path, histories: int, steps: int, start: int) -> None:
    """Play so many histories of at most so many steps, drawn from a start. Raises AssertionError at the first thing wrong."""
    machine = type("Machine", (CopiesMachine,), {"template": template})
    run_state_machine_as_test(
        seed(start)(machine),
        settings=settings(
            max_examples=histories,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
            phases=[Phase.generate],
            deadline=None,
        ),
    )
