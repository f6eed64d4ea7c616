"""The golden files: bundles of every released version, kept for ever, and what each version must read out of them.

`.venv/bin/python tests/golden_files.py` makes those of this version, once, when it is released. The keys of the invented
people lie beside them (`keys.json`), so that anybody can open them; never use these keys.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attached_files import pdf, written
from network_of_stores import DAY, Network, make_network
from offices import PASSPHRASE, replica_of, session
from silkfield import __version__
from silkfield.bundles.policy import Reader
from silkfield.clock import SetClock
from silkfield.operations import attaching, finding, opening, recording
from silkfield.operations.exchange import erasing, inviting, joining, network, receiving
from silkfield.operations.sitting import Sitting, as_json, from_json
from silkfield.store import facts
from silkfield.store.store import Connection
from silkfield.store.streams import all_streams

FOLDER = Path(__file__).parent / "bundles" / "golden"
READERS = {"headquarters": ("uplink",), "ISB2": ("mates", "downlink")}
"""Who takes in which files, in this order."""


@dataclass(frozen=True, slots=True)
class Golden:
    """The files of one version: where they lie, everybody's keys, and what must be read."""

    folder: Path
    keys: dict[str, Any]
    expected: dict[str, Any]

    @classmethod
    def of(cls, version: str) -> Golden:
        folder = FOLDER / version
        read = (json.loads((folder / name).read_text("utf-8")) for name in ("keys.json", "expected.json"))
        return cls(folder, *read)

    def parts(self, way: str) -> list[Path]:
        """The files that go one way, in their order."""
        return sorted(self.folder.glob(f"{way}-*.skf"))

    def open(self, who: str, folder: Path, stack: ExitStack) -> Sitting:
        """Make an empty store with somebody's keys, that believes the roster of then."""
        office = from_json(self.keys["offices"][who])

        def begin(made: Sitting) -> None:
            with made.store.writing() as connection:
                facts.note(connection, "roster", self.keys["roster"])

        made = opening.make_store(folder, office, "Reader", PASSPHRASE, clock=SetClock.on(DAY), begin=begin)
        stack.callback(made.store.close)
        return made

    def reader(self, sitting: Sitting) -> Reader:
        """Return what a store needs to open parts."""
        with sitting.store.reading() as connection:
            return network.part_reader(connection, sitting)


def versions() -> list[str]:
    """The versions whose files are kept."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def what_was_read(sitting: Sitting) -> dict[str, Any]:
    """Return every entry a store has from others, and every record it shows."""
    with sitting.store.reading() as connection:
        entries = {str(one.log): hashes(sitting, connection, one) for one in all_streams(connection)}
    own = replica_of(sitting)
    return {
        "schema": sitting.store.schema,
        "entries": {name: found for name, found in entries.items() if found and not name.startswith(own)},
        "records": {
            form: {one.id: one.values for one in shown}
            for form in sitting.forms
            if (shown := finding.listing(sitting, form).records)
        },
    }


def hashes(sitting: Sitting, connection: Connection, stream: Any) -> list[str]:
    return [kept.hash.hex() for kept in sitting.store.journal(connection).entries(stream, 1)]


def a_client(isb: Sitting, name: str) -> str:
    """Record a client with a name, a contact and a note on it."""
    client = recording.save(isb, "client", {"identity_level": "I2", "sex": "F", "age_group": "A25"}).record
    recording.save(isb, "client_identity", {"client": client, "full_name": name, "phone": "+923001234567"})
    contact = {"client": client, "contact_date": "2016-05-30", "channel": "WALKIN", "sex": "F", "age_group": "A25"}
    answers = {**contact, "stage": "INT", "topics": ["JOB"], "outcomes": ["INFO"]}
    contact_id = recording.save(isb, "counselling_contact", answers).record
    recording.save(isb, "counselling_note", {"contact": contact_id, "note": "پوچھا کہ عمان کیسے جائیں"})
    return client


def play(made: Network, target: Path) -> dict[str, Sitting]:
    """Let headquarters, two laptops of a site and one of another work together, and keep what they send."""
    hq = made.headquarters
    isb, mate, _lhe = made.add("ISB"), made.add("ISB"), made.add("LHE")
    invited = inviting.invite(hq, "PEW", "MIC Peshawar")
    joined = joining.join(made.folder / "PEW1", invited.part, "Gul", PASSPHRASE, clock=SetClock.on(DAY))
    made.stack.callback(joined.sitting.store.close)
    (target / "invitation.skf-invite").write_bytes(invited.part)
    (target / "enrolment.skf-enrol").write_bytes(joined.part)
    made.hear()
    made.deliver(made.send(isb))  # with the envelopes of the match key
    for number in range(6):
        record = recording.save(isb, "session", session(venue=f"Hall {number}")).record
    recording.patch(isb, "session", {"venue": "Town hall"}, record)
    attaching.attach(isb, record, written(made.folder / "scans", "signatures.pdf", pdf(1_500)))
    removed = recording.save(isb, "organisation", {"name": "OEC"}).record
    recording.remove(isb, removed)
    recording.save(isb, "organisation", {"name": "Overseas Employment Corporation", "short_name": "او ای سی"})
    a_client(isb, "Maryam Bibi")
    erased = a_client(isb, "Zarmina Durrani")
    keep(made.send(isb, part_bytes=5_600, everything=True), target, "uplink")
    keep(made.to_mates(isb), target, "mates")
    made.deliver(sorted(target.glob("uplink-*")))
    erasing.erase(hq, erased)
    keep(made.reply("ISB"), target, "downlink")
    return {"headquarters": hq, "ISB1": isb, "ISB2": mate}


def keep(parts: list[Path], target: Path, way: str) -> None:
    for number, path in enumerate(sorted(parts), 1):
        shutil.copy(path, target / f"{way}-{number}.skf")


def make() -> None:
    """Make the golden files of this version. They are made once: another time they would be others."""
    target = FOLDER / __version__
    if target.exists():
        sys.exit(f"The golden files of {__version__} are there already, and are never made anew.")
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        made = Path(scratch, "golden")
        made.mkdir()
        everybody = play(make_network(Path(scratch, "network"), stack), made)
        with everybody["headquarters"].store.reading() as connection:
            roster = facts.read(connection, "roster")
        offices = {who: {**as_json(one.office), "replica": replica_of(one)} for who, one in everybody.items()}
        keys = {"offices": offices, "roster": roster}
        golden = Golden(made, keys, {})
        for who, ways in READERS.items():
            reader = golden.open(who, Path(scratch, who), stack)
            for way in ways:
                receiving.receive(reader, golden.parts(way))
            golden.expected[who] = what_was_read(reader)
        for name, content in (("keys.json", keys), ("expected.json", golden.expected)):
            text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
            (made / name).write_text(text + "\n", "utf-8")
        shutil.copytree(made, target)


if __name__ == "__main__":
    make()
