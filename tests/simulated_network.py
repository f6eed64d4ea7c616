"""A network that is played step by step beside a plain model of it: dicts of entries, and heads worked out by brute force.

The stores, files and keys are real; the model is told what each step should have done and shares no code with the
program: it reads the raw lines of each store, works out hashes and heads itself, and compares.
"""

from __future__ import annotations

import json
import random
import shutil
from base64 import urlsafe_b64encode
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import select

from network_of_stores import make_network
from offices import PASSPHRASE, replica_of, session
from silkfield.clock import SetClock
from silkfield.errors import Trouble
from silkfield.operations import checking, finding, opening, recording
from silkfield.operations.exchange import planning, receiving, sending, sites, withholding
from silkfield.operations.exchange.outcomes import Outcome
from silkfield.operations.recording import Wanted
from silkfield.operations.sitting import Sitting
from silkfield.store import sendings

Place = tuple[str, int]
"""The name of a stream and the number of an entry."""

TITLES = {"session": "venue", "organisation": "name", "counselling_note": "note"}
"""The forms that are played, each with the answer that is different in every save."""

HEADQUARTERS = "HQ"
LAPTOPS = ("ISB1", "ISB2", "LHE1")
CONTACT = "0192f3a4-0000-7000-8000-0000000000cc"


@dataclass(frozen=True, slots=True)
class Said:
    """One revision, as the model knows it."""

    id: str
    record: str
    form: str
    parents: frozenset[str]
    lamport: int
    removed: bool
    title: str

    @property
    def strength(self) -> tuple[bool, int, str]:
        """What decides between heads: a put before a removal, the greatest counter, the greatest id."""
        return (not self.removed, self.lamport, self.id)


@dataclass(frozen=True, slots=True)
class Written:
    """One entry, as its writer wrote it; `receipt` is what headquarters says in it, if it does."""

    place: Place
    hash: bytes
    revisions: tuple[Said, ...]
    receipt: Any = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Part:
    """One file on its way. `to` is headquarters or a site's code; `sender` the label of who made it."""

    path: Path
    digest: str
    to: str
    sender: str
    bundle: int
    stream: str
    first: int
    last: int
    head: int

    @property
    def places(self) -> list[Place]:
        """The entries it holds."""
        return [(self.stream, n) for n in range(self.first, self.last + 1)]


@dataclass(slots=True)
class Receipt:
    """The receipt that holds for a stream: where it stands, and what it confirms."""

    n: int = 0
    tip: int = 0
    islands: tuple[tuple[int, int], ...] = ()

    def confirms(self, n: int) -> bool:
        """Tell whether an entry is received."""
        return n <= self.tip or any(first <= n <= last for first, last in self.islands)


