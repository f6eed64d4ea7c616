"""A certificate as a short signed text, small enough for a printed square code: whoever has the roster can check it offline.

The text is `SFC1.` + base64url of a JSON array + `.` + base64url of an Ed25519 signature over `skf-cert-v1`, a zero byte and
that JSON. It says no more than what is printed beside it.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass

import msgspec

from silkfield.trust.keys import SigningKey, decoded, encoded, is_signed_by

MARK = "SFC1"
LONGEST = 2_000
"""Characters; a longer text is none of ours."""

_CONTEXT = b"skf-cert-v1\0"


class NoCertificate(ValueError):
    """A text is no certificate, or was changed since it was signed."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is certified: the number, whose it is, for which event, its first and last day (ISO), and who signed.

    `signer` are the first eight bytes of the key's id in hex: they only say whose signature to try.
    """

    number: str
    name: str
    event: str
    first_day: str
    last_day: str
    signer: str


def write_certificate(certificate: Certificate, key: SigningKey) -> str:
    """Return the signed text of a certificate; `signer` is that of the key."""
    said = msgspec.json.encode((*astuple(certificate)[:-1], signer_of(key.id)))
    return f"{MARK}.{encoded(said)}.{encoded(key.sign(_CONTEXT + said))}"


def signer_of(key: bytes) -> str:
    """Return how a certificate names the key of an id."""
    return key[:8].hex()


def read_certificate(text: str) -> tuple[Certificate, bytes, bytes]:
    """Return what a text says, with the bytes that were signed and the signature, not checked yet. Raises NoCertificate."""
    parts = "".join(text.split()).split(".")
    if len(text) > LONGEST or len(parts) != 3 or parts[0] != MARK:
        raise NoCertificate
    try:
        said, signature = decoded(parts[1]), decoded(parts[2])
        words = msgspec.json.decode(said, type=tuple[str, str, str, str, str, str])
    except (ValueError, msgspec.MsgspecError):
        raise NoCertificate from None
    return Certificate(*words), said, signature


def is_genuine(said: bytes, signature: bytes, public: bytes) -> bool:
    """Tell whether a laptop's key signed exactly this."""
    return is_signed_by(public, signature, _CONTEXT + said)
