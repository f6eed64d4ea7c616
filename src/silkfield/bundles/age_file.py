"""The encryption of a part: an age file that names its recipients by key alone."""

from __future__ import annotations

from collections.abc import Sequence

import pyrage
from pyrage import x25519

from silkfield.bundles.faults import DAMAGED, LIMIT, NOT_FOR_US, BundleFault
from silkfield.trust.keys import TransportKey

RECIPIENTS = 16
_GREASE = 4
_HEADER_BYTES = 8 << 10
_INTRODUCTION = b"age-encryption.org/v1\n"
_STANZA_BYTES = 98
_GREASE_BYTES = 256
_CHUNK = 64 << 10
_TAG = 16


def encrypt(plaintext: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypt to the recipients, in this order."""
    sealed: bytes = pyrage.encrypt(plaintext, [x25519.Recipient.from_str(recipient) for recipient in recipients])
    return sealed


def decrypt(data: bytes, keys: Sequence[TransportKey]) -> bytes:
    """Open an age file with whichever key fits; raises BundleFault.

    The header must have passed `count_recipients` before, so that a hostile one costs nothing.
    """
    try:
        opened: bytes = pyrage.decrypt(data, [x25519.Identity.from_str(key.secret) for key in keys])
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise BundleFault(NOT_FOR_US, "no key opens it") from None
        raise BundleFault(DAMAGED, "age: broken header or chunk") from None
    return opened


def count_recipients(data: bytes) -> int:
    """Check the header of an age file before anything is decrypted and return how many recipients it has.

    Raises BundleFault.
    """
    if not data.startswith(_INTRODUCTION):
        raise BundleFault(DAMAGED, "no binary age file")
    end = data.find(b"\n---", 0, _HEADER_BYTES)
    if end < 0 or data.find(b"\n", end + 1, _HEADER_BYTES) < 0:
        raise BundleFault(LIMIT, "age header too long or without an end")
    types = [line.split(b" ")[1:2] for line in data[:end].split(b"\n") if line.startswith(b"->")]
    recipients = types.count([b"X25519"])
    grease = sum(kind[0].endswith(b"-grease") for kind in types if kind)
    if recipients + grease != len(types):
        raise BundleFault(LIMIT, "an age recipient of another type")
    if not 1 <= recipients <= RECIPIENTS or grease > _GREASE:
        raise BundleFault(LIMIT, f"{recipients} age recipients and {grease} others")
    return recipients


def room(file_bytes: int, recipients: int) -> int:
    """Return how many bytes of plaintext an age file of at most `file_bytes` surely holds."""
    header = len(_INTRODUCTION) + recipients * _STANZA_BYTES + _GREASE_BYTES + 48 + 16
    left = file_bytes - header
    return left - _TAG * (left // _CHUNK + 1)
