"""Clearing away what was erased for good: out of the log, lists and drafts at once, then out of every copy and old page.

An order beats everything: what it covers goes wherever it lies, and what arrives later loses it on the way in.
"""

from __future__ import annotations

from collections.abc import Iterable

from silkfield.log.ledger import Ledger
from silkfield.operations.sitting import Sitting
from silkfield.store import erasures, facts
from silkfield.store.store import Connection

UNSWEPT = "unswept"
"""The fact that something was erased and its traces outside the records were not cleared away yet."""

_FOLDERS = ("inbox", "done", "held", "quarantine")


def keep_covered(connection: Connection, sitting: Sitting, ledger: Ledger) -> set[str]:
    """Erase what the ledger covers and note what it has learnt, in the caller's transaction; returns the records erased."""
    if not (ledger.fresh_records or ledger.fresh_subjects or ledger.met):
        return set()
    gone = erasures.apply(connection, ledger)
    sitting.store.projection.forget(connection, gone)
    if gone or ledger.met:
        facts.note(connection, UNSWEPT, True)
    ledger.met.clear()
    return gone


def sweep(sitting: Sitting) -> bool:
    """Clear away what is left of erased records outside the log, once its transaction is through; tells whether all is clear.

    That is: the copies of bundles that were taken in and hold them, and older pages in the database's write-ahead file. A
    copy that waits in the inbox or in quarantine stays: it may hold what nobody else has, and loses what is erased when it
    is taken in. Where something cannot be cleared now it is tried again when the store is opened next.
    """
    store = sitting.store
    with store.reading() as connection:
        if not facts.read(connection, UNSWEPT, False):
            return True
        copies = erasures.copies_to_drop(connection)
    try:
        _drop(sitting, copies)
    except OSError:
        return False
    if not store.database.fold():
        return False
    with store.writing() as connection:
        facts.note(connection, UNSWEPT, False)
    return True


def _drop(sitting: Sitting, digests: Iterable[str]) -> None:
    for digest in digests:
        for folder in _FOLDERS:
            (sitting.store.folder / folder / digest).unlink(missing_ok=True)


def settle(sitting: Sitting) -> None:
    """Erase again what orders cover, when a store is opened: where the program was cut off, or an older log came back."""
    with sitting.store.reading() as connection:
        left = erasures.is_left(connection)
    if left:
        with sitting.store.writing() as connection:
            erase_again(connection, sitting)
    sweep(sitting)


def erase_again(connection: Connection, sitting: Sitting) -> None:
    """Erase all that any order covers, in the caller's transaction."""
    ledger = sitting.ledger(connection)
    ledger.fresh_records.update(ledger.records)
    ledger.fresh_subjects.update(ledger.subjects)
    keep_covered(connection, sitting, ledger)
