"""The match key: the secret all site laptops share, so that equal clients get equal marks, and headquarters learns nobody.

One laptop makes the key and signs it; it travels in envelopes that only the laptop named on them can open, which
headquarters relays unread. The signature inside keeps headquarters, or a stranger, from slipping in a key of their own.
"""

from __future__ import annotations

import secrets
from typing import Literal

import pyrage
from msgspec import Struct, field
from pyrage import x25519

from silkfield.trust.documents import HexDigest, Identifier, PublicKey, Signature, read_document, write_document
from silkfield.trust.faults import PAYLOAD, SIGNATURE, TrustFault
from silkfield.trust.keys import SigningKey, TransportKey, decoded, encoded, is_signed_by
from silkfield.trust.roster import Roster

ENVELOPE_BYTES = 4_096
KEY_BYTES = 32
_SIGNED = b"skf-match-v1\0"


class MatchKey(Struct, frozen=True, kw_only=True):
    """The key, the laptop that made it (the id of its signing key in hex), and that laptop's signature over it."""

    format: Literal[1] = field(name="v")
    network: Identifier = field(name="net")
    written: PublicKey = field(name="key")
    maker: HexDigest
    signature: Signature = field(name="sig")

    def __repr__(self) -> str:
        return f"MatchKey(maker={self.maker[:8]})"

    @property
    def secret(self) -> bytes:
        """Return the 32 bytes of the key."""
        return decoded(self.written)

    def refuse_forged(self, roster: Roster) -> None:
        """Refuse a key of another network, or one that no laptop of the roster signed. Raises TrustFault."""
        maker = roster.device(bytes.fromhex(self.maker))
        if self.network != roster.network or maker is None:
            raise TrustFault(SIGNATURE, "a match key made by nobody on the roster")
        if not is_signed_by(maker.public, decoded(self.signature), _message(self.network, self.secret)):
            raise TrustFault(SIGNATURE, "a match key that its maker did not sign")


def new_match_key(network: str, maker: SigningKey, secret: bytes = b"") -> MatchKey:
    """Make the key of a network, signed by the laptop that makes it."""
    secret = secret or secrets.token_bytes(KEY_BYTES)
    signature = encoded(maker.sign(_message(network, secret)))
    return MatchKey(format=1, network=network, written=encoded(secret), maker=maker.id.hex(), signature=signature)


def _message(network: str, secret: bytes) -> bytes:
    return _SIGNED + network.encode() + b"\0" + secret


def seal_key(key: MatchKey, recipient: str) -> str:
    """Seal the key to one laptop's transport key; returns base64url."""
    document = write_document(key, limit=ENVELOPE_BYTES)
    return encoded(pyrage.encrypt(document, [x25519.Recipient.from_str(recipient)]))


def open_envelope(data: str, own: TransportKey) -> MatchKey:
    """Open an envelope for this laptop; the key in it is not believed yet. Raises TrustFault."""
    try:
        document = pyrage.decrypt(decoded(data), [x25519.Identity.from_str(own.secret)])
    except (pyrage.DecryptError, ValueError):
        raise TrustFault(PAYLOAD, "an envelope that does not open") from None
    return read_document(document, MatchKey, limit=ENVELOPE_BYTES)


def senior(keys: tuple[MatchKey, MatchKey], roster: Roster) -> MatchKey:
    """Return which of two keys the network uses: the one whose maker was admitted first.

    Two laptops may each make one before they hear of each other. Who was admitted first stands in every roster and never
    changes, so all laptops come to the same key in whatever order the envelopes reach them; whoever held the other key
    writes its marks anew.
    """

    def rank(key: MatchKey) -> tuple[int, str]:
        maker = roster.device(bytes.fromhex(key.maker))
        return (maker.added if maker else roster.version + 1, key.maker + key.written)

    return min(keys, key=rank)
