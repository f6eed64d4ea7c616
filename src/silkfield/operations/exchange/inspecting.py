"""Inspecting: what can be told of bundle files before anything is received, from outside by anybody, inside with our keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from silkfield.bundles import faults
from silkfield.bundles.envelope import Inspection, Kind, file_name, inspect
from silkfield.bundles.faults import BundleFault
from silkfield.bundles.manifest import Manifest
from silkfield.bundles.opening import (
    BlobContent,
    EnrolmentContent,
    InvitationContent,
    LogContent,
    OpenedPart,
    read_part,
)
from silkfield.log.streams import Stream
from silkfield.operations.exchange import network, parts
from silkfield.operations.exchange.receiving import files_in
from silkfield.operations.sitting import Sitting
from silkfield.store.store import Connection
from silkfield.store.streams import beyond, find_stream

Spans = tuple[tuple[int, int], ...]
"""Runs of changes, first and last of each."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What a part says of itself under its seal. `holds` is log, blob or ctl, `count` how many changes or pieces it has.

    `gaps` are changes of its stream that are neither in this store nor in any of the files inspected with it.
    """

    manifest: Manifest
    laptop: str
    site: str
    signed_by: str
    holds: str
    count: int
    stream: Stream | None = None
    first: int = 0
    last: int = 0
    head: int = 0
    gaps: Spans = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """One file: what anybody can tell of it, what is wrong with it, and what we read inside when we have the key."""

    name: str
    outside: Inspection
    fault: BundleFault | None = None
    inside: Inside | None = None

    @property
    def whole(self) -> bool:
        """Tell whether the file arrived as it was sent."""
        return self.outside.whole


@dataclass(frozen=True, slots=True)
class Export:
    """The files of one bundle among those inspected; `missing` are the parts of which no whole file is there.

    `name` is what the names of its files begin with.
    """

    export: str
    name: str
    parts: int
    here: tuple[int, ...]
    missing: tuple[int, ...]


def look(paths: Iterable[Path], sitting: Sitting | None = None) -> list[Looked]:
    """Look at files, and at the bundle files in folders; with a store also inside. Raises Trouble for a name that is no file.

    Nothing is written, nothing is received.
    """
    found = [_looked(path, sitting) for path in files_in(paths)]
    return _with_gaps(sitting, found) if sitting else found


def exports(found: Sequence[Looked]) -> list[Export]:
    """Return the bundles that files belong to, with the parts that are missing or damaged."""
    here: dict[tuple[Kind, bytes, int], set[int]] = {}
    for one in found:
        if one.outside.preamble:
            outside = one.outside.preamble
            whole = here.setdefault((outside.kind, outside.export, outside.parts), set())
            if one.whole:
                whole.add(outside.part)
    return [
        Export(
            export.hex(),
            file_name(kind, export, 1, count).rpartition("-")[0],
            count,
            tuple(sorted(whole)),
            tuple(part for part in range(1, count + 1) if part not in whole),
        )
        for (kind, export, count), whole in here.items()
    ]


def _looked(path: Path, sitting: Sitting | None) -> Looked:
    try:
        content = parts.read_file(path)
    except BundleFault as fault:
        return Looked(path.name, Inspection(path.stat().st_size, None, fault), fault)
    outside = inspect(content)
    if outside.fault or sitting is None:
        return Looked(path.name, outside, outside.fault)
    with sitting.store.reading() as connection:
        reader = network.part_reader(connection, sitting)
        try:
            return Looked(path.name, outside, None, _inside(sitting, read_part(content, reader)))
        except BundleFault as fault:
            if fault.code != faults.REVOKED:
                return Looked(path.name, outside, fault)
            revoked = fault
        try:
            return Looked(path.name, outside, revoked, _inside(sitting, read_part(content, reader, even_revoked=True)))
        except BundleFault as fault:
            return Looked(path.name, outside, fault)


def _inside(sitting: Sitting, part: OpenedPart) -> Inside:
    manifest = part.manifest
    laptop = network.labels(sitting).get(manifest.device, "HQ1")
    match part.content:
        case LogContent(stream, span, entries):
            log = (stream, span.first, span.last, span.head)
            return Inside(manifest, laptop, _site(sitting, manifest), laptop, "log", len(entries), *log)
        case BlobContent(chunks):
            return Inside(manifest, laptop, _site(sitting, manifest), laptop, "blob", len(chunks))
        case InvitationContent(invitation):
            return Inside(manifest, invitation.label, invitation.name, laptop, "ctl", 1)
        case EnrolmentContent(enrolment):
            named = enrolment.device.name
            return Inside(manifest, named, _site_named(sitting, enrolment.site), named, "ctl", 1)


def _site(sitting: Sitting, manifest: Manifest) -> str:
    return _site_named(sitting, manifest.site or "")


def _site_named(sitting: Sitting, site: str) -> str:
    held = network.held_roster(sitting)
    found = held.site(site) if held else None
    return found.name if found else ""


def _with_gaps(sitting: Sitting, found: Sequence[Looked]) -> list[Looked]:
    """Say of each part which changes of its stream would still be missing if all these files were received."""
    brought: dict[Stream, list[Inside]] = {}
    for one in found:
        if one.inside and one.inside.stream:
            brought.setdefault(one.inside.stream, []).append(one.inside)
    with sitting.store.reading() as connection:
        gaps = {stream: _missing(connection, stream, some) for stream, some in brought.items()}
    return [
        replace(one, inside=replace(one.inside, gaps=gaps[one.inside.stream]))
        if one.inside and one.inside.stream
        else one
        for one in found
    ]


def _missing(connection: Connection, stream: Stream, brought: Sequence[Inside]) -> Spans:
    known = find_stream(connection, *stream)
    spans = [(one.first, one.last) for one in brought]
    head = max(one.head for one in brought)
    if known is not None:
        spans += [(1, known.tip), *((first, last) for first, last, _end in beyond(connection, known)[0])]
        head = max(head, known.head)
    holes, expected = [], 1
    for first, last in sorted(spans):
        if first > expected:
            holes.append((expected, first - 1))
        expected = max(expected, last + 1)
    return tuple([*holes, (expected, head)] if head >= expected else holes)
