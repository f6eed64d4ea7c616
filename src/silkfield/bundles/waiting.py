"""Payloads that wait until a bundle is cut to its end, since each part states how many there are: few bytes of memory.

Beyond a few megabytes they lie in a temporary file that has no name, encrypted under a key that lies in memory only.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from silkfield.locations import cannot_write

MEMORY_BYTES = 8 << 20
"""How many bytes wait in memory before all of them go to the disk."""

_TAG_BYTES = 16


def room_to_wait() -> tempfile.SpooledTemporaryFile[bytes]:
    """Return the file in which payloads wait; it is gone when it is closed."""
    return tempfile.SpooledTemporaryFile(MEMORY_BYTES)


class Waiting:
    """Payloads in a file that `room_to_wait` gave, each taken out by the number that `put` returned."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._cipher = ChaCha20Poly1305(ChaCha20Poly1305.generate_key())
        self._places: list[tuple[int, int]] = []
        self._end = 0

    def put(self, payload: bytes) -> int:
        """Keep a payload and return its number. Raises Trouble when the disk is full."""
        number = len(self._places)
        try:
            self._file.seek(self._end)
            self._file.write(self._cipher.encrypt(_nonce(number), payload, None))
            self._file.flush()  # a full disk is told here, not when the payload is taken out
        except OSError as fault:
            raise cannot_write(Path(tempfile.gettempdir(), "silkfield"), fault) from fault
        self._places.append((self._end, len(payload)))
        self._end += len(payload) + _TAG_BYTES
        return number

    def take(self, number: int) -> bytes:
        """Return a payload."""
        start, length = self._places[number]
        self._file.seek(start)
        return self._cipher.decrypt(_nonce(number), self._file.read(length + _TAG_BYTES), None)


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")
