"""Cutting a stream into payloads that each fit a part: compressed as they grow, an entry never in two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import zstandard

from silkfield.bundles.manifest import RAW_BYTES
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.log.limits import BODIES, PAYLOAD_LINES
from silkfield.log.streams import Stream

PARAMETERS = zstandard.ZstdCompressionParameters.from_level(3, window_log=18)
"""Lines of a register repeat what stands near them: a window of 256 KB finds it in less time and no more bytes."""

PART_ENTRIES = 15_000
"""How many entries a part holds at most, so that a reader who holds them all needs little memory."""

_BATCH_BYTES = 128 << 10
_FRAME_SLACK = 512
_ENTRY_LINES = BODIES + 1


class EntryText(NamedTuple):
    """An entry as it lies in a store: its number, its hash, its lines each ended by LF, its highest schema (0 for none)."""

    n: int
    hash: bytes
    text: bytes
    schema: int

    def __repr__(self) -> str:
        return f"EntryText({self.n}, {len(self.text)} bytes)"


@dataclass(frozen=True, slots=True)
class StreamToSend:
    """The entries of a stream from `first` to its head.

    `previous` is the hash before `first`; with `first` past the head there is nothing new, and one empty part says so.
    `read` gives the entries from one number to another, both included, in order; it may be called more than once.
    """

    stream: Stream
    first: int
    previous: bytes
    head: int
    head_hash: bytes
    read: Callable[[int, int], Iterable[EntryText]]


@dataclass(frozen=True, slots=True)
class Cut:
    """What goes into one part: which entries, and their compressed lines."""

    source: StreamToSend
    first: int
    last: int
    previous: bytes
    last_hash: bytes
    schema: int
    raw: int
    payload: bytes = field(repr=False)


def cut(source: StreamToSend, room: int) -> Iterator[Cut]:
    """Cut a stream into payloads of at most `room` bytes; raises Trouble when one entry alone is larger.

    One payload is held at a time.
    """
    growing = _Growing(source, source.first, source.previous, room)
    if source.first <= source.head:
        for entry in source.read(source.first, source.head):
            if not growing.has_room(entry.text):
                yield growing.finish()
                growing = _Growing(source, entry.n, growing.last_hash, room)
            growing.add(entry)
    yield growing.finish()


class _Growing:
    """A payload while it grows. Entries are compressed in batches, so its exact size is asked for only near the limit."""

    def __init__(self, source: StreamToSend, first: int, previous: bytes, room: int) -> None:
        self._source = source
        self._first = first
        self._last = first - 1
        self._previous = previous
        self.last_hash = previous
        self._room = room
        self._schema = self._raw = self._lines = 0
        self._compressor = zstandard.ZstdCompressor(compression_params=PARAMETERS).compressobj()
        self._compressed: list[bytes] = []
        self._size = 0
        self._batch: list[bytes] = []
        self._batched = 0
        self._pending = 0

    def has_room(self, text: bytes) -> bool:
        if not self._raw:
            return True
        if self._raw + len(text) > RAW_BYTES or self._lines + _ENTRY_LINES > PAYLOAD_LINES:
            return False
        if self._last - self._first + 1 == PART_ENTRIES:
            return False
        if self._fits(self._pending + len(text)):
            return True
        self._compress()
        self._take(self._compressor.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK))
        self._pending = 0
        return self._fits(len(text))

    def add(self, entry: EntryText) -> None:
        self._last, self.last_hash = entry.n, entry.hash
        self._schema = max(self._schema, entry.schema)
        self._raw += len(entry.text)
        self._lines += entry.text.count(b"\n")
        self._pending += len(entry.text)
        self._batched += len(entry.text)
        self._batch.append(entry.text)
        if self._batched >= _BATCH_BYTES:
            self._compress()

    def finish(self) -> Cut:
        self._compress()
        self._take(self._compressor.flush())
        payload = b"".join(self._compressed)
        if len(payload) > self._room:
            raise Trouble(
                _("One saved change is too large for parts of this size."),
                _("Choose larger parts, for example those for a USB stick."),
                code="part-too-small",
            )
        span = (self._first, self._last, self._previous, self.last_hash)
        return Cut(self._source, *span, self._schema, self._raw, payload)

    def _fits(self, raw: int) -> bool:
        """Tell whether so many more bytes surely fit, even if they do not compress at all."""
        return self._size + raw + (raw >> 8) + _FRAME_SLACK <= self._room

    def _compress(self) -> None:
        self._take(self._compressor.compress(b"".join(self._batch)))
        self._batch.clear()
        self._batched = 0

    def _take(self, compressed: bytes) -> None:
        if compressed:
            self._compressed.append(compressed)
            self._size += len(compressed)