@dataclass(slots=True)
class Office:
    """One store and what the model believes of it: which entries are there, what brought them, which are set aside."""

    label: str
    sitting: Sitting
    replica: str
    has: dict[Place, str] = field(default_factory=dict)
    withheld: set[Place] = field(default_factory=set)
    heard: dict[str, int] = field(default_factory=dict)
    settled: dict[str, str] = field(default_factory=dict)
    planned: dict[str, tuple[int, Part, dict[str, int]]] = field(default_factory=dict)
    sent: list[tuple[int, int, int]] = field(default_factory=list)
    receipt: Receipt = field(default_factory=Receipt)

    @property
    def is_headquarters(self) -> bool:
        """Tell whether this is headquarters' store."""
        return self.label == HEADQUARTERS

    @property
    def counted(self) -> set[Place]:
        """The entries that count."""
        return self.has.keys() - self.withheld

    def stream(self, audience: str) -> str:
        """Return the name of one of its own streams."""
        return f"{self.replica}/{audience}"

    def writes(self, stream: str) -> bool:
        """Tell whether this store writes a stream."""
        return stream.startswith(self.replica)

    def tip(self, stream: str, counted: set[Place] | None = None) -> int:
        """Return the last entry of a stream that counts without a hole before it."""
        places = self.counted if counted is None else counted
        tip = 0
        while (stream, tip + 1) in places:
            tip += 1
        return tip

    def gaps(self, stream: str) -> list[tuple[int, int]]:
        """Return the holes in a stream, up to the last entry its writer was heard to have."""
        there = {n for name, n in self.counted if name == stream}
        missing = [n for n in range(1, max([*there, self.heard.get(stream, 0)], default=0) + 1) if n not in there]
        return runs(missing)

    def islands(self, stream: str) -> list[tuple[int, int]]:
        """Return what counts of a stream beyond its first hole."""
        return runs(sorted(n for name, n in self.counted if name == stream and n > self.tip(stream)))


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Join neighbours to runs: first and last of each."""
    found: list[tuple[int, int]] = []
    for n in numbers:
        if found and found[-1][1] == n - 1:
            found[-1] = (found[-1][0], n)
        else:
            found.append((n, n))
    return found


class SimulatedNetwork:
    """Headquarters and three laptops of two sites, played beside their model; every step ends with all the checks."""

    def __init__(self, folder: Path, template: Path, *, watched: bool = True, thorough: int = 6) -> None:
        """Begin with a copy of the template's stores; `watched` is false where only the end is looked at.

        Every step is followed by a look at log and records; every `thorough`th look goes through all that people see too.
        """
        self.folder = folder
        self.watched = watched
        self.thorough = thorough
        self.looks = 0
        self.chance = random.Random(0)
        self.steps = 0
        self.at: dict[str, Place] = {}
        shutil.copytree(template, folder, dirs_exist_ok=True)
        self.written: dict[Place, Written] = {}
        self.parts: list[Part] = []
        self.offices: dict[str, Office] = {}
        self.records: list[str] = []
        self.titles = 0
        self.sticks = 0
        for label in (HEADQUARTERS, *LAPTOPS):
            clock = SetClock.on("2016-06-01")
            sitting = opening.open_store(folder / label, PASSPHRASE, clock=clock)
            office = Office(label, sitting, replica_of(sitting))
            self.offices[label] = office
            self.learn(office)

    @property
    def headquarters(self) -> Office:
        """Headquarters' store."""
        return self.offices[HEADQUARTERS]

    def laptops_of(self, site: str) -> list[Office]:
        """Return the laptops of a site, by its code."""
        return [office for label, office in self.offices.items() if label[:-1] == site]

    def close(self) -> None:
        """Close all stores."""
        for office in self.offices.values():
            office.sitting.store.close()

    # What a person at one office does.

    def create(self, office: Office, form: str) -> None:
        """Record something new."""
        title, answers = self.answers(form)
        changes = recording.save(office.sitting, form, answers)
        self.records += changes.records
        self.expect(office, [(changes.record, frozenset(), False, title)])

    def create_both(self, office: Office) -> None:
        """Record something that headquarters sees together with something that stays at the site: one transaction."""
        (seen, shown), (kept, hidden) = self.answers("session"), self.answers("counselling_note")
        wanted = [Wanted("session", shown), Wanted("counselling_note", hidden)]
        changes = recording.save_together(office.sitting, wanted)
        self.records += changes.records
        self.expect(
            office,
            [
                (changes.records[0], frozenset(), False, seen),
                (changes.records[1], frozenset(), False, kept),
            ],
        )

    def edit(self, office: Office, record: str, made_from: str = "") -> None:
        """Correct a record, from the revision that is shown or from an older one that somebody still looked at."""
        shown = finding.record(office.sitting, record)
        title, answers = self.answers(shown.form)
        if self.may_write(office, record):
            recording.save(office.sitting, shown.form, answers, record, made_from=made_from)
            self.expect(office, [(record, frozenset({made_from or shown.revision}), False, title)])
        else:
            self.refused(office, lambda: recording.save(office.sitting, shown.form, answers, record))

    def remove(self, office: Office, record: str) -> None:
        """Remove a record, with every version of it when there are several."""
        shown = finding.record(office.sitting, record)
        if shown.removed or self.may_write(office, record):
            leaves = self.leaves(office, record)
            recording.remove(office.sitting, record)
            self.expect(office, [(record, leaves, True, "")] if not shown.removed else [])
        else:
            self.refused(office, lambda: recording.remove(office.sitting, record))

    def restore(self, office: Office, record: str) -> None:
        """Bring a record back."""
        shown = finding.record(office.sitting, record)
        title = str(shown.values.get(TITLES[shown.form], ""))
        if not shown.removed or (title and self.may_write(office, record)):
            leaves = self.leaves(office, record)
            recording.restore(office.sitting, record)
            self.expect(office, [(record, leaves, False, title)] if shown.removed else [])
        else:
            self.refused(
                office, lambda: recording.restore(office.sitting, record), "not_ours" if title else "not_arrived"
            )

    def may_write(self, office: Office, record: str) -> bool:
        """Tell whether an office may write a record: a shared one, or one that began at its own site."""
        said = self.revisions(office.counted)[record]
        first = min(said, key=lambda one: (one.lamport, one.id))
        (stream, _n) = self.place_of(office, first)
        writer = next(one for one in self.offices.values() if one.writes(stream))
        return first.form == "organisation" or writer.sitting.office.site == office.sitting.office.site

    def leaves(self, office: Office, record: str) -> frozenset[str]:
        """Return the revisions of a record that nothing was made from yet."""
        return frozenset(one.id for one in heads(self.revisions(office.counted)[record]))

    def place_of(self, office: Office, said: Said) -> Place:
        """Return the entry that a revision lies in."""
        place = self.at[said.id]
        assert place in office.counted
        return place

    def refused(self, office: Office, step: Callable[[], object], code: str = "not_ours") -> None:
        """Check that a record of another office, or one whose content has not arrived, is not written."""
        try:
            step()
        except Trouble as trouble:
            assert trouble.code == code
        else:
            raise AssertionError("a record was written that must not be")
        self.expect(office, [])

    def reopen(self, office: Office) -> None:
        """Close a store and open it again."""
        clock = office.sitting.clock
        office.sitting.store.close()
        office.sitting = opening.open_store(office.sitting.store.folder, PASSPHRASE, clock=clock)
        self.check(office)

    def rebuild(self, office: Office) -> None:
        """Throw away what is shown and make it again from the log."""
        store = office.sitting.store
        with store.writing() as connection:
            store.rebuild(connection)
        self.check(office)

    def answers(self, form: str) -> tuple[str, dict[str, Any]]:
        """Return answers with a title that no other save has."""
        self.titles += 1
        title = f"title {self.titles}"
        if form == "session":  # before all the wrong clocks
            return title, session(venue=title, held_on="2012-12-31")
        if form == "organisation":
            return title, {"name": title}
        return title, {"contact": CONTACT, "note": title}

    # What travels.

    def send(self, office: Office, *, part_bytes: int = 7_000_000, everything: bool = False) -> list[Part]:
        """Send from a laptop to headquarters."""
        sent = sending.send(office.sitting, self.stick(), part_bytes=part_bytes, everything=everything)
        self.learn(office)  # before it sends, a laptop writes what is due: envelopes of the match key, marks of clients
        parts = self.made(office, sent, HEADQUARTERS)
        own = office.stream("hq")
        tip = office.tip(own)
        begin = 0 if everything else office.receipt.tip
        assert {part.stream for part in parts} == {own}
        assert [n for part in parts for _stream, n in part.places] == list(range(begin + 1, tip + 1))
        office.sent += [(sent.number, part.first, part.last) for part in parts]
        self.check(office)
        return parts

    def reply(self, site: str, *, part_bytes: int = 7_000_000, everything: bool = False) -> list[Part]:
        """Send from headquarters to a site: receipts, the list of laptops, shared records."""
        office = self.headquarters
        sent = sending.send(office.sitting, self.stick(), site=site, part_bytes=part_bytes, everything=everything)
        site_id = self.laptops_of(site)[0].sitting.office.site
        self.learn(office)
        self.check_receipts(site, office.stream(f"s:{site_id}"))
        parts = self.made(office, sent, site)
        for stream in (office.stream("all"), office.stream(f"s:{site_id}")):
            numbers = [n for part in parts if part.stream == stream for _stream, n in part.places]
            seen = min(laptop.tip(stream) for laptop in self.laptops_of(site))
            assert numbers == list(range(numbers[0], office.tip(stream) + 1)) if numbers else seen == office.tip(stream)
            assert not numbers or numbers[0] <= (1 if everything else seen + 1), "a reply skips what a laptop lacks"
        self.check(office)
        return parts

    def made(self, office: Office, sent: sending.Sent, to: str) -> list[Part]:
        """Return the parts of a bundle just made, and put them among those on their way."""
        with office.sitting.store.reading() as connection:
            bundle, files = sendings.all_made(connection)[0]
            names = dict(connection.exec_driver_sql("SELECT id, replica || '/' || audience FROM stream").all())
        assert bundle.number == sent.number
        assert [one.name for one in files] == [path.name for path in sent.paths]
        parts = [
            Part(
                path,
                sha256(path.read_bytes()).hexdigest(),
                to,
                office.label,
                sent.number,
                names[one.stream],
                one.first,
                one.last,
                office.tip(names[one.stream]),
            )
            for path, one in zip(sent.paths, files, strict=True)
        ]
        self.parts += parts
        return parts

    def deliver(self, office: Office, part: Part, *, plan_only: bool = False, again: bool = False) -> Outcome:
        """Receive a part where it belongs, or only plan it."""
        (outcome,) = receiving.receive(office.sitting, [part.path], plan_only=plan_only, again=again)
        before = office.settled.get(part.digest, "")
        aside = not office.withheld.isdisjoint(part.places)
        stays_aside = aside and office.has.keys() >= set(part.places) and not (again and not plan_only)
        if before == "imported" or (before == "withheld" and not (again and not plan_only)):
            assert (outcome.result, outcome.code) == ("known", "W_DUP" if before == "imported" else "W_WITHHELD")
        elif before == "withheld":
            assert outcome.result == "imported"
            self.give_back(office, part)
        elif stays_aside:
            assert (outcome.result, outcome.code) == ("known", "W_WITHHELD")
            office.heard[part.stream] = max(part.head, office.heard.get(part.stream, 0))
            office.settled[part.digest] = "withheld"
            office.planned.pop(part.digest, None)
        elif plan_only:
            assert outcome.result == "planned"
            assert outcome.plan.counts == self.planned_counts(office, part)
            office.planned[part.digest] = (outcome.arrival, part, outcome.plan.counts)
        else:
            assert outcome.result == "imported", outcome
            assert outcome.plan.counts == self.planned_counts(office, part)
            self.arrived(office, part)
            if aside and again:
                self.give_back(office, part)
            if office.is_headquarters:
                assert list(outcome.gaps) == office.gaps(part.stream)
                stays = not office.withheld.isdisjoint(part.places)
                assert outcome.code == ("W_WITHHELD" if stays else "W_GAP" if outcome.gaps else "")
            (second,) = receiving.receive(office.sitting, [part.path])
            assert (second.result, second.code) == ("known", "W_DUP")
        self.check(office)
        return outcome

    def import_planned(self, office: Office, digest: str) -> bool:
        """Import what was planned; tells whether the plan still held. If it did not, the new plan is shown and nothing done."""
        arrival, part, counts = office.planned[digest]
        now = self.planned_counts(office, part)
        try:
            outcome = planning.import_planned(office.sitting, arrival)
        except Trouble as trouble:
            if office.settled.get(digest):
                assert trouble.code == "not_planned"
                del office.planned[digest]
            else:
                assert trouble.code == "stale_plan"
                office.planned[digest] = (arrival, part, now)
            self.check(office)
            return False
        assert outcome.plan.counts == now == counts
        self.arrived(office, part)
        self.check(office)
        return True

    def arrived(self, office: Office, part: Part) -> None:
        """Tell the model that a part was imported."""
        new = [place for place in part.places if place not in office.has]
        office.has.update(dict.fromkeys(new, part.digest))
        office.heard[part.stream] = max(part.head, office.heard.get(part.stream, 0))
        office.settled[part.digest] = "imported"
        office.planned.pop(part.digest, None)
        self.learn(office)  # with an import the program may write merges, and pass sealed envelopes on
        for place in new:
            said = self.written[place].receipt
            if said and said["rep"] == office.replica and place[1] > office.receipt.n:
                islands = tuple((first, last) for first, last, _hash in said.get("islands", []))
                office.receipt = Receipt(place[1], said["tips"][0][0], islands)

    def planned_counts(self, office: Office, part: Part) -> dict[str, int]:
        """Return what an import of a part would do, in records."""
        new = [place for place in part.places if place not in office.has]
        coming = {said.record for place in new for said in self.written[place].revisions}
        known = {said.record for place in part.places if place in office.has for said in self.written[place].revisions}
        before = self.revisions(office.counted)
        after = self.revisions(office.counted | set(new))
        kinds = Counter(
            "clash" if len(heads(after[record])) > 1 else "changed" if record in before else "new" for record in coming
        )
        known_only = len(known - coming)
        return {
            "new": kinds["new"],
            "changed": kinds["changed"],
            "known": known_only,
            "clash": kinds["clash"],
            "held": 0,
        }

    def undo(self, part: Part, *, by_path: bool) -> int:
        """Undo the import of a bundle at headquarters by its label, or of one part by its file."""
        office = self.headquarters
        alike = [
            one for one in self.parts if (one.sender, one.bundle) == (part.sender, part.bundle) and one.to == part.to
        ]
        chosen = [one for one in ([part] if by_path else alike) if office.settled.get(one.digest) == "imported"]
        what = str(part.path) if by_path else f"{part.sender}-{part.bundle}"
        try:
            undone = withholding.undo(office.sitting, what)
        except Trouble as trouble:
            assert (trouble.code, chosen) == ("no_import", [])
            self.check(office)
            return 0
        digests = {one.digest for one in chosen}
        aside = {place for place, brought in office.has.items() if brought in digests}
        assert undone.changes == len(aside)
        office.withheld |= aside
        office.settled.update(dict.fromkeys(digests, "withheld"))
        self.check(office)
        return undone.changes

    def give_back(self, office: Office, part: Part) -> None:
        """Tell the model that what was set aside counts again."""
        concerned = {office.has[place] for place in part.places if place in office.withheld} | {part.digest}
        office.withheld -= {place for place, brought in office.has.items() if brought in concerned}
        office.settled.update(dict.fromkeys(concerned, "imported"))
        for one in self.parts:
            waits = office.settled.get(one.digest) == "withheld" and one.stream == part.stream
            if waits and office.withheld.isdisjoint(one.places):
                office.settled[one.digest] = "imported"

    def refuse(self, office: Office, path: Path) -> Outcome:
        """Receive something that must not be taken in."""
        (outcome,) = receiving.receive(office.sitting, [path])
        assert outcome.result == "quarantined"
        assert outcome.code.startswith("E_")
        assert outcome.sentence
        assert outcome.advice
        self.check(office)
        return outcome

    def stick(self) -> Path:
        """Return a new folder for files to travel in."""
        self.sticks += 1
        return self.folder / f"stick{self.sticks}"

    def deliver_everything(self) -> None:
        """Let all that was lost or set aside arrive in the end: send again, take back, answer, until nothing is missing."""
        for part in list(self.parts):
            if self.headquarters.settled.get(part.digest) == "withheld":
                self.deliver(self.headquarters, part, again=True)
        for _round in range(2):
            for label in LAPTOPS:
                for part in self.send(self.offices[label]):
                    self.deliver(self.headquarters, part)
            for site in ("ISB", "LHE"):
                for part in self.reply(site):
                    for laptop in self.laptops_of(site):
                        self.deliver(laptop, part)

    # What must hold.

    def learn(self, office: Office) -> list[Written]:
        """Read what a store has written itself since the last look, and check the chain; return the new entries."""
        new = []
        for one, withheld in raw_entries(office.sitting).values():
            if office.writes(one.place[0]) and one.place not in office.has:
                assert one.place not in self.written, "an entry was written anew"
                assert not withheld
                self.written[one.place] = one
                self.at |= {said.id: one.place for said in one.revisions}
                office.has[one.place] = ""
                new.append(one)
        return new

    def expect(self, office: Office, saved: list[tuple[str, frozenset[str], bool, str]]) -> None:
        """Check that a step wrote exactly these revisions (record, parents, removed, title), and all else."""
        revisions = [said for one in self.learn(office) for said in one.revisions]
        assert sorted((one.record, sorted(one.parents), one.removed, one.title) for one in revisions) == sorted(
            (record, sorted(parents), removed, title) for record, parents, removed, title in saved
        )
        self.check(office)

    def revisions(self, places: set[Place]) -> dict[str, list[Said]]:
        """Return all revisions in these entries, by record."""
        records: dict[str, list[Said]] = defaultdict(list)
        for place in places:
            for said in self.written[place].revisions:
                records[said.record].append(said)
        return records

    def records_of(self, office: Office) -> list[str]:
        """Return the records that an office shows, in the order they were made."""
        there = self.revisions(office.counted)
        return [record for record in self.records if record in there]

    def check(self, office: Office) -> None:
        """Compare a store with its model; every so often look at all that people see, and let the store verify itself."""
        self.steps += 1
        if not self.watched:
            return
        raw = raw_entries(office.sitting)
        assert raw.keys() == office.has.keys()
        assert {place: one for place, (one, _withheld) in raw.items()} == {place: self.written[place] for place in raw}
        assert {place for place, (_one, withheld) in raw.items() if withheld} == office.withheld
        self.check_rows(office)
        self.check_receipt(office)
        if office.is_headquarters:
            assert not any(place[0].endswith("/site") for place in office.has), (
                "what is a site's own is at headquarters"
            )
        self.looks += 1
        if self.looks % self.thorough == 0:
            self.check_thoroughly(office)

    def check_thoroughly(self, office: Office) -> None:
        """Compare all that people see with the model: lists, states in words, gaps; let the store verify itself."""
        self.check_records(office)
        self.check_shuffled(office)
        verdict = checking.verify(office.sitting)
        assert verdict.sound, verdict.faults
        if office.is_headquarters:
            for line in sites.sites(office.sitting):
                for laptop in line.laptops:
                    stream = self.offices[laptop.label].stream("hq")
                    assert (laptop.tip, list(laptop.gaps)) == (office.tip(stream), office.gaps(stream))
        else:
            self.check_overview(office)

    def check_rows(self, office: Office) -> None:
        """Compare each record's row with the heads that the model works out by brute force."""
        expected = {}
        for record, said in self.revisions(office.counted).items():
            leaves = heads(said)
            top = max(leaves, key=lambda one: one.strength)
            expected[top.form, record] = (top.id, len(leaves), top.removed)
        with office.sitting.store.reading() as connection:
            found = {
                (form, record): (revision, count, bool(removed))
                for form in TITLES
                for record, revision, count, removed in connection.exec_driver_sql(
                    f"SELECT record, revision, heads, removed FROM form_{form}"
                )
            }
        assert found == expected

    def check_receipt(self, office: Office) -> None:
        """Check that the receipt that holds is the one the model holds, and that headquarters has what it confirms."""
        if office.is_headquarters:
            return
        own = office.stream("hq")
        with office.sitting.store.reading() as connection:
            rows = connection.exec_driver_sql("SELECT n, tip, document FROM receipt").all()
        held = office.receipt
        found = [
            (n, tip, [(first, last) for first, last, _hash in json.loads(said)["islands"]]) for n, tip, said in rows
        ]
        assert found == ([(held.n, held.tip, list(held.islands))] if held.n else [])
        for place in office.has:
            if place[0] == own and held.confirms(place[1]):
                assert place in self.headquarters.has, "confirmed, and not at headquarters"

    def check_shuffled(self, office: Office) -> None:
        """Make every row again from the revisions in any order: it is the row that is there."""
        store = office.sitting.store
        with store.reading() as connection:
            told = [one for some in store.journal(connection).all_revisions() for one in some]
            self.chance.shuffle(told)
            rows = store.projection.rows(told)
            for key, shape in store.projection.shapes.items():
                columns = [shape.table.c[name] for name in shape.columns]
                there = {row[0]: tuple(row) for row in connection.execute(select(*columns))}
                assert there == {row[0]: row for row in rows.get(key, ())}

    def check_records(self, office: Office) -> None:
        records = self.revisions(office.counted)
        expected = {record: self.shown(office, said) for record, said in records.items()}
        found = {}
        for form, title in TITLES.items():
            for removed in (False, True):
                for one in finding.listing(office.sitting, form, removed=removed).records:
                    assert one.removed is removed
                    name = "" if removed else one.values[title]
                    found[one.id] = (form, one.revision, one.heads, removed, name, finding.state_in_words(one))
        assert found == expected
        for record, (_form, _revision, _heads, removed, _title, words) in expected.items():
            if words == "Received by HQ" and not removed:
                assert finding.record(office.sitting, record).state.value == "received"

    def shown(self, office: Office, said: list[Said]) -> tuple[Any, ...]:
        """Return how a record stands in a store: form, revision, heads, removed, title, state in words."""
        leaves = heads(said)
        top = max(leaves, key=lambda one: one.strength)
        words = self.state(office, self.place_of(office, top))
        return (top.form, top.id, len(leaves), top.removed, "" if top.removed else top.title, words)

    def state(self, office: Office, place: Place) -> str:
        """Say how far an entry has travelled, as the model sees it."""
        stream, n = place
        if not office.writes(stream) or (stream == office.stream("hq") and office.receipt.confirms(n)):
            return "Received by HQ"
        within = [number for number, first, last in office.sent if first <= n <= last and stream == office.stream("hq")]
        if within:
            return f"In bundle {max(within)}"
        if office.is_headquarters and not stream.endswith("/own"):
            return self.state_at_headquarters(place)
        return "Saved on this laptop"

    def state_at_headquarters(self, place: Place) -> str:
        """Say whether headquarters' own shared record is in a bundle to a site."""
        within = [part.bundle for part in self.parts if part.sender == HEADQUARTERS and place in part.places]
        return f"In bundle {max(within)}" if within else "Saved on this laptop"

    def check_overview(self, office: Office) -> None:
        """Check what the send page of a laptop says: what waits, and what became of the bundles before."""
        own = office.stream("hq")
        sent_to = max((last for _number, _first, last in office.sent), default=0)
        waiting = Counter(
            form
            for form, _record in {
                (said.form, said.record)
                for place in office.counted
                if place[0] == own and place[1] > sent_to
                for said in self.written[place].revisions
            }
        )
        overview = sending.overview(office.sitting)
        assert overview.waiting == waiting
        for bundle in overview.bundles:
            spans = [(first, last) for number, first, last in office.sent if number == bundle.number]
            numbers = [n for first, last in spans for n in range(first, last + 1)]
            assert bundle.changes == len(numbers)
            assert bundle.confirmed == sum(map(office.receipt.confirms, numbers))

    def check_receipts(self, site: str, stream: str) -> None:
        """Check that headquarters' newest receipt for each laptop of a site says what headquarters really has."""
        office = self.headquarters
        for laptop in self.laptops_of(site):
            own = laptop.stream("hq")
            said = [
                one.receipt
                for place, one in sorted(self.written.items())
                if place[0] == stream and one.receipt and one.receipt["rep"] == laptop.replica
            ]
            if not said:
                assert not any(place[0] == own for place in office.has)
                continue
            tip = office.tip(own)
            assert [n for n, _hash in said[-1]["tips"]] == [tip]
            if tip:
                assert said[-1]["tips"][0][1] == self.written[own, tip].hash.hex()
            assert [(first, last) for first, last, _hash in said[-1].get("islands", [])] == office.islands(own)

    def check_end(self) -> None:
        """Check that in the end nothing is lost: headquarters has all, everybody knows it, and nothing is left to send."""
        office = self.headquarters
        assert not office.withheld
        for label in LAPTOPS:
            laptop = self.offices[label]
            own = {place for place in laptop.has if place[0] == laptop.stream("hq")}
            assert own <= office.has.keys()
            assert office.gaps(laptop.stream("hq")) == []
            theirs = self.revisions(office.counted)
            for record, said in self.revisions(laptop.counted).items():
                if set(theirs.get(record, ())) == set(said):
                    assert self.shown(laptop, said)[:5] == self.shown(office, said)[:5]
            assert {self.state(laptop, place) for place in own} == {"Received by HQ"}
            (sign_of_life,) = self.send(laptop)
            assert sign_of_life.places == []
        for office in self.offices.values():
            self.rebuild(office)
            self.check_thoroughly(office)


