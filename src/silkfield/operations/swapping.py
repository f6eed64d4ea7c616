"""A whole store takes the place of another in two renames; what was cut off in between is finished, or taken back.

The store that is to come lies beside the folder under a name of its own, complete; so at any moment there is either the old
store or the new one, and nobody ever finds none and begins an empty one.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.locations import cannot_write, push_folder
from silkfield.store.store import VAULT


def part_of(folder: Path) -> Path:
    """Return where the coming store is made."""
    return folder.with_name(f".{folder.name}.restoring")


def _coming(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.restored")


def _former(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.replaced")


def pending(folder: Path) -> bool:
    """Tell whether an exchange was cut off between its renames: then there is a store, whatever lies in the folder."""
    return _coming(folder).exists() or _former(folder).exists()


@contextmanager
def swapping(folder: Path) -> Iterator[None]:
    """Have a store's place for oneself while another store is made for it. Raises Trouble when somebody else does that."""
    lock = FileLock(folder.with_name(f".{folder.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Trouble(_("A backup is being put back here."), _("Wait until it is done."), code="store_in_use") from None
    except OSError as fault:
        raise cannot_write(folder, fault) from fault
    try:
        yield
    finally:
        lock.release()
        Path(lock.lock_file).unlink(missing_ok=True)


def swap(folder: Path, aside: Path | None) -> None:
    """Put the store made in `part_of` in the place of a folder; what was there is kept `aside`, or goes when that is None.

    Raises Trouble when it cannot be renamed; then the store is the one before.
    """
    try:
        part_of(folder).replace(_coming(folder))
        push_folder(folder.parent)
        if folder.exists():
            folder.replace(aside or _former(folder))
        _coming(folder).replace(folder)
        push_folder(folder.parent)
    except BaseException as fault:  # Ctrl+C between the renames leaves a store there too
        _finish(folder)
        if isinstance(fault, OSError):
            raise cannot_write(folder, fault) from fault
        raise
    shutil.rmtree(_former(folder), ignore_errors=True)


def settle(folder: Path) -> str:
    """Finish what was cut off between the renames, or take it back; returns a sentence about it, empty when all was well."""
    if not (pending(folder) or part_of(folder).exists()):
        return ""
    with swapping(folder):
        return _finish(folder)


def _finish(folder: Path) -> str:
    said = _("Putting a backup back was cut off. This is the store as it was before; do it again.")
    try:
        if not folder.exists() and _coming(folder).exists():
            _coming(folder).replace(folder)
            said = _("Putting a backup back was cut off; it is finished now. This is the store of the backup.")
        elif not folder.exists() and _former(folder).exists():
            _former(folder).replace(folder)
        elif (folder / VAULT).exists() and _former(folder).exists():
            said = _("A backup was put back. This is the store of the backup.")
    except OSError as fault:
        raise cannot_write(folder, fault) from fault
    for left in (_coming(folder), _former(folder), part_of(folder)):
        shutil.rmtree(left, ignore_errors=True)
    return said
