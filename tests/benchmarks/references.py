"""The two reference programs: how fast a sealed export and import of rows can be without a log, checks or forms.

`stream` is the practical limit of a program in Python: the standard sqlite3, rows in batches of 1,000, MessagePack, zstd,
ChaCha20-Poly1305 in frames of 64 KiB, SHA-256 and Ed25519; its import checks the signature of the whole file first, then
writes each row new or in place of an older one. `attach` is the lower bound: the bundle is a database file, and SQLite itself
merges it; it can check no record and would open a file from outside as a database.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import msgspec
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

ROWS = 1_000
FRAME = 64 << 10
KEY = sha256(b"the key of the reference programs").digest()

ANSWERS = [
    "number",
    "session_type",
    "held_on",
    "starts_at",
    "ends_at",
    "facilitators",
    "district",
    "venue",
    "venue_kind",
    "office",
    "partners",
    "partner",
    "heads",
    "audience",
    "persons_with_disability",
    "destinations",
    "topics",
    "methods",
    "materials",
    "quiz_before_people",
    "quiz_before_percent",
    "quiz_after_people",
    "quiz_after_percent",
    "remarks",
]
COLUMNS = ("id", "revision", "created", "changed", "n", *ANSWERS)
WHOLE = {"created", "changed", "n", "persons_with_disability", "quiz_before_people", "quiz_after_people"}
_LIST = ", ".join(COLUMNS)
_NEWER = (
    "ON CONFLICT(id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in COLUMNS[1:])
    + " WHERE excluded.changed > session.changed"
)
INSERT = f"INSERT INTO session({_LIST}) VALUES({', '.join('?' * len(COLUMNS))})"
UPSERT = f"{INSERT} {_NEWER}"


def _table(name: str) -> str:
    declared = ", ".join(
        f"{column} {'INTEGER' if column in WHOLE else 'TEXT'}{' NOT NULL PRIMARY KEY' if column == 'id' else ''}"
        for column in COLUMNS
    )
    return f"CREATE TABLE {name}({declared})"


def connect(path: Path) -> sqlite3.Connection:
    """Open a plain database the way the program opens its encrypted one."""
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536"):
        database.execute(f"PRAGMA {pragma}")
    return database


@contextmanager
def new_table(path: Path) -> Iterator[sqlite3.Connection]:
    """Make a database with the empty table and its three indexes, in one transaction with what follows."""
    with closing(connect(path)) as database:
        database.execute("BEGIN")
        database.execute(_table("session"))
        for index, columns in (("day", "district, held_on"), ("changed", "changed"), ("kind", "session_type")):
            database.execute(f"CREATE INDEX session_{index} ON session({columns})")
        yield database
        database.execute("COMMIT")


class Sealed:
    """A file that is compressed, encrypted and signed while it is written, in constant memory."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._compressor = zstandard.ZstdCompressor(level=3).compressobj()
        self._cipher = ChaCha20Poly1305(KEY)
        self._digest = sha256()
        self._waiting = bytearray()
        self._count = 0

    def write(self, data: bytes) -> None:
        """Add bytes."""
        self._waiting += self._compressor.compress(data)
        while len(self._waiting) >= FRAME:
            self._frame(bytes(self._waiting[:FRAME]))
            del self._waiting[:FRAME]

    def _frame(self, data: bytes) -> None:
        frame = self._cipher.encrypt(struct.pack(">QI", self._count, 0), data, None)
        self._count += 1
        for piece in (struct.pack(">I", len(frame)), frame):
            self._digest.update(piece)
            self._file.write(piece)

    def close(self) -> None:
        """Write the last frame and the signature, and wait for the disk."""
        self._waiting += self._compressor.flush()
        self._frame(bytes(self._waiting))
        self._file.write(struct.pack(">I", 0))
        self._file.write(Ed25519PrivateKey.from_private_bytes(KEY).sign(self._digest.digest()))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


def unseal(path: Path) -> Iterator[bytes]:
    """Check the signature of a whole sealed file, then yield its content piece by piece."""
    digest, left = sha256(), path.stat().st_size - 68
    with path.open("rb") as file:
        while left:
            piece = file.read(min(1 << 20, left))
            digest.update(piece)
            left -= len(piece)
        file.read(4)
        Ed25519PrivateKey.from_private_bytes(KEY).public_key().verify(file.read(64), digest.digest())
        file.seek(0)
        cipher, decompressor, count = ChaCha20Poly1305(KEY), zstandard.ZstdDecompressor().decompressobj(), 0
        while length := struct.unpack(">I", file.read(4))[0]:
            yield decompressor.decompress(cipher.decrypt(struct.pack(">QI", count, 0), file.read(length), None))
            count += 1


def stream_export(database: Path, to: Path) -> None:
    """Export every row as batches of MessagePack."""
    encode = msgspec.msgpack.Encoder().encode
    sealed = Sealed(to)
    with closing(connect(database)) as source:
        found = source.execute(f"SELECT {_LIST} FROM session")
        while rows := found.fetchmany(ROWS):
            data = encode(rows)
            sealed.write(struct.pack("<I", len(data)))
            sealed.write(data)
    sealed.close()


def stream_import(sealed: Path, database: Path) -> None:
    """Import batches of MessagePack: each row new, or in place of an older one, all in one transaction."""
    decode = msgspec.msgpack.Decoder().decode
    waiting = bytearray()
    with closing(connect(database)) as target:
        target.execute("BEGIN")
        for piece in unseal(sealed):
            waiting += piece
            while len(waiting) >= 4 and len(waiting) >= (end := 4 + struct.unpack_from("<I", waiting)[0]):
                target.executemany(UPSERT, decode(bytes(waiting[4:end])))
                del waiting[:end]
        target.execute("COMMIT")
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def attach_export(database: Path, to: Path) -> None:
    """Export by copying the table into a database file and sealing that."""
    plain = to.with_suffix(".plain")
    with closing(connect(database)) as source:
        source.execute("ATTACH ? AS bundle", (str(plain),))
        for pragma in ("synchronous = OFF", "journal_mode = OFF"):
            source.execute(f"PRAGMA bundle.{pragma}")
        source.execute(_table("bundle.session"))
        source.execute("INSERT INTO bundle.session SELECT * FROM main.session")
    sealed = Sealed(to)
    with plain.open("rb") as file:
        while piece := file.read(1 << 20):
            sealed.write(piece)
    sealed.close()
    plain.unlink()


def attach_import(sealed: Path, database: Path) -> None:
    """Import by letting SQLite merge the database file of the bundle."""
    plain = database.with_suffix(".plain")
    with plain.open("wb") as file:
        file.writelines(unseal(sealed))
    with closing(connect(database)) as target:
        target.execute("ATTACH ? AS bundle", (str(plain),))
        target.execute(f"INSERT INTO main.session({_LIST}) SELECT {_LIST} FROM bundle.session WHERE true {_NEWER}")
        target.execute("DETACH bundle")
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    plain.unlink()
