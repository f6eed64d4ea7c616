"""Packing: a bundle cut into parts that each open on their own and fit the mail, the messenger or the stick."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from silkfield.bundles import age_file
from silkfield.bundles.cutting import Cut, StreamToSend, cut
from silkfield.bundles.envelope import PART_BYTES, PARTS, PREAMBLE_BYTES, Kind, file_name
from silkfield.bundles.manifest import CHUNKS, BlobPay, Chunk, LogPay, Manifest, Span, write_manifest
from silkfield.bundles.seal import SEAL_BYTES, largest_padded
from silkfield.bundles.sending import Sending, WrittenPart, bundle_manifest, finish
from silkfield.bundles.waiting import Waiting, room_to_wait
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.log.limits import LARGEST_INTEGER
from silkfield.log.streams import TO_HEADQUARTERS, WITHIN_SITE, to_site

PRESETS = {
    "mail-10": 7_000_000,
    "mail-20": 14_000_000,
    "mail-25": 18_000_000,
    "messenger": 15_000_000,
    "usb": 64_000_000,
}
"""The largest part, in bytes, for mail that takes 10, 20 or 25 MB, for a messenger, for a stick."""

_CHUNK_WORDS = 256
_SMALLEST_ROOM = 512


@dataclass(frozen=True, slots=True)
class ChunkToSend:
    """One chunk of an attached file: the file's SHA-256 and its own in hex, and how to get its bytes."""

    file: str
    index: int
    length: int
    digest: str
    read: Callable[[], bytes]


_Planned = tuple[Cut, int] | list[ChunkToSend]
"""What goes into one part: entries, whose payload waits under a number, or chunks of files."""


def write_parts(
    sending: Sending,
    streams: Iterable[StreamToSend],
    chunks: Iterable[ChunkToSend] = (),
    *,
    part_bytes: int = PRESETS["mail-10"],
) -> Iterator[WrittenPart]:
    """Make the parts of a bundle, streams first, each file at most `part_bytes` long; raises Trouble.

    All is read and compressed before the first part comes out, since each part states how many there are.
    """
    if not 1 <= len(sending.to) <= age_file.RECIPIENTS:
        raise Trouble(_("A bundle goes to 1 to 16 laptops."), _("Send to some of them first."), code="recipients")
    room = _room(sending, min(part_bytes, PART_BYTES))
    with room_to_wait() as file:
        waiting = Waiting(file)
        planned: list[_Planned] = [
            (replace(piece, payload=b""), waiting.put(piece.payload))
            for stream in streams
            for piece in cut(stream, room)
        ]
        planned += _groups(chunks, room)
        if len(planned) > PARTS:
            raise Trouble(
                _("This bundle would have more than 9,999 parts."), _("Choose larger parts."), code="part-too-small"
            )
        for part, item in enumerate(planned, 1):
            yield _write(sending, item, (part, len(planned)), waiting)


def _write(sending: Sending, item: _Planned, place: tuple[int, int], waiting: Waiting) -> WrittenPart:
    name = file_name(sending.kind, sending.export, *place)
    if isinstance(item, list):
        payload = b"".join(chunk.read() for chunk in item)
        return WrittenPart(
            name, finish(sending.kind, sending, _chunks_manifest(sending, item, payload, place), payload), *place
        )
    piece, number = item
    payload = waiting.take(number)
    data = finish(sending.kind, sending, _log_manifest(sending, piece, payload, place), payload)
    return WrittenPart(name, data, *place, piece.source.stream, piece.first, piece.last)


def _groups(chunks: Iterable[ChunkToSend], room: int) -> Iterator[list[ChunkToSend]]:
    group: list[ChunkToSend] = []
    size = 0
    for chunk in chunks:
        needed = chunk.length + _CHUNK_WORDS
        if needed > room:
            raise Trouble(
                _("An attached file is too large for parts of this size."),
                _("Choose larger parts."),
                code="part-too-small",
            )
        if group and (size + needed > room or len(group) == CHUNKS):
            yield group
            group, size = [], 0
        group.append(chunk)
        size += needed
    if group:
        yield group


def _log_manifest(sending: Sending, piece: Cut, payload: bytes, place: tuple[int, int]) -> Manifest:
    source = piece.source
    span = Span(
        replica=source.stream.replica,
        audience=source.stream.audience,
        first=piece.first,
        last=piece.last,
        previous=piece.previous.hex(),
        last_hash=piece.last_hash.hex(),
        head=source.head,
        head_hash=source.head_hash.hex(),
    )
    pay = LogPay(length=len(payload), raw=piece.raw, digest=sha256(payload).hexdigest())
    return bundle_manifest(sending, place, span.audience, piece.schema or sending.schema, pay, span)


def _chunks_manifest(
    sending: Sending, group: Sequence[ChunkToSend], payload: bytes, place: tuple[int, int]
) -> Manifest:
    listed, offset = [], 0
    for chunk in group:
        listed.append(
            Chunk(file=chunk.file, index=chunk.index, offset=offset, length=chunk.length, digest=chunk.digest)
        )
        offset += chunk.length
    pay = BlobPay(length=len(payload), digest=sha256(payload).hexdigest(), chunks=tuple(listed))
    return bundle_manifest(sending, place, _chunk_audience(sending), sending.schema, pay, None)


def _chunk_audience(sending: Sending) -> str:
    match sending.kind:
        case Kind.DOWNLINK:
            return to_site(sending.site)
        case Kind.SITE_MATES:
            return WITHIN_SITE
    return TO_HEADQUARTERS


def _room(sending: Sending, part_bytes: int) -> int:
    """Return how many bytes of payload surely fit a part of so many bytes, whatever its manifest says."""
    widest = Span(
        replica=sending.replica,
        audience=to_site(sending.site),
        first=LARGEST_INTEGER,
        last=LARGEST_INTEGER,
        previous="0" * 64,
        last_hash="0" * 64,
        head=LARGEST_INTEGER,
        head_hash="0" * 64,
    )
    pay = LogPay(length=PART_BYTES, raw=PART_BYTES, digest="0" * 64)
    manifest = bundle_manifest(sending, (PARTS, PARTS), widest.audience, LARGEST_INTEGER, pay, widest)
    plaintext = largest_padded(max(SEAL_BYTES, age_file.room(part_bytes - PREAMBLE_BYTES, len(sending.to))))
    room = plaintext - SEAL_BYTES - len(write_manifest(manifest))
    if room < _SMALLEST_ROOM:
        raise Trouble(_("Parts of this size are too small."), _("Choose larger parts."), code="part-too-small")
    return room
