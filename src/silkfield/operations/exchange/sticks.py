"""Writing files to a stick or folder so that they are surely there: only then does anybody say that it may be removed.

Each file is written under a temporary name, pushed to the medium and renamed; then all are read back from the medium and
compared. What is there already and compares equal is kept, so that writing goes on where it was broken off.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.locations import cannot_write, push_folder, size
from silkfield.operations.progress import Progress, step

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileToWrite:
    """One file that shall lie on the stick: where it is now, and what it must compare equal to."""

    source: Path
    size: int
    digest: str

    @property
    def name(self) -> str:
        """Its name, here and there."""
        return self.source.name

    def is_at(self, path: Path) -> bool:
        """Tell whether a file has the content it should have, read from the medium as far as the system lets us."""
        try:
            if path.stat().st_size != self.size:
                return False
            digest = sha256()
            for block in blocks(path, from_medium=True):
                digest.update(block)
        except OSError:  # the stick was pulled out
            return False
        return digest.hexdigest() == self.digest


def write_all(files: Sequence[FileToWrite], folder: Path, progress: Progress) -> int:
    """Write files into a folder and return how many of them were there already.

    Raises Trouble when they do not fit, before anything is written, and when one cannot be written or compares unequal;
    Stopped between two files. What was written by then stays, for the next time.
    """
    missing = [one for one in files if not one.is_at(folder / one.name)]
    _check_room(folder, sum(one.size for one in missing))
    total = 2 * len(missing)
    for place, one in enumerate(missing):
        step(progress, place, total, _("Writing {name}").format(name=one.name))
        _write(one, folder / one.name)
    if missing:
        _push(folder)
    for place, one in enumerate(missing, len(missing)):
        step(progress, place, total, _("Reading {name} back").format(name=one.name))
        if not one.is_at(folder / one.name):
            raise Trouble(
                _("“{name}” was not written correctly.").format(name=one.name),
                _("Use another stick or folder, then continue."),
                code="not_written",
            )
    return len(files) - len(missing)


def _check_room(folder: Path, needed: int) -> None:
    there = folder
    while not there.is_dir() and there != there.parent:
        there = there.parent
    with suppress(OSError):  # a medium that cannot say how much is free is simply written to
        free = shutil.disk_usage(there).free
        if needed > free:
            raise Trouble(
                _("The bundle needs {needed}, the stick has {free} free.").format(needed=size(needed), free=size(free)),
                _("Make room on it or use another stick or folder, then continue."),
                code="disk_full",
            )


def _write(one: FileToWrite, target: Path) -> None:
    temporary = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            for block in blocks(one.source):
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException as fault:  # Ctrl+C leaves no half file either
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(fault, OSError):
            raise cannot_write(target, fault) from fault
        raise


def _push(folder: Path) -> None:
    try:
        push_folder(folder)
    except OSError as fault:
        raise cannot_write(folder / "stick", fault) from fault


def blocks(path: Path, *, from_medium: bool = False) -> Iterator[bytes]:
    """Read a file block by block, from the medium itself as far as the system lets us when that is wanted."""
    with path.open("rb", buffering=0) as file:
        if from_medium and hasattr(os, "posix_fadvise"):
            os.posix_fadvise(
                file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED
            )  # else what was just written is read from memory
        while block := file.read(BLOCK):
            yield block
