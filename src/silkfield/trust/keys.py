"""The two keys of a laptop or of headquarters: one signs what it sends, one opens what it is sent."""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import IdentityError, RecipientError, x25519

from silkfield.trust import bech32

RandomBytes = Callable[[int], bytes]


def key_id(public: bytes) -> bytes:
    """Return the 32-byte name of a signing key (the `kid` of the format)."""
    return sha256(b"skf-key-v1\0" + public).digest()


def recipient_hint(recipient: str) -> bytes:
    """Return the 8 bytes by which a part says whom it is for, without saying who that is."""
    return sha256(b"skf-rcpt-v1\0" + recipient.encode()).digest()[:8]


def is_signed_by(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether an Ed25519 signature over a message is that of a public key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_recipient(text: str) -> bool:
    """Tell whether text is an age X25519 recipient in its one spelling, lower case."""
    try:
        return str(x25519.Recipient.from_str(text)) == text
    except RecipientError:
        return False


def encoded(data: bytes) -> str:
    """Write key, token or signature bytes as the format does: base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Read base64url without padding; raises ValueError."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An Ed25519 identity, held as its 32-byte seed."""

    seed: bytes = field(repr=False)

    @classmethod
    def generate(cls, random: RandomBytes = os.urandom) -> SigningKey:
        """Make a new identity."""
        return cls(random(32))

    @property
    def public(self) -> bytes:
        """Return the 32-byte public key."""
        return self._private().public_key().public_bytes_raw()

    @property
    def id(self) -> bytes:
        """Return the 32-byte name of this key."""
        return key_id(self.public)

    def sign(self, message: bytes) -> bytes:
        """Sign a message with 64 bytes."""
        return self._private().sign(message)

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


@dataclass(frozen=True, slots=True)
class TransportKey:
    """An age X25519 identity, held as its `AGE-SECRET-KEY-1...` text."""

    secret: str = field(repr=False)

    @classmethod
    def generate(cls, random: RandomBytes = os.urandom) -> TransportKey:
        """Make a new transport key."""
        return cls(bech32.encode("age-secret-key-", random(32)).upper())

    @property
    def recipient(self) -> str:
        """Return the `age1...` text that others encrypt to; raises ValueError when the secret is not a key."""
        try:
            return str(x25519.Identity.from_str(self.secret).to_public())
        except IdentityError:
            raise ValueError("not an age X25519 secret key") from None
