"""Where the copies of parts lie: waiting in the inbox, imported in `done`, held for an update, or set aside with a reason."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from silkfield.bundles.faults import BundleFault
from silkfield.bundles.faults import Outcome as FaultOutcome
from silkfield.operations.exchange.outcomes import Outcome
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals
from silkfield.store.arrivals import Arrival

INBOX, DONE = "inbox", "done"
ASIDE = {arrivals.HELD: "held", arrivals.QUARANTINED: "quarantine"}
"""The folder of a part by what became of it, where it was not taken in."""


def set_aside(sitting: Sitting, arrival: Arrival, fault: BundleFault) -> Outcome:
    """Keep a part that cannot be taken in, with the reason: held for an update, or in quarantine."""
    result = arrivals.HELD if fault.outcome is FaultOutcome.HELD else arrivals.QUARANTINED
    kept = replace(arrival, result=result, code=fault.code, detail=fault.detail)
    with sitting.store.writing() as connection:
        number = arrivals.note(connection, kept)
    put_away(sitting, arrival.digest, ASIDE[result])
    return Outcome(arrival.name, result, fault.code, fault.message, fault.advice, arrival=number)


def put_away(sitting: Sitting, digest: str, folder: str) -> None:
    """Move the copy of a part out of the inbox. Where that fails it stays there and nothing is lost: the log has it."""
    store = sitting.store.folder
    with suppress(OSError):
        (store / folder).mkdir(exist_ok=True)
        (store / INBOX / digest).replace(store / folder / digest)
        if folder == DONE:
            for aside in ASIDE.values():
                (store / aside / digest).unlink(missing_ok=True)
