"""The hashes that tie a log together."""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Iterable
from hashlib import sha256

_GENESIS = b"skf-genesis-v1\0"
_ENTRY = b"skf-entry-v1\0"
_REVISION = b"skf-rev-v1\0"
_URL_SAFE = bytes.maketrans(b"+/", b"-_")


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
