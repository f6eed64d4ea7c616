"""Attached files at rest: which of their chunks are here, and the key of each file.

The plain SHA-256 of a file is its name in the log and in bundles; on the disk it has a random one, so that a lost laptop
does not even tell which files it holds. A row goes with its key in the transaction that erases the last record naming it.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Integer, LargeBinary, Row, Select, String, Table, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from silkfield.log.lines import Revision
from silkfield.log.reading import read_body
from silkfield.store.journal import BATCH, in_batches
from silkfield.store.projection import Projection
from silkfield.store.sealed_file import CHUNK, SealedFile, new_key
from silkfield.store.tables import body, entry, metadata

FOLDER = "blobs"
"""The folder of a store in which the files lie, each encrypted."""

blob = Table(
    "blob",
    metadata,
    Column("sha256", String, primary_key=True, comment="of the plain file, hex"),
    Column("name", String, nullable=False, unique=True, comment="of the encrypted file, random"),
    Column("size", Integer, nullable=False),
    Column("key", LargeBinary, nullable=False, comment="never leaves this store"),
)

blob_chunk = Table(
    "blob_chunk",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("place", Integer, primary_key=True, comment="a row for each chunk that is on the disk"),
    Column("digest", String, nullable=False, comment="SHA-256 of the plain chunk, hex"),
)

blob_erased = Table(
    "blob_erased",
    metadata,
    Column("salt", LargeBinary, primary_key=True),
    Column("mark", LargeBinary, nullable=False, comment="SHA-256 of the salt and the file's SHA-256"),
)


@dataclass(frozen=True, slots=True)
class Blob:
    """One file at rest: the SHA-256 of its plain bytes in hex, its name on the disk, its size in bytes, its key."""

    sha256: str
    name: str
    size: int
    key: bytes = field(repr=False)

    @property
    def count(self) -> int:
        """How many chunks it has."""
        return count_of(self.size)

    def length(self, place: int) -> int:
        """Return how long one of its chunks is, in bytes."""
        return length_of(self.size, place)

    def at(self, folder: Path) -> SealedFile:
        """Return the file itself, in the folder of a store."""
        return SealedFile(folder / FOLDER / self.name, self.key, bytes.fromhex(self.sha256), self.count)


def count_of(size: int) -> int:
    """Return how many chunks a file of so many bytes has."""
    return -(-size // CHUNK)


def length_of(size: int, place: int) -> int:
    """Return how long one chunk of a file of so many bytes is; nothing beyond its end."""
    return max(0, min(CHUNK, size - place * CHUNK))


def begun(digest: str, size: int) -> Blob:
    """Return a file of which nothing is here yet, with a new key and a new name."""
    return Blob(digest, secrets.token_hex(16), size, new_key())


def find(connection: Connection, digest: str) -> Blob | None:
    """Return a file by its SHA-256, None when nothing of it is here."""
    row = connection.execute(select(blob).where(blob.c.sha256 == digest)).first()
    return Blob(*row) if row else None


def all_blobs(connection: Connection) -> list[Blob]:
    """Return every file of which something is here."""
    return [Blob(*row) for row in connection.execute(select(blob).order_by(blob.c.sha256))]


def chunks(connection: Connection, digest: str) -> dict[int, str]:
    """Return which chunks of a file are here, each with its SHA-256 in hex."""
    query = select(blob_chunk.c.place, blob_chunk.c.digest).where(blob_chunk.c.sha256 == digest)
    return {row.place: row.digest for row in connection.execute(query.order_by(blob_chunk.c.place))}


def chunks_here(connection: Connection, digests: Collection[str]) -> dict[str, int]:
    """Return how many chunks of each of these files are here."""
    query = select(blob_chunk.c.sha256, func.count()).group_by(blob_chunk.c.sha256)
    found: dict[str, int] = {}
    for some in in_batches(digests, BATCH):
        found.update((row[0], row[1]) for row in connection.execute(query.where(blob_chunk.c.sha256.in_(some))))
    return found


def keep(connection: Connection, one: Blob, written: Mapping[int, str]) -> None:
    """Note chunks of a file that are on the disk by now, with their digests, in the caller's transaction."""
    row = {name: getattr(one, name) for name in Blob.__slots__}
    connection.execute(insert(blob).values(row).on_conflict_do_nothing())
    rows = [{"sha256": one.sha256, "place": place, "digest": digest} for place, digest in written.items()]
    if rows:
        connection.execute(insert(blob_chunk).on_conflict_do_nothing(), rows)


