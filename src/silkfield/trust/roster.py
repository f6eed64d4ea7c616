"""The roster: headquarters' signed list of sites and laptops, the only ground on which a sender is believed."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from silkfield.language import _
from silkfield.trust.documents import (
    Count,
    HexDigest,
    Identifier,
    LaptopNumber,
    Moment,
    Name,
    Number,
    PublicKey,
    Recipient,
    Recipients,
    Signature,
    SiteCode,
    SiteKind,
    SixteenBytes,
    read_document,
    write_document,
)
from silkfield.trust.faults import NETWORK, PAYLOAD, POLICY, SIGNATURE, TrustFault
from silkfield.trust.keys import SigningKey, decoded, encoded, is_recipient, is_signed_by, key_id

ROSTER_BYTES = 900 << 10
LINE_BYTES = 1 << 20
_SIGNED = b"skf-roster-v1\0"


class Headquarters(Struct, frozen=True, kw_only=True):
    """Headquarters' public keys; writers encrypt to all transport keys, the first is the current one."""

    key_id: HexDigest = field(name="kid")
    signing: PublicKey = field(name="ed")
    transport: Recipients = field(name="age")

    @property
    def public(self) -> bytes:
        """Return the public signing key."""
        return decoded(self.signing)


class Site(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One site: a centre or a facilitator team."""

    id: Identifier
    code: SiteCode
    name: Name
    stated_kind: SiteKind | None = field(name="kind", default=None)

    @property
    def kind(self) -> SiteKind:
        """Return what the site is."""
        return self.stated_kind or "centre"


class Device(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One laptop of a site. `added` and `revoked` are roster versions, `revoked` 0 while it may send."""

    key_id: HexDigest = field(name="kid")
    signing: PublicKey = field(name="ed")
    transport: Recipient = field(name="age")
    site: Identifier
    name: Name
    added: Number
    revoked: Count = field(default_factory=int)  # a factory, so that it is always written
    stated_laptop: LaptopNumber | None = field(name="laptop", default=None)

    @property
    def laptop(self) -> int:
        """Return which laptop of its site this is, from 1."""
        return self.stated_laptop or 1

    @property
    def public(self) -> bytes:
        """Return the public signing key."""
        return decoded(self.signing)


class Roster(Struct, frozen=True, kw_only=True):
    """Everybody in the network, at one version."""

    format: Literal[1] = field(name="v")
    network: Identifier = field(name="net")
    version: Number = field(name="ver")
    at: Moment
    headquarters: Headquarters = field(name="hq")
    sites: tuple[Site, ...]
    devices: tuple[Device, ...]

    def device(self, key: bytes) -> Device | None:
        """Return the laptop whose signing key has this id."""
        return next((device for device in self.devices if device.key_id == key.hex()), None)

    def site(self, identifier: str) -> Site | None:
        """Return the site with this id."""
        return next((site for site in self.sites if site.id == identifier), None)

    def laptops(self, site: str) -> tuple[Device, ...]:
        """Return the laptops of a site that may send and be sent to."""
        return tuple(device for device in self.devices if device.site == site and not device.revoked)

    def label(self, device: Device) -> str:
        """Return a laptop's short name: its site's code and its number there."""
        site = self.site(device.site)
        return f"{site.code if site else '?'}{device.laptop}"

    def next_laptop(self, site: str) -> int:
        """Return the number for the next laptop of a site; numbers of revoked laptops are never used again."""
        return max((device.laptop for device in self.devices if device.site == site), default=0) + 1

    def with_site(self, site: Site, at: int) -> Roster:
        """Return the next version, with a site added, or changed when its id is known."""
        sites = {known.id: known for known in self.sites} | {site.id: site}
        return self._next(at, sites=tuple(sites.values()))

    def with_device(self, device: Device, at: int) -> Roster:
        """Return the next version, with a laptop added in it."""
        others = tuple(known for known in self.devices if known.key_id != device.key_id)
        return self._next(at, devices=(*others, replace(device, added=self.version + 1)))

    def without_device(self, key: bytes, at: int) -> Roster:
        """Return the next version, in which a laptop is revoked; it stays on the list."""
        devices = tuple(
            replace(device, revoked=device.revoked or self.version + 1) if device.key_id == key.hex() else device
            for device in self.devices
        )
        return self._next(at, devices=devices)

    def with_transport_keys(self, recipients: tuple[str, ...], at: int) -> Roster:
        """Return the next version, with other transport keys of headquarters, the current one first."""
        return self._next(at, headquarters=replace(self.headquarters, transport=recipients))

    def _next(self, at: int, **changes: object) -> Roster:
        return replace(self, version=self.version + 1, at=at, **changes)


class RosterLine(Struct, frozen=True, kw_only=True, tag_field="t", tag="roster"):
    """The log line in which a roster travels: the exact document and headquarters' signature over it."""

    document: str = field(name="doc")
    signatures: dict[HexDigest, Signature] = field(name="sigs")
    salt: SixteenBytes = field(name="x")


def first_roster(network: str, key: SigningKey, transport: tuple[str, ...], at: int) -> Roster:
    """Return version 1 of a new network's roster, without sites."""
    keys = Headquarters(key_id=key.id.hex(), signing=encoded(key.public), transport=transport)
    return Roster(format=1, network=network, version=1, at=at, headquarters=keys, sites=(), devices=())


def sign_roster(roster: Roster, key: SigningKey, salt: str) -> bytes:
    """Write the log line of a roster, signed by headquarters; raises TrustFault for a roster that no reader would take."""
    document = write_document(roster, limit=ROSTER_BYTES)
    _check(_read(document), key.public)
    signature = encoded(key.sign(_SIGNED + document))
    line = RosterLine(document=document.decode(), signatures={key.id.hex(): signature}, salt=salt)
    return write_document(line, limit=LINE_BYTES)


def read_roster(line: bytes, headquarters: bytes, held: Roster | None = None) -> Roster:
    """Read a roster's log line: signature by headquarters' public key, then the document, which may not be older than `held`.

    Raises TrustFault.
    """
    wrapped = read_roster_line(line)
    document = wrapped.document.encode()
    signature = wrapped.signatures.get(key_id(headquarters).hex(), "")
    if not signature or not is_signed_by(headquarters, decoded(signature), _SIGNED + document):
        raise TrustFault(SIGNATURE, "no signature of headquarters over the roster")
    roster = _read(document)
    _check(roster, headquarters)
    if held is not None and roster.network != held.network:
        raise TrustFault(NETWORK, "a roster of another network")
    if held is not None and roster.version < held.version:
        raise TrustFault(
            POLICY,
            "an older roster",
            _("This list of laptops is older than yours."),
            _("Your newer list stays in use."),
        )
    return roster


def read_roster_line(line: bytes) -> RosterLine:
    """Read the log line of a roster without believing it yet; raises TrustFault."""
    return read_document(line, RosterLine, limit=LINE_BYTES)


def _read(document: bytes) -> Roster:
    return read_document(document, Roster, limit=ROSTER_BYTES)


def _check(roster: Roster, headquarters: bytes) -> None:
    keys: list[Headquarters | Device] = [roster.headquarters, *roster.devices]
    if roster.headquarters.public != headquarters:
        raise TrustFault(PAYLOAD, "a roster that names another key of headquarters")
    if any(key.key_id != key_id(key.public).hex() for key in keys):
        raise TrustFault(PAYLOAD, "a key under a wrong id")
    if not all(map(is_recipient, (*roster.headquarters.transport, *(device.transport for device in roster.devices)))):
        raise TrustFault(PAYLOAD, "a transport key that is none")
    names = Counter([key.key_id for key in keys]) + Counter(site.id for site in roster.sites)
    if any(count > 1 for count in names.values()):
        raise TrustFault(PAYLOAD, "a key or a site named twice")
    sites = {site.id for site in roster.sites}
    if any(device.site not in sites for device in roster.devices):
        raise TrustFault(PAYLOAD, "a laptop of no site")
