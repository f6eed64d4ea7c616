"""Proving a backup: every file read back from the medium and compared, the database opened with its key and checked."""

from __future__ import annotations

from pathlib import Path

from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.backup.folders import Account
from silkfield.operations.progress import Progress, step
from silkfield.store.copies import contents, looking_into
from silkfield.store.database import check_copy
from silkfield.store.store import DATABASE


def prove(folder: Path, account: Account, key: bytes, progress: Progress) -> None:
    """Read a backup back and open it. Raises Trouble when anything of it is not as its account says."""
    done = 0
    for one in account.files:
        step(progress, done, account.size, _("Reading {name} back").format(name=one.name))
        if not one.is_at(folder / one.name):
            raise damaged(folder, one.name)
        done += one.size
    step(progress, done, account.size, _("Opening the copy"))
    try:
        check_copy(folder / DATABASE, key)
    except Trouble as fault:
        raise damaged(folder, DATABASE) from fault
    with looking_into(folder / DATABASE, key) as connection:
        found = contents(connection)
    if found.ends != account.ends or found.entries != account.entries:
        raise damaged(folder, DATABASE)


def damaged(folder: Path, name: str) -> Trouble:
    """Say that a file of a backup is not as it was written."""
    return Trouble(
        _("“{name}” in “{folder}” is not as it was written.").format(name=name, folder=folder.name),
        _("Use another stick or folder, or another backup; this one is not to be trusted."),
        code="backup_damaged",
    )
