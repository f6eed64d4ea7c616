"""A centre's store with a few records of everything, for the tests of the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from offices import OFFICE, PASSPHRASE, session
from silkfield.clock import SetClock
from silkfield.operations import opening, recording

__all__ = ["PASSPHRASE", "centre_store"]


def centre_store(folder: Path, clock: SetClock, kind: str = "centre") -> None:
    """Make a store and close it."""
    sitting = opening.make_store(folder, replace(OFFICE, kind=kind), "Ayesha Siddiqua", PASSPHRASE, clock=clock)
    ministry = recording.save(
        sitting, "organisation", {"name": "Ministry of Overseas Pakistanis", "country": "PK"}
    ).record
    recording.save(sitting, "organisation", {"name": "Bureau of Emigration", "country": "PK", "parent": ministry})
    for day, venue, men in (
        ("2016-05-30", "Girls Degree College, Saidu Sharif", 12),
        ("2016-05-31", "Technical Training Institute", 40),
    ):
        heads = {"cells": {"M": {"A18": men, "A25": 4}, "F": {"A18": 31, "A25": 9}}}
        recording.save(sitting, "session", session(held_on=day, venue=venue, heads=heads))
    sitting.store.close()
