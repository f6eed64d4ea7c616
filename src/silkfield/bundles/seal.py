"""The seal inside a part: who signed it, over exactly which bytes, padded so that its length says little."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from silkfield.bundles.faults import LIMIT, SEAL, BundleFault
from silkfield.trust.keys import SigningKey, is_signed_by

SEAL_BYTES = 106
MANIFEST_BYTES = 1 << 20
_MAGIC = b"SKP1"
_ED25519 = 1
_SIGNED = b"skf-part-v1\0"


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal taken apart but not yet believed. `rest` is the payload and its padding."""

    key: bytes
    signature: bytes
    manifest: bytes
    rest: memoryview

    def is_by(self, public: bytes, outside: bytes) -> bool:
        """Tell whether the owner of a public key signed this manifest for a part with these outside bytes."""
        return is_signed_by(public, self.signature, _message(outside, self.key, self.manifest))


def seal(key: SigningKey, outside: bytes, manifest: bytes, payload: bytes, *, pad: bool) -> bytes:
    """Sign a manifest and put seal, manifest and payload together; `outside` is the signed start of the preamble."""
    identity = key.id
    signature = key.sign(_message(outside, identity, manifest))
    start = b"".join((_MAGIC, _ED25519.to_bytes(2, "big"), identity, len(manifest).to_bytes(4, "big"), signature))
    length = SEAL_BYTES + len(manifest) + len(payload)
    zeros = padded(length) - length if pad else 0
    return b"".join((start, manifest, payload, bytes(zeros)))


def unseal(plaintext: bytes) -> Seal:
    """Take a seal apart; raises BundleFault."""
    if len(plaintext) < SEAL_BYTES or plaintext[:4] != _MAGIC:
        raise BundleFault(SEAL, "no seal")
    if int.from_bytes(plaintext[4:6], "big") != _ED25519:
        raise BundleFault(SEAL, "another way of signing")
    length = int.from_bytes(plaintext[38:42], "big")
    if length > MANIFEST_BYTES:
        raise BundleFault(LIMIT, f"a manifest of {length} bytes")
    end = SEAL_BYTES + length
    if end > len(plaintext):
        raise BundleFault(SEAL, "cut inside the manifest")
    return Seal(plaintext[6:38], plaintext[42:SEAL_BYTES], plaintext[SEAL_BYTES:end], memoryview(plaintext)[end:])


def padded(length: int) -> int:
    """Return the padded length of Padme (Nikitin et al. 2019): at most 12 % more, few distinct lengths."""
    step = _step(length)
    return (length + step - 1) // step * step


def largest_padded(limit: int) -> int:
    """Return the largest length within `limit` that padding leaves as it is."""
    return limit // _step(limit) * _step(limit)


def _step(length: int) -> int:
    exponent = length.bit_length() - 1
    return 1 << (exponent - exponent.bit_length())


def _message(outside: bytes, key: bytes, manifest: bytes) -> bytes:
    return _SIGNED + outside + key + sha256(manifest).digest()
