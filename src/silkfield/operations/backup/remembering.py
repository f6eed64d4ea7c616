"""When and where the last good backup was made: kept beside the database, because it is wanted when that cannot be read."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from silkfield.errors import Trouble
from silkfield.locations import write_whole
from silkfield.operations.backup.folders import Backup, Standing, found_in
from silkfield.operations.sitting import Sitting
from silkfield.store.copies import began
from silkfield.store.store import LAST_BACKUP, VAULT
from silkfield.vault.slots import Vault

_DAY = 86_400_000
LATE_AFTER = 7
"""Days after which the last backup is old."""


class Last(Struct, frozen=True):
    """The last good backup: the folder it was made in, its own name, and when, in ms since 1970."""

    place: str = ""
    name: str = ""
    made: int = 0


def last_backup(store: Path) -> Last:
    """Return what is remembered in a store's folder; empty when none was made yet."""
    try:
        return msgspec.json.decode((store / LAST_BACKUP).read_bytes(), type=Last)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Last()


def remember(store: Path, last: Last) -> None:
    """Remember a good backup. Raises Trouble when the store cannot be written."""
    write_whole(store / LAST_BACKUP, msgspec.json.encode(last))


def is_late(sitting: Sitting) -> bool:
    """Tell whether the last backup is more than a week old, or a store that old has none."""
    since = last_backup(sitting.store.folder).made
    if not since:
        with sitting.store.reading() as connection:
            since = began(connection)
    return bool(since) and sitting.clock.now() - since > LATE_AFTER * _DAY


def newest_whole(store: Path) -> Backup | None:
    """Return the newest whole backup that can be found of a store: where the last was made, and beside the store.

    It is for the day the store cannot be read, so it looks at no more than the folder.
    """
    last = last_backup(store)
    places = {store.absolute().parent, *([Path(last.place)] if last.place else [])}
    whole = [
        one for place in places for one in found_in(place) if one.standing is Standing.WHOLE and _is_of(one, store)
    ]
    return max(whole, key=lambda one: one.account.made if one.account else 0, default=None)


def _is_of(backup: Backup, store: Path) -> bool:
    """Tell whether a backup has a person in common with a store's key file, as far as that can be read."""
    try:
        here = {slot.user for slot in Vault.open(store / VAULT).slots}
        there = {slot.user for slot in Vault.open(backup.folder / VAULT).slots}
    except Trouble:
        return True
    return not here.isdisjoint(there)
