"""The enrolment: how an invited laptop answers with its own keys, sealed to headquarters and signed by itself."""

from __future__ import annotations

from collections.abc import Container
from hashlib import sha256
from typing import Literal

from msgspec import Struct, field

from silkfield.language import _
from silkfield.trust.documents import (
    HexDigest,
    Identifier,
    Moment,
    Name,
    PublicKey,
    Recipient,
    SixteenBytes,
    read_document,
    write_document,
)
from silkfield.trust.faults import NETWORK, PAYLOAD, POLICY, TrustFault
from silkfield.trust.fingerprint import fingerprint
from silkfield.trust.invitation import Invitation, token_hash
from silkfield.trust.keys import SigningKey, TransportKey, decoded, encoded, is_recipient


class DeviceKeys(Struct, frozen=True, kw_only=True):
    """A laptop's public keys and the name its people gave it."""

    signing: PublicKey = field(name="ed")
    transport: Recipient = field(name="age")
    name: Name


class Enrolment(Struct, frozen=True, kw_only=True, tag_field="t", tag="enrol"):
    """A laptop's answer to its invitation. `invitation` is the SHA-256 of the invitation's document."""

    version: Literal[1] = field(name="v")
    network: Identifier = field(name="net")
    site: Identifier
    invitation: HexDigest = field(name="inv")
    token: SixteenBytes
    device: DeviceKeys = field(name="dev")
    replica: Identifier = field(name="rep")
    at: Moment

    @property
    def device_key(self) -> bytes:
        """Return the laptop's public signing key."""
        return decoded(self.device.signing)

    def refuse_unknown(self, network: str, invited: Container[bytes], used: Container[bytes]) -> None:
        """Raise TrustFault unless this answers an open invitation of the network; tokens are given as their hashes."""
        if self.network != network:
            raise TrustFault(NETWORK, "another network")
        token = token_hash(self.token)
        if token in used:
            raise TrustFault(
                POLICY,
                "token used before",
                _("This invitation was answered before."),
                _("Make a new invitation for this laptop."),
            )
        if token not in invited:
            raise TrustFault(
                POLICY,
                "unknown token",
                _("This answer belongs to no invitation of yours."),
                _("Make a new invitation for this laptop."),
            )


def answer(
    invitation: Invitation,
    document: bytes,
    *,
    signing: SigningKey,
    transport: TransportKey,
    name: str,
    replica: str,
    at: int,
) -> Enrolment:
    """Answer an invitation, given also as its exact document; `at` in milliseconds since 1970 UTC."""
    return Enrolment(
        version=1,
        network=invitation.network,
        site=invitation.site,
        invitation=sha256(document).hexdigest(),
        token=invitation.token,
        device=DeviceKeys(signing=encoded(signing.public), transport=transport.recipient, name=name),
        replica=replica,
        at=at,
    )


def write_enrolment(enrolment: Enrolment) -> bytes:
    """Write an enrolment's document."""
    return write_document(enrolment)


def read_enrolment(document: bytes) -> Enrolment:
    """Read an enrolment's document strictly; raises TrustFault."""
    enrolment = read_document(document, Enrolment)
    if not is_recipient(enrolment.device.transport):
        raise TrustFault(PAYLOAD, "a transport key that is none")
    return enrolment


def digits_to_compare(headquarters: bytes, document: bytes) -> str:
    """Return the 40 digits both ends must read, from headquarters' public signing key and the enrolment's document."""
    return fingerprint(headquarters, read_enrolment(document).device_key, document)
