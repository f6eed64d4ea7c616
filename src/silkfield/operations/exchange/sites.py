"""Sites: the laptops on headquarters' roster, how far each has arrived, and what is missing of it."""

from __future__ import annotations

from dataclasses import dataclass

from silkfield.log.streams import TO_HEADQUARTERS
from silkfield.operations.exchange import network
from silkfield.operations.sitting import Sitting
from silkfield.store.streams import all_streams, beyond


@dataclass(frozen=True, slots=True)
class LaptopLine:
    """A laptop as headquarters sees it: how far its data has arrived and which changes are missing."""

    label: str
    name: str
    revoked: bool
    tip: int
    heard: int
    gaps: tuple[tuple[int, int], ...]


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
        lines = []
        for site in roster.sites:
            laptops = []
            for device in (one for one in roster.devices if one.site == site.id):
                own = [stream for stream in streams if stream.device == device.key_id]
                gaps = tuple(hole for stream in own for hole in beyond(connection, stream)[1])
                laptops.append(
                    LaptopLine(
                        roster.label(device),
                        device.name,
                        bool(device.revoked),
                        max((stream.tip for stream in own), default=0),
                        max((stream.heard for stream in own), default=0),
                        gaps,
                    )
                )
            lines.append(SiteLine(site.id, site.code, site.name, site.kind, tuple(laptops)))
    return lines