def heads(said: Iterable[Said]) -> list[Said]:
    """Return the revisions that no other one names as its parent."""
    known = list(said)
    return [one for one in known if not any(one.id in other.parents for other in known)]


def raw_entries(sitting: Sitting) -> dict[Place, tuple[Written, bool]]:
    """Read every entry of a store from its raw lines, with hashes and revision ids worked out here, and if it is withheld."""
    query = (
        "SELECT replica || '/' || audience, entry.n, hash, previous, header, withheld, line FROM entry"
        " JOIN stream ON stream.id = entry.stream JOIN body ON body.entry = entry.id ORDER BY entry.id, place"
    )
    with sitting.store.reading() as connection:
        rows = connection.exec_driver_sql(query).all()
    grouped: dict[tuple[Any, ...], list[bytes]] = {}
    for *entry, line in rows:
        grouped.setdefault(tuple(entry), []).append(line)
    found = {}
    for (stream, n, own, previous, header, withheld), lines in grouped.items():
        assert (stream, n) not in found, "two entries of one number"
        found[stream, n] = (read_raw(stream, n, own, previous, header, tuple(lines)), bool(withheld))
    for (stream, n), (one, _withheld) in found.items():
        before = found.get((stream, n - 1))
        assert before is None or one.hash != before[0].hash
    return found


