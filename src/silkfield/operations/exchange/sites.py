"""Sites: the laptops on headquarters' roster, how far each has arrived, what is missing of it, and its state in words."""

from __future__ import annotations

from dataclasses import dataclass

from silkfield.language import _, ngettext
from silkfield.log.streams import TO_HEADQUARTERS
from silkfield.operations.exchange import network
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals, laptops
from silkfield.store.store import Connection
from silkfield.store.streams import KnownStream, all_streams, beyond, time_of
from silkfield.trust.roster import Device, Roster


@dataclass(frozen=True, slots=True)
class LaptopLine:
    """A laptop as headquarters sees it: how far its data has arrived and which changes are missing.

    `key` is the hex id of its signing key, `revoked` the list of laptops since which it is off (0 while it may send),
    `tip` the last change that is here without a hole before it and `tip_made` when it was made (ms), `heard` when it last
    wrote (ms), `bundle` the newest bundle imported (0 for none), `roster` the newest list it said it holds.
    """

    label: str
    name: str
    revoked: int
    tip: int
    heard: int
    gaps: tuple[tuple[int, int], ...]
    key: str = ""
    tip_made: int = 0
    bundle: int = 0
    roster: int = 0

    @property
    def state(self) -> str:
        """Say in a few words whether it may send and whether all of it is here."""
        if self.revoked:
            return _("off the list since version {version}").format(version=self.revoked)
        if self.gaps:
            missing = _(", ").join(str(a) if a == b else f"{a}-{b}" for a, b in self.gaps)
            count = sum(last - first + 1 for first, last in self.gaps)
            return ngettext("change {missing} is missing", "changes {missing} are missing", count).format(
                missing=missing
            )
        if not self.tip:
            return _("nothing has arrived yet")
        return _("everything up to change {tip} is here").format(tip=self.tip)


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site with its laptops."""

    id: str
    code: str
    name: str
    kind: str
    laptops: tuple[LaptopLine, ...]


def sites(sitting: Sitting) -> list[SiteLine]:
    """Return the sites of the roster with their laptops, how far each has arrived, and what is missing."""
    with sitting.store.reading() as connection:
        roster = network.roster(connection, sitting)
        if roster is None:
            return []
        streams = [stream for stream in all_streams(connection) if stream.audience == TO_HEADQUARTERS]
        held, newest = laptops.lists_held(connection), arrivals.newest_imported(connection)

        def line(device: Device) -> LaptopLine:
            own = [stream for stream in streams if stream.device == device.key_id]
            known = (newest.get(device.key_id, 0), held.get(device.key_id, 0))
            return _line(connection, roster, device, own, *known)

        return [
            SiteLine(
                site.id,
                site.code,
                site.name,
                site.kind,
                tuple(line(device) for device in roster.devices if device.site == site.id),
            )
            for site in roster.sites
        ]


def _line(
    connection: Connection, roster: Roster, device: Device, own: list[KnownStream], bundle: int, held: int
) -> LaptopLine:
    latest = next((stream for stream in reversed(own) if stream.tip), None)
    return LaptopLine(
        label=roster.label(device),
        name=device.name,
        revoked=device.revoked,
        tip=latest.tip if latest else 0,
        heard=max((stream.heard for stream in own), default=0),
        gaps=tuple(hole for stream in own for hole in beyond(connection, stream)[1]),
        key=device.key_id,
        tip_made=time_of(connection, latest.id, latest.tip) if latest else 0,
        bundle=bundle,
        roster=held,
    )
