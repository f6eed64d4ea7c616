"""A file at rest: 1 MiB chunks, each encrypted and sealed under the file's own random key, in places of fixed size.

A chunk that was changed, cut off or put in another's place does not open. The key stays in the database; where its row is
deleted, nobody can read the file any more.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from silkfield.locations import cannot_write, push_folder

CHUNK = 1 << 20
_NONCE, _TAG = 12, 16
_PLACE = _NONCE + CHUNK + _TAG
"""How many bytes each chunk has to itself; a shorter last chunk leaves some of them unused."""


class ChunkDamaged(Exception):
    """A chunk cannot be opened: it was changed or is not there."""


def new_key() -> bytes:
    """Return a random key for one file."""
    return ChaCha20Poly1305.generate_key()


class SealedFile:
    """The chunks of one file. `file` is the SHA-256 of its plain bytes, `count` how many chunks it has.

    Each chunk gets a random nonce, so that a place may be written again. Used in a `with`, what was written is pushed to the
    disk at the end. Raises Trouble when it cannot be written.
    """

    def __init__(self, path: Path, key: bytes, file: bytes, count: int) -> None:
        self.path = path
        self._cipher = ChaCha20Poly1305(key)
        self._file, self._count = file, count
        self._open: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _fault: object, _trace: TracebackType | None) -> None:
        if self._open is not None:
            with self._explaining(), self._open as file:
                if kind is None:
                    file.flush()
                    os.fsync(file.fileno())
            self._open = None

    def write(self, place: int, chunk: bytes) -> None:
        """Put a chunk into its place."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = self._cipher.encrypt(nonce, chunk, self._named(place))
        with self._explaining():
            if self._open is None:
                self._open = self._opened()
            self._open.seek(place * _PLACE)
            self._open.write(nonce + sealed)

    def read(self, place: int, length: int) -> bytes:
        """Return a chunk. Raises ChunkDamaged."""
        try:
            with self.path.open("rb") as file:
                file.seek(place * _PLACE)
                found = file.read(_NONCE + length + _TAG)
            chunk = self._cipher.decrypt(found[:_NONCE], found[_NONCE:], self._named(place))
        except (OSError, InvalidTag, ValueError):
            raise ChunkDamaged from None
        if len(chunk) != length:
            raise ChunkDamaged
        return chunk

    def _named(self, place: int) -> bytes:
        return self._file + place.to_bytes(4) + self._count.to_bytes(4)

    def _opened(self) -> BinaryIO:
        if self.path.exists():
            return self.path.open("rb+")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = self.path.open("xb+")
        push_folder(self.path.parent)
        return file

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            raise cannot_write(self.path, fault) from fault
