"""The hashes that tie a log together, and the short receipt that can be read out over a phone."""

from __future__ import annotations

from base64 import b32encode
from binascii import b2a_base64
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

_GENESIS = b"skf-genesis-v1\0"
_ENTRY = b"skf-entry-v1\0"
_REVISION = b"skf-rev-v1\0"
_URL_SAFE = bytes.maketrans(b"+/", b"-_")
_MISHEARD = str.maketrans("018", "OIB")
_RECEIPT_WORDS = 4
_LONGEST_NUMBER = 16


def genesis(replica: str, audience: str) -> bytes:
    """Return the hash that the first entry of a stream follows."""
    return sha256(_GENESIS + replica.encode() + b"\0" + audience.encode()).digest()


def entry_hash(previous: bytes, n: int, header: bytes, digests: Iterable[bytes]) -> bytes:
    """Return the hash of entry `n` from its header line and the SHA-256 of each of its body lines."""
    parts = [_ENTRY, previous, n.to_bytes(8, "big"), sha256(header).digest(), *digests]
    return sha256(b"".join(parts)).digest()


def revision_id(entry: bytes, index: int) -> str:
    """Return the id of the revision that body `index` (from 0) of an entry makes."""
    digest = sha256(_REVISION + entry + index.to_bytes(4, "big")).digest()
    return b2a_base64(digest[:16], newline=False)[:22].translate(_URL_SAFE).decode()


@dataclass(frozen=True, slots=True)
class PhoneReceipt:
    """What headquarters has of one laptop, short enough for a phone call: `SF LHE2 412 DVDP7YH7`."""

    label: str
    n: int
    check: str

    def __str__(self) -> str:
        return f"SF {self.label} {self.n} {self.check}"

    def confirms(self, n: int, entry: bytes) -> bool:
        """Tell whether the receipt names this very entry."""
        return self.n == n and self.check == _check(entry)


def phone_receipt(label: str, n: int, entry: bytes) -> PhoneReceipt:
    """Make the receipt for a laptop's label, the number of its entry and the hash of that entry."""
    return PhoneReceipt(label, n, _check(entry))


def read_phone_receipt(typed: str) -> PhoneReceipt | None:
    """Read a receipt as somebody typed it, forgiving case, spaces and the digits 0, 1, 8; None when it is no receipt."""
    words = typed.upper().split()
    if len(words) != _RECEIPT_WORDS or words[0] != "SF" or not words[2].isdecimal():
        return None
    if len(words[2]) > _LONGEST_NUMBER:  # no entry has such a number, and Python refuses to read the longest
        return None
    check = words[3].translate(_MISHEARD)
    return PhoneReceipt(words[1], int(words[2]), check) if len(check) == len(_check(b"")) else None


def _check(entry: bytes) -> str:
    return b32encode(entry[:5].ljust(5, b"\0")).decode()