def attachments(
    connection: Connection, projection: Projection, form: str, origins: Collection[int], digests: Collection[str] = ()
) -> Sequence[Row[Any]]:
    """Return what the attachments that began in some streams say of their files, of all files or some.

    `form` is the key of their form. Found by an index, however many there are.
    """
    table = projection.shapes[form].table
    begun_there = _of_files(table).where(table.c.origin.in_(list(origins)))
    if not digests:
        return connection.execute(begun_there).all()
    found: list[Row[Any]] = []
    for some in in_batches(digests, BATCH):
        found += connection.execute(begun_there.where(table.c.a_sha256.in_(some))).all()
    return found


def attachments_since(
    connection: Connection, projection: Projection, form: str, stream: int, first: int
) -> Sequence[Row[Any]]:
    """Return what the attachments say of their files whose newest state stands in a stream from an entry on."""
    records = (
        select(body.c.record)
        .join_from(entry, body, body.c.entry == entry.c.id)
        .where(entry.c.stream == stream, entry.c.n >= first, body.c.form == form)
        .distinct()
    )
    table = projection.shapes[form].table
    found: list[Row[Any]] = []
    for some in in_batches(connection.execute(records).scalars().all(), BATCH):
        newest = _of_files(table).where(table.c.record.in_(some), table.c.stream == stream, table.c.n >= first)
        found += connection.execute(newest).all()
    return found


def _of_files(table: Table) -> Select[Any]:
    return select(*(table.c[name] for name in ("origin", "stream", "n", "removed", "a_sha256", "a_size", "a_chunk")))


def lose(connection: Connection, digest: str, places: Iterable[int] | None = None) -> None:
    """Note that chunks of a file are not here after all (all of them when none is named): they are asked for again."""
    chosen = delete(blob_chunk).where(blob_chunk.c.sha256 == digest)
    connection.execute(chosen if places is None else chosen.where(blob_chunk.c.place.in_(list(places))))


def runs(places: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return numbers as runs, (first, last) of each."""
    found: list[tuple[int, int]] = []
    for place in sorted(places):
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return tuple(found)


# -- erasing


def named_in_log(connection: Connection, form: str) -> set[str]:
    """Return the SHA-256 of every file that any revision of an attachment in the log names; `form` is its form's key."""
    return _files_of(connection, select(body.c.line).where(body.c.form == form, body.c.type == "rev"))


def named_by(connection: Connection, form: str, records: Iterable[str]) -> set[str]:
    """Return the SHA-256 of every file that any revision of these records names, where they are attachments."""
    found: set[str] = set()
    for some in in_batches(sorted(records), BATCH):
        chosen = select(body.c.line).where(body.c.record.in_(some), body.c.form == form, body.c.type == "rev")
        found |= _files_of(connection, chosen)
    return found


def _files_of(connection: Connection, lines: Select[Any]) -> set[str]:
    found = set()
    for line in connection.execute(lines).scalars():
        content = read_body(line)
        if isinstance(content, Revision) and isinstance(said := content.answers.get("sha256"), str):
            found.add(said)
    return found


def forget_unnamed(connection: Connection, form: str, refused: Collection[str] = ()) -> bool:
    """Delete the key of every file that no attachment names any more; tells whether there was one.

    Those, and the files of `refused` that nothing names either, are never taken in again unless a new record names them.
    """
    known = set(connection.execute(select(blob.c.sha256)).scalars())
    if not known and not refused:
        return False
    unnamed = {*known, *refused} - named_in_log(connection, form)
    for digest in sorted(unnamed):
        connection.execute(delete(blob).where(blob.c.sha256 == digest))
        connection.execute(delete(blob_chunk).where(blob_chunk.c.sha256 == digest))
        if not is_erased(connection, digest):
            salt = secrets.token_bytes(16)
            connection.execute(insert(blob_erased).values(salt=salt, mark=_mark(salt, digest)))
    return bool(unnamed & known)


def is_erased(connection: Connection, digest: str) -> bool:
    """Tell whether a file was erased for good: only who has its SHA-256 can ask."""
    return any(row.mark == _mark(row.salt, digest) for row in connection.execute(select(blob_erased)))


def _mark(salt: bytes, digest: str) -> bytes:
    return sha256(salt + digest.encode()).digest()


def tidy(connection: Connection, folder: Path) -> None:
    """Remove files that have no row: erased ones, and what was left when the program was killed. Raises OSError."""
    wanted = set(connection.execute(select(blob.c.name)).scalars())
    with suppress(FileNotFoundError):
        for path in (folder / FOLDER).iterdir():
            if path.name not in wanted:
                path.unlink(missing_ok=True)
