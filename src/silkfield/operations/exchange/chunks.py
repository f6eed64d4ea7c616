"""Chunks of attached files on their way: which ones a bundle takes along, what becomes of those that arrive, what is missing.

Records go first, then small files, then large ones. What headquarters has is in its receipts: until it has the record of a
file, all of the file goes with each bundle; after that only what headquarters asks for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from silkfield.bundles import faults
from silkfield.bundles.envelope import Kind
from silkfield.bundles.faults import BundleFault
from silkfield.bundles.manifest import CHUNKS_OF_A_FILE
from silkfield.bundles.opening import BlobContent, OpenedPart
from silkfield.bundles.packing import ChunkToSend
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.attachments import files_since, named_files, opened
from silkfield.operations.exchange import network
from silkfield.operations.exchange.addressing import Addressed
from silkfield.operations.sitting import Sitting
from silkfield.store import blobs, receipts
from silkfield.store.blobs import Blob
from silkfield.store.sealed_file import ChunkDamaged
from silkfield.store.store import Connection
from silkfield.store.streams import KnownStream, all_streams, find_stream

MOST_WANTED = 256
"""How many files a receipt asks for; the others are asked for once those are here."""


# -- arriving


@dataclass(frozen=True, slots=True)
class Brought:
    """Chunks of one file that a part brings and that are not here yet."""

    blob: Blob
    chunks: dict[int, bytes] = field(repr=False)
    digests: dict[int, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Arriving:
    """What a part with chunks would do. `fault` speaks against taking it in; `spoilt` are files that it shows to be wrong."""

    new: int
    known: int
    brought: tuple[Brought, ...] = ()
    fault: BundleFault | None = None
    spoilt: tuple[str, ...] = ()


def prepare(connection: Connection, sitting: Sitting, part: OpenedPart) -> Arriving:
    """Work out what chunks of files would do to the store; writes nothing.

    A file that no attachment of the sender's site names yet is a gap: the part waits for the record. One that was erased is
    passed over. A file that is whole and is not its SHA-256 is a fault; all of it is asked for anew.
    """
    content = part.content
    assert isinstance(content, BlobContent)  # so it stands in WAYS  # noqa: S101
    by_file: dict[str, dict[int, tuple[bytes, str]]] = {}
    for chunk, data in content.chunks:
        by_file.setdefault(chunk.file, {}).setdefault(chunk.index, (data, chunk.digest))
    theirs = all_streams(connection, part.signer.site) if part.signer else []
    files = {one.sha256: one for one in named_files(connection, sitting, theirs, by_file)}
    brought, fault, spoilt, known = [], None, [], 0
    for digest, chunks in by_file.items():
        named = files.get(digest)
        here = blobs.chunks(connection, digest)
        known += len(here.keys() & chunks.keys())
        if named is None:
            if not blobs.is_erased(connection, digest):
                fault = fault or BundleFault(faults.GAP, digest)
            continue
        if any(len(data) != blobs.length_of(named.size, place) for place, (data, _own) in chunks.items()):
            fault = BundleFault(faults.PAYLOAD, "a chunk of another length than its file's")
            continue
        new = {place: chunk for place, chunk in chunks.items() if place not in here}
        one = Brought(
            blobs.find(connection, digest) or blobs.begun(digest, named.size),
            {place: data for place, (data, _own) in new.items()},
            {place: own for place, (_data, own) in new.items()},
        )
        brought.append(one)
        if new and len(here) + len(new) == one.blob.count and not _is_whole(sitting, one):
            fault = BundleFault(faults.PAYLOAD, "a whole file with another hash than its record's")
            spoilt.append(digest)
    unknown = sum(len(by_file[digest]) for digest in by_file if digest not in files)
    waits = unknown if fault and fault.code == faults.GAP else 0
    return Arriving(sum(len(one.chunks) for one in brought) + waits, known, tuple(brought), fault, tuple(spoilt))


def _is_whole(sitting: Sitting, one: Brought) -> bool:
    try:
        for _chunk in opened(sitting, one.blob, one.chunks):
            pass
    except ChunkDamaged:
        return False
    return True


def execute(connection: Connection, sitting: Sitting, arriving: Arriving) -> None:
    """Put the chunks on the disk, push each file once, then note them, in the caller's transaction. Raises Trouble."""
    for one in arriving.brought:
        if one.chunks:
            with one.blob.at(sitting.store.folder) as sealed:
                for place, data in one.chunks.items():
                    sealed.write(place, data)
            blobs.keep(connection, one.blob, one.digests)


