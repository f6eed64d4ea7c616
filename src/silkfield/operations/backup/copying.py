"""Copying the files of a store to another place, each pushed to the medium."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from silkfield.locations import push_folder
from silkfield.operations.backup.folders import KeptFile
from silkfield.operations.exchange.sticks import blocks
from silkfield.store.anchor import ANCHOR
from silkfield.store.store import DATABASE, LAST_BACKUP, LOCK

SLACK = 1 << 20
"""Room in bytes for names and the account."""

OF_THE_MOMENT = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", LOCK, LAST_BACKUP, ANCHOR)
"""The database is copied in its own way; the others belong to the store as it lies there and to no copy of it."""


def copy_file(source: Path, target: Path, name: str) -> KeptFile | None:
    """Copy one file from folder to folder; returns what was written, None when it is gone by now. Raises OSError."""
    digest, written = sha256(), target / name
    content = blocks(source / name)
    try:
        block = next(content, b"")
    except FileNotFoundError:
        return None
    written.parent.mkdir(parents=True, exist_ok=True)
    with written.open("wb") as file:
        while block:
            file.write(block)
            digest.update(block)
            block = next(content, b"")
        size = file.tell()
        file.flush()
        os.fsync(file.fileno())
    return KeptFile(name, size, digest.hexdigest())


def as_it_is(folder: Path, name: str) -> KeptFile:
    """Return what a file holds now. Raises OSError."""
    digest = sha256()
    for block in blocks(folder / name):
        digest.update(block)
    return KeptFile(name, (folder / name).stat().st_size, digest.hexdigest())


def push_tree(top: Path) -> None:
    """Push the names of all files in a folder and below to the medium. Raises OSError."""
    for folder, _folders, _files in os.walk(top, topdown=False):
        push_folder(Path(folder))
