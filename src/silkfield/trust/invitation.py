"""The invitation: what headquarters gives to one new laptop so that it can make its keys and answer."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import Literal

from msgspec import Struct, field

from silkfield.language import _
from silkfield.trust.documents import (
    Identifier,
    LaptopNumber,
    Moment,
    Name,
    Number,
    PublicKey,
    Recipients,
    SiteCode,
    SiteKind,
    SixteenBytes,
    read_document,
    write_document,
)
from silkfield.trust.faults import PAYLOAD, POLICY, TrustFault
from silkfield.trust.keys import RandomBytes, decoded, encoded, is_recipient

VALID_FOR = 14 * 24 * 60 * 60 * 1000
"""How long an invitation is good for, in milliseconds: two weeks."""


class HeadquartersKeys(Struct, frozen=True, kw_only=True):
    """Headquarters' public keys as an invitation carries them; the first transport key is the current one."""

    signing: PublicKey = field(name="ed")
    transport: Recipients = field(name="age")


class Invitation(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="t", tag="invite"):
    """One laptop's invitation into a network. It is not secret: the 40 digits are the proof."""

    version: Literal[1] = field(name="v")
    network: Identifier = field(name="net")
    network_name: Name = field(name="net_name")
    site: Identifier
    code: SiteCode
    name: Name
    headquarters: HeadquartersKeys = field(name="hq")
    roster: Number
    token: SixteenBytes
    expires: Moment = field(name="exp")
    stated_laptop: LaptopNumber | None = field(name="laptop", default=None)
    stated_kind: SiteKind | None = field(name="kind", default=None)

    @property
    def laptop(self) -> int:
        """Return which laptop of its site this is, from 1."""
        return self.stated_laptop or 1

    @property
    def kind(self) -> SiteKind:
        """Return what the site is: a centre or a facilitator team."""
        return self.stated_kind or "centre"

    @property
    def label(self) -> str:
        """Return the laptop's short name, the site's code and the laptop's number."""
        return f"{self.code}{self.laptop}"

    @property
    def headquarters_key(self) -> bytes:
        """Return headquarters' public signing key."""
        return decoded(self.headquarters.signing)

    def refuse_expired(self, now: int) -> None:
        """Raise TrustFault when the invitation is past its day; `now` in milliseconds since 1970 UTC."""
        if now > self.expires:
            raise TrustFault(
                POLICY, "expired", _("This invitation has expired."), _("Ask headquarters for a new invitation.")
            )


def new_token(random: RandomBytes = os.urandom) -> str:
    """Make the one-time token of an invitation."""
    return encoded(random(16))


def token_hash(token: str) -> bytes:
    """Return what headquarters keeps of a token."""
    return sha256(decoded(token)).digest()


def write_invitation(invitation: Invitation) -> bytes:
    """Write an invitation's document."""
    return write_document(invitation)


def read_invitation(document: bytes) -> Invitation:
    """Read an invitation's document strictly; raises TrustFault."""
    invitation = read_document(document, Invitation)
    if not all(map(is_recipient, invitation.headquarters.transport)):
        raise TrustFault(PAYLOAD, "a transport key that is none")
    return invitation
