"""A backup is a folder: the locked database, its key file, the parts of bundles that lay in the store, and an account.

The account (`backup.json`) is written last, and says of each file how large it is and its SHA-256; a folder without it is no
backup. It holds random ids, hashes and numbers, and nothing of any person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path, PurePosixPath

import msgspec
from msgspec import Struct

from silkfield.clock import local_time
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.exchange.sticks import blocks
from silkfield.store.store import DATABASE, VAULT

ACCOUNT = "backup.json"
FORMAT = 1
START = "Silkfield-backup"
_NAME = re.compile(rf"{START}-(?P<label>\w+)-(?P<day>\d{{4}}-\d{{2}}-\d{{2}})-(?P<time>\d{{4}})(-\d+)?")
_UNUSUAL = frozenset('\\:*?"<>|')
_MOST = 64 << 20
"""An account larger than this, in bytes, is none of ours."""


class KeptFile(Struct, frozen=True):
    """One file of a backup, by its path within the folder."""

    name: str
    size: int
    sha256: str

    def is_at(self, path: Path) -> bool:
        """Tell whether a file has the content it should have, read from the medium as far as the system lets us."""
        try:
            if path.stat().st_size != self.size:
                return False
            digest = sha256()
            for block in blocks(path, from_medium=True):
                digest.update(block)
        except OSError:  # it is gone, or the stick was pulled out
            return False
        return digest.hexdigest() == self.sha256


class Account(Struct, frozen=True):
    """What a backup says of itself. `made` in ms since 1970, `zone` minutes east, `ends` where each stream of the log ends.

    `safety` marks the copy of what a restore replaces: it lies beside the store, and nobody asked for it.
    """

    v: int
    made: int
    zone: int
    label: str
    device: str
    program: str
    layout: int
    entries: int
    records: int
    ends: dict[str, tuple[int, str]]
    files: tuple[KeptFile, ...]
    safety: bool = False

    @property
    def size(self) -> int:
        """The size of all its files in bytes."""
        return sum(one.size for one in self.files)

    @property
    def when(self) -> datetime:
        """When it was made, in the local time of then."""
        return local_time(self.made, self.zone)

    @property
    def minute(self) -> str:
        """When it was made, as 2016-06-01 09:00."""
        return f"{self.when:%Y-%m-%d %H:%M}"


class Standing(StrEnum):
    """What a look at a backup's account and the sizes of its files tells; what they hold is looked at before it is used."""

    WHOLE = "whole"
    LACKING = "lacking"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Backup:
    """A folder that is a backup or once was to be one; `account` is None when there is none that can be read."""

    folder: Path
    standing: Standing
    account: Account | None

    @property
    def minute(self) -> str:
        """When it was made, as 2016-06-01 09:00; by its name when it has no account, empty when nothing tells."""
        if self.account is not None:
            return self.account.minute
        found = _NAME.fullmatch(self.folder.name)
        return f"{found['day']} {found['time'][:2]}:{found['time'][2:]}" if found else ""


def name_of(label: str, when: datetime) -> str:
    """Return the name of a backup folder: the laptop's label and the time, nothing else."""
    return f"{START}-{label}-{when:%Y-%m-%d-%H%M}"


def look_at(folder: Path) -> Backup:
    """Look at one folder, without reading the files of it."""
    account = _account(folder)
    if account is None:
        return Backup(folder, Standing.NONE, None)
    lacking = any(_size(folder / one.name) != one.size for one in account.files)
    return Backup(folder, Standing.LACKING if lacking else Standing.WHOLE, account)


def found_in(place: Path) -> list[Backup]:
    """Return the backups in a folder, or the one that the folder itself is; the newest first."""
    if (place / ACCOUNT).exists():
        return [look_at(place)]
    try:
        folders = [path for path in place.iterdir() if _NAME.fullmatch(path.name) and path.is_dir()]
    except OSError:
        return []
    found = [look_at(folder) for folder in folders]
    return sorted(found, key=lambda one: (one.account.made if one.account else 0, one.folder.name), reverse=True)


def needed(folder: Path) -> Account:
    """Return the account of a backup that a person named. Raises Trouble when it is none, or of a newer program."""
    account = _account(folder)
    if account is None:
        raise Trouble(
            _("“{folder}” is no whole backup.").format(folder=folder),
            _("Choose a folder whose name begins with “Silkfield-backup”; one that was cut off cannot be put back."),
            code="no_backup",
        )
    if account.v > FORMAT:
        raise Trouble(
            _("This backup was made by a newer Silkfield."), _("Install the newer version."), code="newer_store"
        )
    return account


def write_account(account: Account) -> bytes:
    """Return the bytes of an account."""
    return msgspec.json.format(msgspec.json.encode(account), indent=1)


def _account(folder: Path) -> Account | None:
    path = folder / ACCOUNT
    try:
        if path.stat().st_size > _MOST:
            return None
        account = msgspec.json.decode(path.read_bytes(), type=Account)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    names = [one.name for one in account.files]
    whole = {DATABASE, VAULT} <= set(names) and len(set(names)) == len(names) and all(map(_stays_within, names))
    return account if whole else None


def _stays_within(name: str) -> bool:
    """Tell whether a path is one that a backup of ours can have: it leads nowhere but into the folder."""
    parts = PurePosixPath(name).parts
    plain = not any(part.startswith((".", "/")) or set(part) & _UNUSUAL for part in parts)
    return bool(parts) and "/".join(parts) == name and plain


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else -1
    except OSError:
        return -1
