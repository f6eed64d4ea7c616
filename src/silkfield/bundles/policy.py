"""Who may send what to whom: the rules a part must keep even when its signature is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from silkfield.bundles.envelope import Kind
from silkfield.bundles.faults import ENTRY, POLICY, BundleFault
from silkfield.bundles.manifest import Manifest
from silkfield.log.entries import Body, Entry
from silkfield.log.lines import Birth, Other, Revision
from silkfield.log.orders import Erase, Erased, EraseRequest, Joined, Notice, Want
from silkfield.log.streams import TO_ALL_SITES, TO_HEADQUARTERS, WITHIN_SITE, to_site
from silkfield.trust.faults import TrustFault
from silkfield.trust.keys import TransportKey
from silkfield.trust.receipt import read_receipt
from silkfield.trust.roster import Device, Roster, read_roster_line

_OF_HEADQUARTERS = (Erase, Joined, Want, Notice)
_OF_A_SITE = (EraseRequest, Erased)
_READERS = {"ack": read_receipt, "roster": read_roster_line}


def _nobody(_replica: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever opens a part: their keys, and what they know of the network.

    `headquarters` is the pinned public signing key; `site` is None at headquarters; `owner` tells which key (its id in hex) a
    replica is bound to, None while it is not. `only_headquarters` and `only_site` are the record kinds that only
    headquarters may write, and those that never leave a site. A laptop of no network yet can open an invitation only.
    """

    keys: tuple[TransportKey, ...] = ()
    network: str | None = None
    headquarters: bytes | None = None
    roster: Roster | None = None
    site: str | None = None
    owner: Callable[[str], str | None] = _nobody
    only_headquarters: frozenset[str] = frozenset()
    only_site: frozenset[str] = frozenset()

    def is_mate(self, key: str) -> bool:
        """Tell whether a key (its id in hex) is that of a laptop of the reader's own site, revoked ones too.

        Site-mates carry on what any of them wrote, so that a lost laptop can be rebuilt from those that are left;
        headquarters takes a stream from its writer alone.
        """
        device = self.roster.device(bytes.fromhex(key)) if self.roster else None
        return device is not None and device.site == self.site


def check_route(kind: Kind, manifest: Manifest, device: Device | None, reader: Reader) -> None:
    """Refuse a part that its signer may not send to this reader; `device` is the signer on the roster. Raises BundleFault."""
    at_headquarters = reader.site is None
    if kind in (Kind.UPLINK, Kind.ENROLMENT):
        _require(at_headquarters, "only headquarters reads this")
    elif kind in (Kind.DOWNLINK, Kind.SITE_MATES):
        _require(not at_headquarters and manifest.site == reader.site, "for another site")
    if device is not None:
        _require(manifest.site == device.site, "the sender's site is another one on the roster")
    audiences = _audiences(kind, manifest)
    _require(manifest.audience in audiences or not audiences, f"audience {manifest.audience}")
    if manifest.stream is not None:
        owner = reader.owner(manifest.stream.replica)
        carried_on = kind is Kind.SITE_MATES and owner is not None and reader.is_mate(owner)
        _require(owner in (None, manifest.device) or carried_on, "a replica that is bound to another key")


def _audiences(kind: Kind, manifest: Manifest) -> tuple[str, ...]:
    match kind:
        case Kind.UPLINK:
            return (TO_HEADQUARTERS,)
        case Kind.DOWNLINK:
            return (TO_ALL_SITES, to_site(manifest.site or ""))
        case Kind.SITE_MATES:
            return (TO_HEADQUARTERS, WITHIN_SITE)
    return ()


def checks_of_entries(kind: Kind, manifest: Manifest, reader: Reader) -> Callable[[Entry], None]:
    """Return what refuses an entry of a part with a body that such a part may not carry: it raises BundleFault."""
    allowed: set[tuple[str, str]] = set()
    """Audiences and kinds of records that were looked at: nearly every body is one more record of the same kind."""

    def check(entry: Entry) -> None:
        audience = entry.stream.audience
        for body in entry.bodies:
            content = body.content
            if isinstance(content, Revision):
                if (audience, content.kind) not in allowed:
                    _check_record(content.kind, kind, audience, reader)
                    allowed.add((audience, content.kind))
            else:
                _check_order(body, kind, manifest, reader)

    return check


def _check_order(body: Body, kind: Kind, manifest: Manifest, reader: Reader) -> None:
    content = body.content
    if isinstance(content, Birth):
        carried_on = kind is Kind.SITE_MATES and reader.is_mate(content.device)
        _require(content.device == manifest.device or carried_on, "a stream begun by another key")
    elif kind is Kind.DOWNLINK:
        _require(not isinstance(content, _OF_A_SITE), "only a site writes this")
    else:
        _require(not isinstance(content, _OF_HEADQUARTERS), "only headquarters writes this")
    if isinstance(content, Other) and content.type in _READERS:
        _require(kind is Kind.DOWNLINK, "only headquarters writes this")
        _check_shape(body, content.type)


def _check_record(record_kind: str, kind: Kind, audience: str, reader: Reader) -> None:
    _require(audience == WITHIN_SITE or record_kind not in reader.only_site, "a record that never leaves its site")
    _require(
        kind is Kind.DOWNLINK or record_kind not in reader.only_headquarters, "only headquarters writes this record"
    )


def _check_shape(body: Body, kind: str) -> None:
    try:
        _READERS[kind](body.line)
    except TrustFault as fault:
        raise BundleFault(ENTRY, f"{kind}: {fault.detail}") from None


def _require(holds: bool, rule: str) -> None:
    if not holds:
        raise BundleFault(POLICY, rule)
