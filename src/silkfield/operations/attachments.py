"""What is attached to a record: how much of each file is here, and a plain copy of it for whoever asks."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

from silkfield.errors import Trouble
from silkfield.formkit.answers import Text
from silkfield.forms.attachment import CHUNK_BYTES, DIGEST, FORM, HOLDERS, MOST_BYTES
from silkfield.language import _, ngettext
from silkfield.locations import cannot_write, push_folder
from silkfield.operations.lost_parts import lost_parts
from silkfield.operations.recording import known
from silkfield.operations.sitting import Sitting
from silkfield.records import pictures
from silkfield.store import blobs
from silkfield.store.blobs import Blob
from silkfield.store.reading import Shown
from silkfield.store.sealed_file import ChunkDamaged
from silkfield.store.store import Connection
from silkfield.store.streams import KnownStream


@dataclass(frozen=True, slots=True)
class Attached:
    """One attachment of a record. `here` of `chunks` pieces of its file are in this store; `sha256` is that of the file.

    `lost` names the parts of a bundle that were lost on the way, when that is why pieces are missing.
    """

    shown: Shown
    name: str
    mime: str
    size: int
    sha256: str
    here: int
    chunks: int
    lost: str = ""

    @property
    def id(self) -> str:
        """The id of the record that says what the file is."""
        return self.shown.id

    @property
    def is_complete(self) -> bool:
        """Tell whether the whole file is here."""
        return self.here == self.chunks

    @property
    def words(self) -> str:
        """Say in words how much of the file is here."""
        if self.is_complete:
            return _("complete")
        several = ngettext("{here} of {chunks} piece here", "{here} of {chunks} pieces here", self.chunks)
        return several.format(here=self.here, chunks=self.chunks)


def file_named(values: Mapping[str, Any]) -> tuple[str, int] | None:
    """Return the SHA-256 and the size of the file that an attachment's answers name; None when they name none that can be."""
    digest, size = values.get("sha256"), values.get("size")
    if not (isinstance(digest, str) and re.fullmatch(DIGEST, digest) and values.get("chunk") == CHUNK_BYTES):
        return None
    return (digest, size) if type(size) is int and 0 < size <= MOST_BYTES else None


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file as an attachment's record names it, and whether that record was removed."""

    sha256: str
    size: int
    removed: bool


def named_files(
    connection: Connection, sitting: Sitting, streams: Iterable[KnownStream], digests: Collection[str] = ()
) -> list[NamedFile]:
    """Return the files, all or some, of the attachments that began in these streams; what no file can be is left out."""
    origins = [one.id for one in streams]
    return _named(blobs.attachments(connection, sitting.store.projection, FORM.key, origins, digests))


def files_since(connection: Connection, sitting: Sitting, stream: int, first: int) -> list[NamedFile]:
    """Return the files of the attachments whose newest state stands in a stream from an entry on."""
    return _named(blobs.attachments_since(connection, sitting.store.projection, FORM.key, stream, first))


def whole_until(connection: Connection, sitting: Sitting, stream: KnownStream) -> int:
    """Return up to which entry of a stream nothing is missing here, of the files of its attachments neither."""
    rows = blobs.attachments(connection, sitting.store.projection, FORM.key, [stream.id])
    standing = {row.n: named for row in rows if row.stream == stream.id for named in _named([row]) if not named.removed}
    here = blobs.chunks_here(connection, {one.sha256 for one in standing.values()})
    lacking = [
        n
        for n, one in standing.items()
        if here.get(one.sha256, 0) < blobs.count_of(one.size) and not blobs.is_erased(connection, one.sha256)
    ]
    return min([n - 1 for n in lacking], default=stream.tip)


def _named(rows: Iterable[Any]) -> list[NamedFile]:
    return [
        NamedFile(*file, row.removed)
        for row in rows
        if (file := file_named({"sha256": row.a_sha256, "size": row.a_size, "chunk": row.a_chunk}))
    ]


