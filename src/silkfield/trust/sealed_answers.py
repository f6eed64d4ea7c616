"""Sealed answers: locked to one public key, so that whoever writes them cannot read them again without the secret half.

Sealing is age (X25519). What is sealed is filled up with blanks, so that its length says little.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import pyrage
from pyrage import x25519

from silkfield.trust.keys import TransportKey, decoded, encoded

SEALED = "sealed"
"""The one answer that stands in a log in place of all others."""

_FILLED = 256


def new_secret() -> str:
    """Return the secret half of a new key."""
    return TransportKey.generate().secret


def public_half(secret: str) -> str:
    """Return the half of a key that everybody may have, who can lock with it and not open."""
    return TransportKey(secret).recipient


def sealed(value: Any, recipient: str) -> str:
    """Lock plain values to a public half; returns base64url."""
    plain = msgspec.json.encode(value)
    plain += b" " * (-len(plain) % _FILLED)
    return encoded(pyrage.encrypt(plain, [x25519.Recipient.from_str(recipient)]))


def unsealed(text: str, secrets: Iterable[str]) -> Any:
    """Return what was locked, None where none of these secrets opens it or it was damaged."""
    try:
        identities = [x25519.Identity.from_str(one) for one in secrets]
        return msgspec.json.decode(pyrage.decrypt(decoded(text), identities)) if identities else None
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError):
        return None
