"""Attaching: scans and photos beside a record, kept encrypted, cleaned of what a picture tells beside itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from silkfield.errors import Trouble
from silkfield.forms.attachment import CHUNK_BYTES, FORM, HOLDERS, MOST_BYTES
from silkfield.language import _
from silkfield.locations import expect_room
from silkfield.operations.allowing import needs
from silkfield.operations.attachments import file_name
from silkfield.operations.progress import Progress, Silent, step
from silkfield.operations.recording import Saver, Wanted, known
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records import pictures
from silkfield.records.changes import Changes
from silkfield.store import blobs
from silkfield.store.blobs import Blob
from silkfield.store.reading import Shown


@dataclass(frozen=True, slots=True)
class _Measured:
    """A file as it will be kept: its kind, size and SHA-256, and that of each chunk."""

    kind: str
    size: int
    digest: str
    chunks: tuple[str, ...]


@needs(Ability.RECORD)
def attach(sitting: Sitting, record: str, path: Path, *, progress: Progress | None = None) -> Changes:
    """Attach a file to a record. What a photo tells beside itself is left out. Raises Trouble.

    A file that is attached already and lacks pieces here, since the disk was damaged, is made whole.
    """
    shown = known(sitting, record)
    _refuse_holder(sitting, shown)
    progress = progress or Silent()
    with _reading(path) as file:
        measured = _measure(file)
        with sitting.store.reading() as connection:
            before = blobs.find(connection, measured.digest)
            here = blobs.chunks(connection, measured.digest)
            where = {shown.form: shown.id, "sha256": measured.digest}
            attached = sitting.reader(connection).listing(FORM.key, where=where, limit=1)
        blob = before or blobs.begun(measured.digest, measured.size)
        missing = set(range(blob.count)) - here.keys()
        if attached and not missing:
            raise Trouble(_("This file is attached already."), _("There is nothing to do."), code="attached")
        try:
            if missing:
                _write(sitting, blob, missing, file, measured, progress)
            with sitting.store.writing() as connection:
                blobs.keep(connection, blob, {place: measured.chunks[place] for place in missing})
                if attached:
                    return Changes(frozenset({FORM.key}), (attached[0].id,))
                saver = Saver.begin(sitting, connection)
                changes = saver.put([Wanted(FORM.key, _answers(shown, path, measured))], why="attach")
                saver.flush()
        except BaseException:
            if before is None:
                with suppress(OSError):  # what stays goes when the store is opened next
                    (sitting.store.folder / blobs.FOLDER / blob.name).unlink(missing_ok=True)
            raise
    return changes


def _answers(shown: Shown, path: Path, measured: _Measured) -> dict[str, Any]:
    return {
        "name": file_name(path.name, measured.kind),
        "mime": measured.kind,
        "size": measured.size,
        "sha256": measured.digest,
        "chunk": CHUNK_BYTES,
        shown.form: shown.id,
    }


def _refuse_holder(sitting: Sitting, shown: Shown) -> None:
    if shown.form not in HOLDERS:
        raise Trouble(
            _("Nothing can be attached to “{form}”.").format(form=_(sitting.form(shown.form).title)),
            _("Attach it to one of: {forms}.").format(
                forms=_(", ").join(_(sitting.form(key).title) for key in HOLDERS)
            ),
            code="not_here",
        )
    if shown.removed:
        raise Trouble(_("This record was removed."), _("Bring it back first."), code="removed")


@contextmanager
def _reading(path: Path) -> Iterator[BinaryIO]:
    try:
        file = path.open("rb")
    except OSError as fault:
        raise _unreadable(path) from fault
    with file:
        if os.fstat(file.fileno()).st_size > MOST_BYTES:
            raise _too_large()
        yield file


def _unreadable(path: Path) -> Trouble:
    return Trouble(
        _("“{path}” cannot be read.").format(path=path), _("Check that it is a file you may read."), code="no_file"
    )


def _too_large() -> Trouble:
    most = MOST_BYTES >> 20
    return Trouble(
        _("This file is larger than {most} MB.").format(most=most),
        _("Scan it with fewer dots, or attach its pages one by one."),
        code="too_large",
    )


def _measure(file: BinaryIO) -> _Measured:
    kind = pictures.kind_of(file.read(8))
    whole, size, digests = sha256(), 0, []
    for chunk in _chunks(file, kind):
        whole.update(chunk)
        size += len(chunk)
        digests.append(sha256(chunk).hexdigest())
        if size > MOST_BYTES:
            raise _too_large()
    return _Measured(kind, size, whole.hexdigest(), tuple(digests))


def _chunks(file: BinaryIO, kind: str) -> Iterator[bytes]:
    """Yield the bytes of a file as they are kept, in chunks of which only the last one is shorter."""
    file.seek(0)
    waiting = bytearray()
    for block in pictures.cleaned(file, kind):
        waiting += block
        while len(waiting) >= CHUNK_BYTES:
            yield bytes(waiting[:CHUNK_BYTES])
            del waiting[:CHUNK_BYTES]
    if waiting:
        yield bytes(waiting)


def _write(
    sitting: Sitting, blob: Blob, missing: set[int], file: BinaryIO, measured: _Measured, progress: Progress
) -> None:
    """Write chunks into the file at rest and push them to the disk; the store does not know of them yet."""
    expect_room(sitting.store.folder, len(missing) * CHUNK_BYTES)
    with blob.at(sitting.store.folder) as sealed:
        for place, chunk in enumerate(_chunks(file, measured.kind)):
            if place >= blob.count or sha256(chunk).hexdigest() != measured.chunks[place]:
                raise Trouble(
                    _("The file changed while it was read."), _("Close it elsewhere, then try again."), code="changed"
                )
            if place in missing:
                sealed.write(place, chunk)
            step(progress, place + 1, blob.count)
