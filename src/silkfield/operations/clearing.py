"""Clearing away what was erased for good: out of the log, lists and drafts at once, then out of every copy and old page.

An order beats everything: what it covers goes wherever it lies, and what arrives later loses it on the way in.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from silkfield.forms.attachment import FORM as ATTACHMENT
from silkfield.log.ledger import Ledger
from silkfield.operations.allowing import open_to_all
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals, blobs, erasures, facts
from silkfield.store.store import Connection

UNSWEPT = "unswept"
"""The fact that something was erased and its traces outside the records were not cleared away yet."""

_FOLDERS = ("inbox", "done", "held", "quarantine")


def keep_covered(
    connection: Connection, sitting: Sitting, ledger: Ledger, refused: frozenset[str] = frozenset()
) -> set[str]:
    """Erase what the ledger covers and note what it has learnt, in the caller's transaction; returns the records erased.

    The key of a file goes with the last attachment that names it. `refused` are files of attachments that were covered
    before they came in here, by their SHA-256: their chunks are refused too.
    """
    if not (ledger.fresh_records or ledger.fresh_subjects or ledger.met):
        return set()
    erasures.learn(connection, ledger)
    named = blobs.named_by(connection, ATTACHMENT.key, ledger.records)  # also files of which no chunk is here yet
    gone = erasures.apply(connection, ledger)
    sitting.store.projection.forget(connection, gone)
    if gone or ledger.met:
        blobs.forget_unnamed(connection, ATTACHMENT.key, refused | named)
        facts.note(connection, UNSWEPT, True)
    ledger.met.clear()
    return gone


@open_to_all
def sweep(sitting: Sitting) -> bool:
    """Clear away what is left of erased records outside the log, once its transaction is through; tells whether all is clear.

    That is: the copies of bundles that were taken in and hold them, attached files that lost their key, and older pages in
    the database's write-ahead file. A copy that waits in the inbox or in quarantine stays: it may hold what nobody else has,
    and loses what is erased when it is taken in. Where something cannot be cleared now it is tried again when the store is
    opened next.
    """
    store = sitting.store
    with store.reading() as connection:
        if not facts.read(connection, UNSWEPT, False):
            return True
        copies = erasures.copies_to_drop(connection)
    try:
        _drop(sitting, copies)
        tidy(sitting)
    except OSError:
        return False
    if not store.database.fold():
        return False
    with store.writing() as connection:
        facts.note(connection, UNSWEPT, False)
    return True


def tidy(sitting: Sitting) -> None:
    """Remove files that no key opens any more, and copies of parts whose pieces of files were taken in. Raises OSError."""
    with sitting.store.reading() as connection:
        blobs.tidy(connection, sitting.store.folder)
        inbox = sitting.store.folder / "inbox"
        names = {path.name for path in inbox.iterdir()} if inbox.is_dir() else set()
        spent = [name for name in names if arrivals.is_spent(connection, name)]
    _drop(sitting, spent)


def _drop(sitting: Sitting, digests: Iterable[str]) -> None:
    for digest in digests:
        for folder in _FOLDERS:
            (sitting.store.folder / folder / digest).unlink(missing_ok=True)


@open_to_all
def settle(sitting: Sitting, *, updated: bool = False) -> None:
    """Erase again what orders cover, when a store is opened: where the program was cut off, or an older log came back.

    An `updated` program may know better than the one before which records say who somebody is.
    """
    with sitting.store.reading() as connection:
        left = erasures.is_left(connection)
    if left or updated:
        with sitting.store.writing() as connection:
            erase_again(connection, sitting)
    with suppress(OSError):
        tidy(sitting)
    sweep(sitting)


def erase_again(connection: Connection, sitting: Sitting) -> None:
    """Erase all that any order covers, in the caller's transaction."""
    ledger = sitting.ledger(connection)
    ledger.fresh_records.update(ledger.records)
    ledger.fresh_subjects.update(ledger.subjects)
    keep_covered(connection, sitting, ledger)