def attachments(sitting: Sitting, record: str) -> list[Attached]:
    """Return the attachments of a record, the newest first. Raises Trouble when there is no such record."""
    shown = known(sitting, record)
    if shown.form not in HOLDERS:
        return []
    with sitting.store.reading() as connection:
        found = sitting.reader(connection).listing(FORM.key, where={shown.form: record})
        return _attached(connection, found)


def attachment(sitting: Sitting, record: str) -> Attached:
    """Return one attachment, also a removed one. Raises Trouble when there is none, or its file cannot be."""
    shown = known(sitting, record)
    with sitting.store.reading() as connection:
        found = _attached(connection, [shown]) if shown.form == FORM.key else []
    if not found:
        raise Trouble(
            _("“{record}” is no attachment.").format(record=record),
            _("The command “attachments” lists those of a record."),
            code="no_attachment",
        )
    return found[0]


def _attached(connection: Connection, records: Sequence[Shown]) -> list[Attached]:
    named = [(shown, file) for shown in records if (file := file_named(shown.values))]
    here = blobs.chunks_here(connection, {digest for _shown, (digest, _size) in named})
    return [
        Attached(
            shown,
            str(shown.values.get("name", "")),
            str(shown.values.get("mime", "")),
            size,
            digest,
            here.get(digest, 0),
            blobs.count_of(size),
            lost_parts(connection, shown.writer) if here.get(digest, 0) < blobs.count_of(size) else "",
        )
        for shown, (digest, size) in named
    ]


def file_name(name: str, kind: str) -> str:
    """Return a name as a record keeps it and any disk takes it: without folders, signs that lead elsewhere, and too much."""
    parts = PurePath(name.replace("\\", "/")).name
    plain = "".join(sign for sign in parts if sign.isprintable() and sign not in '/\\:*?"<>|').strip(". ")
    stem, ending = PurePath(plain).stem, PurePath(plain).suffix
    usual = pictures.ENDINGS.get(kind, (ending,))
    longest = FORM.by_name["name"].answer
    assert isinstance(longest, Text)  # declared so  # noqa: S101
    ending = ending if ending.lower() in usual else usual[0]
    return (stem[: longest.longest - len(ending)] or _("file")) + ending


def save_copy(sitting: Sitting, record: str, path: Path) -> Path:
    """Write a plain copy of an attached file, checked whole; in a folder it gets the name it has. Raises Trouble.

    The copy is not encrypted: it is up to the person who asked for it.
    """
    found = attachment(sitting, record)
    target = path / file_name(found.name, found.mime) if path.is_dir() else path
    with sitting.store.reading() as connection:
        blob = blobs.find(connection, found.sha256)
    if blob is None or not found.is_complete:
        raise Trouble(
            _("The file is not whole yet: {words}.").format(words=found.words),
            found.lost or _("The missing pieces come with the next bundles."),
            code="not_whole",
        )
    temporary = target.with_name(f".{target.name}.part")
    try:
        with temporary.open("wb") as file:
            for chunk in _checked(sitting, blob):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
        push_folder(target.parent)
    except BaseException as fault:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(fault, OSError):
            raise cannot_write(target, fault) from fault
        raise
    return target


def _checked(sitting: Sitting, blob: Blob) -> Iterator[bytes]:
    """Yield the chunks of a file, and compare the whole at its end. Raises Trouble."""
    try:
        yield from opened(sitting, blob)
    except ChunkDamaged:
        raise Trouble(
            _("This file was damaged on this disk."),
            _("Run “verify”: it says what comes again by itself. Or attach the file again."),
            code="damaged",
        ) from None


def opened(sitting: Sitting, blob: Blob, instead: Mapping[int, bytes] | None = None) -> Iterator[bytes]:
    """Yield the chunks of a whole file in order, some of them from `instead`; raises ChunkDamaged when it is another file."""
    sealed, whole = blob.at(sitting.store.folder), sha256()
    for place in range(blob.count):
        chunk = instead[place] if instead and place in instead else sealed.read(place, blob.length(place))
        whole.update(chunk)
        yield chunk
    if whole.hexdigest() != blob.sha256:
        raise ChunkDamaged
