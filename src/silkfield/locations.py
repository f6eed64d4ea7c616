"""Where files lie, how large they are in words, and how a file is put there so that it is whole or not there at all."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from platformdirs import user_data_path, user_log_path

from silkfield.errors import Trouble
from silkfield.language import _, isolated

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def standard_store() -> Path:
    """Return the folder of this person's store when no other is named."""
    return user_data_path("Silkfield", appauthor=False) / "store"


def practice_folder(store: Path) -> Path:
    """Return the folder of the practice store that lies beside a real one."""
    return store.with_name(f"{store.name}-practice")


def log_folder() -> Path:
    """Return the folder of the program's own log, which never holds an answer of a form."""
    return user_log_path("Silkfield", appauthor=False)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a temporary name, push it to the disk and rename it; a crash leaves the old file or the new one.

    The temporary name is always the same, so that what a crash left is written over. Raises Trouble when the folder
    cannot be written or the disk is full; what was there stays.
    """
    temporary = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        push_folder(path.parent)
    except BaseException as fault:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(fault, OSError):
            raise cannot_write(path, fault) from fault
        raise


def push_folder(folder: Path) -> None:
    """Push the names of a folder's files to the disk, where the system can (Windows does it by itself)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def expect_room(folder: Path, needed: int) -> None:
    """Raise Trouble when a disk has too little room for so many bytes, before anything is written."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Trouble(
            _("This needs {needed} MB, and the disk has {free} MB free.").format(
                needed=-(-needed // 1_000_000), free=free // 1_000_000
            ),
            _("Free some space or choose another disk, then try again."),
            code="disk_full",
        )


def cannot_write(path: Path, fault: OSError) -> Trouble:
    """Say in one sentence why a file could not be written."""
    if fault.errno in _NO_ROOM:
        return Trouble(_("There is no room left on the disk."), _("Free some space, then try again."), code="disk_full")
    return Trouble(
        _("“{folder}” cannot be written.").format(folder=path.parent),
        _("Choose another folder, or ask for the right to write there."),
        code="not_writable",
    )


def size(count: int) -> str:
    """Return a number of bytes as KB or MB, rounded up so that no file is nothing."""
    kilobytes = -(-count // 1000)
    words = (
        _("{count} KB").format(count=kilobytes)
        if kilobytes < 1000
        else _("{count} MB").format(count=f"{count / 1_000_000:.1f}")
    )
    return isolated(words)