@lru_cache(maxsize=20_000)
def read_raw(stream: str, n: int, own: bytes, previous: bytes, header: bytes, lines: tuple[bytes, ...]) -> Written:
    """Read one entry from its raw lines; the same bytes say the same, so they are taken apart once."""
    digests = b"".join(sha256(line).digest() for line in lines)
    text = b"skf-entry-v1\0" + previous + n.to_bytes(8, "big") + sha256(header).digest() + digests
    assert sha256(text).digest() == own
    bodies = [json.loads(line) for line in lines]
    lamport = json.loads(header)["lc"]
    revisions = [
        Said(
            revision_id(own, index),
            body["id"],
            body["ty"],
            frozenset(body["p"]),
            lamport,
            body["op"] == "del",
            str(body["f"].get(TITLES[body["ty"]], "")),
        )
        for index, body in enumerate(bodies)
        if body["t"] == "rev"
    ]
    receipt = next((body for body in bodies if body["t"] == "ack"), None)
    return Written((stream, n), own, tuple(revisions), receipt)


def revision_id(own: bytes, index: int) -> str:
    """Work out the id of a revision from the hash of its entry."""
    digest = sha256(b"skf-rev-v1\0" + own + index.to_bytes(4, "big")).digest()
    return urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


def make_template(folder: Path) -> Path:
    """Make headquarters' store and three laptops once; every simulation begins with a copy of them."""
    with ExitStack() as stack:
        network = make_network(folder, stack)
        for code in ("ISB", "ISB", "LHE"):
            network.add(code)
    (folder / "headquarters").rename(folder / HEADQUARTERS)
    return folder
