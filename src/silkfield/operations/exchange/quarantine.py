"""Where the copies of parts lie: waiting in the inbox, imported in `done`, held for an update, or set aside with a reason.

Nothing is deleted by itself: what was set aside stays until it can be taken in or a person deletes it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from silkfield.bundles.faults import GAP, BundleFault
from silkfield.bundles.faults import Outcome as FaultOutcome
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.allowing import needs
from silkfield.operations.exchange import parts
from silkfield.operations.exchange.outcomes import Outcome, outcome_aside
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals, decisions
from silkfield.store.arrivals import Arrival
from silkfield.store.decisions import Decision

INBOX, DONE = "inbox", "done"
ASIDE = {arrivals.HELD: "held", arrivals.QUARANTINED: "quarantine"}
"""The folder of a part by what became of it, where it was not taken in."""

MOST_BYTES = 2 << 30
"""How much may lie aside before a person has to look (limit of the format)."""


@needs(Ability.EXCHANGE)
def set_aside(sitting: Sitting, arrival: Arrival, content: bytes, fault: BundleFault) -> Outcome:
    """Keep a part that cannot be taken in, with the reason: held for an update, or in quarantine.

    Raises Trouble when there is no room for it; then the file is where it was and nothing is noted.
    """
    waits = fault.outcome is FaultOutcome.HELD or fault.code == GAP
    result = arrivals.HELD if waits else arrivals.QUARANTINED
    kept = replace(parts.outside(content, arrival), result=result, code=fault.code, detail=fault.detail)
    with sitting.store.writing() as connection:
        before = arrivals.by_digest(connection, arrival.digest)
        is_aside = before is not None and before.result in ASIDE
        full = not is_aside and arrivals.size_aside(connection) + arrival.size > MOST_BYTES
        number = 0 if full else arrivals.note(connection, kept)
    if full:
        with suppress(OSError):
            (sitting.store.folder / INBOX / arrival.digest).unlink(missing_ok=True)
        raise Trouble(
            _("The quarantine is full: it holds {size} GB.").format(size=f"{MOST_BYTES / (1 << 30):.0f}"),
            _("This file was not kept. Delete what nobody needs from the inbox, then add it again."),
            code="quarantine_full",
        ) from fault
    put_away(sitting, arrival.digest, ASIDE[result])
    outcome = outcome_aside(sitting, replace(kept, id=number))
    return outcome if fault.code == GAP else replace(outcome, sentence=fault.message, advice=fault.advice)


def put_away(sitting: Sitting, digest: str, folder: str) -> None:
    """Move the copy of a part to where it belongs now. Where that fails it stays and nothing is lost: the log has it."""
    store = sitting.store.folder
    with suppress(OSError):
        (store / folder).mkdir(exist_ok=True)
        for place in (*ASIDE.values(), INBOX):
            if place != folder and (store / place / digest).exists():
                (store / place / digest).replace(store / folder / digest)


def put_away_imported(sitting: Sitting, arrival: Arrival) -> None:
    """Keep the copy of a part that was taken in; of one with pieces of files nothing is kept but the files themselves."""
    if not arrival.first:
        drop_copy(sitting, arrival.digest)
    else:
        put_away(sitting, arrival.digest, DONE)


def drop_copy(sitting: Sitting, digest: str) -> None:
    """Delete the copy of a part. Where that fails it goes when the store is opened next."""
    for place in (INBOX, *ASIDE.values(), DONE):
        with suppress(OSError):
            (sitting.store.folder / place / digest).unlink(missing_ok=True)


def copy_of(sitting: Sitting, arrival: Arrival) -> bytes:
    """Return the bytes of a part that arrived, wherever its copy lies. Raises Trouble when it is gone."""
    for place in (INBOX, *ASIDE.values(), DONE):
        with suppress(FileNotFoundError):
            return (sitting.store.folder / place / arrival.digest).read_bytes()
    raise Trouble(_("The file of this part is gone from the inbox."), _("Add it again from the stick."), code="no_file")


@needs(Ability.DECIDE)
def discard(sitting: Sitting, number: int) -> None:
    """Delete a part from the quarantine, on a person's word. Raises Trouble when it is not there."""
    with sitting.store.writing() as connection:
        arrival = arrivals.by_id(connection, number)
        if arrival is None or arrival.result not in ASIDE:
            raise not_aside()
        arrivals.settle(connection, number, arrivals.DISCARDED, sitting.clock.now())
        made = Decision(number, decisions.DISCARDED, "", sitting.person.id, sitting.clock.now())
        decisions.note(connection, made)
    for place in (INBOX, *ASIDE.values()):
        with suppress(OSError):
            (sitting.store.folder / place / arrival.digest).unlink(missing_ok=True)


def not_aside() -> Trouble:
    """Say that a part is neither held nor in quarantine."""
    return Trouble(_("This part is not in the quarantine."), _("Look at the inbox again."), code="not_aside")
