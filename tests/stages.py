"""Stores and files that a command begins with, copied for every try, and what people see of them afterwards."""

from __future__ import annotations

import json
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from network_of_stores import make_network
from offices import PASSPHRASE, session
from silkfield.clock import SetClock
from silkfield.operations import checking, finding, opening, recording
from silkfield.operations.exchange import receiving, sending, withholding
from silkfield.operations.sitting import Sitting

SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True, slots=True)
class Stage:
    """Stores and files that a command begins with; every try plays on a copy of them."""

    original: Path
    folder: Path

    def fresh(self) -> Path:
        """Return a new copy."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.original, self.folder)
        return self.folder


def make_original(folder: Path) -> Path:
    """Make headquarters and a laptop with six sessions; a bundle of two parts on its way, and an answer with a receipt."""
    with ExitStack() as stack:
        network = make_network(folder, stack)
        isb = network.add("ISB")
        for number in range(6):
            record = recording.save(isb, "session", session(venue=f"Venue {number}")).record
        client = {"identity_level": "I2", "sex": "F", "age_group": "A25"}
        person = recording.save(isb, "client", client).record
        recording.save(isb, "client_identity", {"client": person, "full_name": "Maryam Bibi", "phone": "+923001234567"})
        sending.send(isb, folder / "uplink", part_bytes=4_500)
        receiving.receive(network.headquarters, [folder / "uplink"])
        sending.send(network.headquarters, folder / "downlink", site="ISB")
        withholding.undo(network.headquarters, "ISB1-1")
        for part in sorted((folder / "uplink").iterdir()):
            receiving.receive(network.headquarters, [part], again=True)
        recording.save(isb, "session", session(venue="One more"))
        sending.send(isb, folder / "mail", part_bytes=3_500, everything=True)
        assert len(list((folder / "mail").iterdir())) > 1
        (folder / "new.json").write_text(json.dumps(session(venue="Recorded")))
        (folder / "change.json").write_text(json.dumps({"id": record, "venue": "Changed"}))
    return folder


def state(sitting: Sitting, form: str = "session") -> dict[str, Any]:
    """Return everything that people see of a store, without what is different in every run."""
    verdict = checking.verify(sitting)
    assert verdict.sound, verdict.faults
    records = finding.listing(sitting, form).records
    return {
        "venues": sorted(shown.values.get("venue", "") for shown in records),
        "numbers": sorted(shown.values.get("number", "") for shown in records),
        "words": sorted(shown.state.value for shown in records),
        "heads": [shown.heads for shown in records],
        "revisions": sorted(len(finding.history(sitting, shown.id)) for shown in records),
    }


def seen(folder: Path, *forms: str) -> dict[str, Any]:
    """Open a store and return what people see of its sessions, and of other forms when they are named."""
    sitting = opening.open_store(folder, PASSPHRASE, clock=SetClock.on("2016-06-01"))
    try:
        first = state(sitting)
        return {**first, **{form: state(sitting, form) for form in forms}}
    finally:
        sitting.store.close()


def no_rubbish(folder: Path) -> None:
    """Check that nothing half done lies about in a store's folders of parts."""
    assert list((folder / "inbox").iterdir()) == []
    assert not (folder / "quarantine").exists()
    assert all(len(path.name) == 64 for path in (folder / "done").iterdir())
