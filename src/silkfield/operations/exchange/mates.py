"""What the other laptops of this site have already, what waits for them, and which of them know each bundle made for them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from silkfield.bundles.envelope import Kind
from silkfield.operations.exchange import network
from silkfield.operations.exchange.addressing import OF_A_LAPTOP, laptop_has, mates_of
from silkfield.operations.sitting import Sitting
from silkfield.store import receipts, sendings
from silkfield.store.sendings import Made, MadePart
from silkfield.store.store import Connection
from silkfield.store.streams import KnownStream, all_streams
from silkfield.trust.roster import Device


@dataclass(frozen=True, slots=True)
class Mate:
    """Another laptop of this site: how many changes known here it has not said to have; `heard` whether it said anything."""

    label: str
    lacks: int
    heard: bool


@dataclass(frozen=True, slots=True)
class MatesBundle:
    """A bundle made for the other laptops; `known` are those that have said to have all of it, `unknown` the others."""

    number: int
    made: int
    records: int
    files: tuple[str, ...]
    folder: str
    known: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatesOverview:
    """The other laptops of this site, the records by form that one of them may not have, and the bundles made for them."""

    mates: tuple[Mate, ...] = ()
    waiting: dict[str, int] | None = None
    bundles: tuple[MatesBundle, ...] = ()


def mates(sitting: Sitting) -> MatesOverview:
    """Return what the other laptops of this site have; nothing where there are none, and at headquarters."""
    if sitting.office.is_headquarters:
        return MatesOverview()
    with sitting.store.reading() as connection:
        others = mates_of(connection, sitting)
        if not others:
            return MatesOverview()
        labels = network.labels_of(connection, sitting)
        streams = {one.id: one for one in all_streams(connection, sitting.office.site) if one.audience in OF_A_LAPTOP}
        reach = {
            (mate.key_id, one.id): one.tip if mate.key_id == one.device else laptop_has(connection, sitting, mate, one)
            for mate in others
            for one in streams.values()
        }
        named = [(mate, labels.get(mate.key_id, mate.name)) for mate in others]
        lines = tuple(
            Mate(
                label,
                sum(max(0, one.tip - reach[mate.key_id, one.id]) for one in streams.values()),
                bool(receipts.seen_by(connection, mate.key_id)),
            )
            for mate, label in named
        )
        made = [one for one in sendings.all_made(connection) if one[0].kind == Kind.SITE_MATES]
        bundles = tuple(_bundle(one, parts, named, reach) for one, parts in made)
        return MatesOverview(lines, _waiting(connection, streams, others, reach), bundles)


def _waiting(
    connection: Connection,
    streams: dict[int, KnownStream],
    others: tuple[Device, ...],
    reach: dict[tuple[str, int], int],
) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for one in streams.values():
        first = min(reach[mate.key_id, one.id] for mate in others) + 1
        if first <= one.tip:
            counts.update(sendings.records_between(connection, one.id, first, one.tip))
    return dict(counts)


def _bundle(
    made: Made, parts: tuple[MadePart, ...], named: list[tuple[Device, str]], reach: dict[tuple[str, int], int]
) -> MatesBundle:
    def has_all(mate: Device) -> bool:
        return all(reach.get((mate.key_id, part.stream), 0) >= part.last for part in parts if part.stream)

    known = tuple(label for mate, label in named if has_all(mate))
    unknown = tuple(label for mate, label in named if not has_all(mate))
    files = tuple(part.name for part in parts)
    return MatesBundle(made.number, made.made, made.records, files, made.folder, known, unknown)