def is_due(connection: Connection, sitting: Sitting, digest: str) -> bool:
    """Tell whether a part that waits for the record of this file need not wait any more."""
    return blobs.is_erased(connection, digest) or bool(
        named_files(connection, sitting, all_streams(connection), [digest])
    )


# -- missing


def wanted(connection: Connection, sitting: Sitting, stream: KnownStream) -> dict[str, tuple[tuple[int, int], ...]]:
    """Return which chunks are missing of the files that a stream's attachments name, as runs by the file's SHA-256."""
    files = [one for one in named_files(connection, sitting, [stream]) if not one.removed]
    here = blobs.chunks_here(connection, {one.sha256 for one in files})
    missing: dict[str, tuple[tuple[int, int], ...]] = {}
    for one in sorted(files, key=lambda one: (one.size, one.sha256)):
        count = blobs.count_of(one.size)
        if here.get(one.sha256, 0) < count and len(missing) < MOST_WANTED:
            missing[one.sha256] = blobs.runs(set(range(count)) - blobs.chunks(connection, one.sha256).keys())
    return missing


def asked_for(connection: Connection, sitting: Sitting) -> dict[str, set[int]]:
    """Return which chunks headquarters asks this laptop for, by the file's SHA-256.

    A laptop answers for the files of its own attachments, and for those of laptops of its site that may not send any more.
    """
    roster = network.roster(connection, sitting)
    others = {one.key_id for one in roster.laptops(sitting.office.site)} if roster else set()
    others.discard(sitting.office.device)
    mine = {one.id for one in all_streams(connection, sitting.office.site) if one.device not in others}
    found: dict[str, set[int]] = {}
    for stream, files in receipts.wanted(connection).items():
        if stream in mine:
            for digest, runs in files.items():
                places = (place for first, last in runs for place in range(first, min(last + 1, CHUNKS_OF_A_FILE)))
                found.setdefault(digest, set()).update(places)
    return found


# -- going


def to_send(connection: Connection, sitting: Sitting, addressed: Addressed) -> list[ChunkToSend]:
    """Return the chunks that go with a bundle: of the files of the records in it, and what headquarters asks for."""
    if addressed.sending.kind is Kind.DOWNLINK:
        return []
    places: dict[str, set[int]] = {}
    if addressed.sending.kind is Kind.UPLINK:
        places = asked_for(connection, sitting)
    for stream, first in _begins(connection, addressed).items():
        for one in files_since(connection, sitting, stream, first):
            if not one.removed:
                places[one.sha256] = set(range(blobs.count_of(one.size)))
    chosen = []
    for digest in places:
        blob = blobs.find(connection, digest)
        if blob is not None:
            here = blobs.chunks(connection, digest)
            chosen += [(blob, place, here[place]) for place in sorted(places[digest] & here.keys())]
    chosen.sort(key=lambda one: (one[0].size, one[0].sha256, one[1]))
    return [
        ChunkToSend(blob.sha256, place, blob.length(place), own, _reading(sitting, blob, place))
        for blob, place, own in chosen
    ]


def _begins(connection: Connection, addressed: Addressed) -> dict[int, int]:
    """Return the first entry that a bundle holds of each stream, by the stream's number here."""
    found = ((find_stream(connection, *one.stream), one.first) for one in addressed.streams)
    return {stream.id: first for stream, first in found if stream is not None}


def _reading(sitting: Sitting, blob: Blob, place: int) -> Callable[[], bytes]:
    return partial(_read, sitting, blob, place)


def _read(sitting: Sitting, blob: Blob, place: int) -> bytes:
    try:
        return blob.at(sitting.store.folder).read(place, blob.length(place))
    except ChunkDamaged:
        with sitting.store.writing() as connection:
            blobs.lose(connection, blob.sha256, [place])
        raise Trouble(
            _("A piece of an attached file was damaged on this disk."),
            _("Send again: the bundle goes without it. Then attach the file again."),
            code="damaged",
        ) from None
