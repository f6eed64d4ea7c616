"""Cutting a stream into payloads that each fit a part: compressed as they grow, an entry never in two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import zstandard

from silkfield.bundles.manifest import RAW_BYTES
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.log.entries import EntryText
from silkfield.log.limits import PAYLOAD_LINES
from silkfield.log.streams import Stream

PARAMETERS = zstandard.ZstdCompressionParameters.from_level(3, window_log=18)
"""Lines of a register repeat what stands near them: a window of 256 KB finds it in less time and no more bytes."""

PART_ENTRIES = 15_000
"""How many entries a part holds at most, so that a reader who holds them all needs little memory."""

_BATCH_BYTES = 128 << 10
_FRAME_SLACK = 512


@dataclass(frozen=True, slots=True)
class StreamToSend:
    """The entries of a stream from `first` to its head.

    `previous` is the hash before `first`; with `first` past the head there is nothing new, and one empty part says so.
    `read` gives the entries from one number to another, both included, in order.
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
        for some in _batches(source.read(source.first, source.head)):
            if growing.add(some):
                continue
            for entry in some:  # near the limit each by itself
                if not growing.add([entry]):
                    yield growing.finish()
                    growing = _Growing(source, entry.n, growing.last_hash, room)
                    growing.add([entry])
    yield growing.finish()


def _batches(entries: Iterable[EntryText]) -> Iterator[list[EntryText]]:
    some: list[EntryText] = []
    size = 0
    for entry in entries:
        some.append(entry)
        size += len(entry.text)
        if size >= _BATCH_BYTES:
            yield some
            some, size = [], 0
    if some:
        yield some


class _Growing:
    """A payload while it grows; its exact size is asked for only near the limit."""

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
        self._pending = 0

    def add(self, some: Sequence[EntryText]) -> bool:
        """Add entries that follow, if there surely is room for all of them; the first one always has room."""
        text = b"".join([entry.text for entry in some])
        lines = sum([entry.lines for entry in some])
        if (self._raw or len(some) > 1) and not self._has_room(len(some), len(text), lines):
            return False
        self._last, self.last_hash = some[-1].n, some[-1].hash
        self._schema = max(self._schema, *[entry.schema for entry in some])
        self._raw += len(text)
        self._lines += lines
        self._pending += len(text)
        self._take(self._compressor.compress(text))
        return True

    def _has_room(self, entries: int, raw: int, lines: int) -> bool:
        if self._raw + raw > RAW_BYTES or self._lines + lines > PAYLOAD_LINES:
            return False
        if self._last - self._first + 1 + entries > PART_ENTRIES:
            return False
        if self._fits(self._pending + raw):
            return True
        self._take(self._compressor.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK))
        self._pending = 0
        return self._fits(raw)

    def finish(self) -> Cut:
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

    def _take(self, compressed: bytes) -> None:
        if compressed:
            self._compressed.append(compressed)
            self._size += len(compressed)
