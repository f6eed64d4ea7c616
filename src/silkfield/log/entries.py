"""One save in one stream: its lines, what they say, and the hash that ties it to the save before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice, repeat

import msgspec
from msgspec import Struct

from silkfield.log.faults import CHAIN, ENTRY, LIMIT, LogFault
from silkfield.log.hashing import entry_hash, revision_id
from silkfield.log.limits import ENTRY_BYTES, LINE_BYTES, PAYLOAD_LINES, holds_nul
from silkfield.log.lines import Birth, Gone, Header, Revision, write_line
from silkfield.log.reading import Content, check_bytes, read_clean_body, read_clean_header
from silkfield.log.streams import Stream


class Body(Struct, frozen=True, gc=False):
    """One body of an entry: its exact line, the SHA-256 of the line as first written, its revision id, what it says."""

    line: bytes
    digest: bytes
    revision: str
    content: Content

    def __repr__(self) -> str:
        return f"Body({self.revision}, {self.content!r})"


class Entry(Struct, frozen=True, gc=False):
    """One entry of a stream, with the hash before it and its own."""

    stream: Stream
    previous: bytes
    hash: bytes
    header: Header
    header_line: bytes
    bodies: tuple[Body, ...]

    def __repr__(self) -> str:
        return f"Entry({self.stream}, {self.n}, {len(self.bodies)} bodies)"

    @property
    def n(self) -> int:
        """Return the number of this entry in its stream, from 1."""
        return self.header.n

    @property
    def text(self) -> bytes:
        """Return the lines as they travel, each ended by LF."""
        return b"\n".join((self.header_line, *(body.line for body in self.bodies), b""))

    @property
    def schema(self) -> int:
        """Return the highest schema number among the revisions, 0 when there are none."""
        return max((body.content.schema for body in self.bodies if isinstance(body.content, Revision)), default=0)


class EntryText(Struct, frozen=True, gc=False):
    """One entry as it lies in a store and travels: its number, its hash, its lines each ended by LF, its highest schema (0
    for none), the hash before it, how many lines there are."""

    n: int
    hash: bytes
    text: bytes
    schema: int
    previous: bytes
    lines: int

    def __repr__(self) -> str:
        return f"EntryText({self.n}, {len(self.text)} bytes)"


def write_entry(stream: Stream, previous: bytes, header: Header, bodies: Sequence[Struct | bytes]) -> Entry:
    """Make the next entry of a stream from its header and bodies (values, or lines kept as bytes).

    The header's count of bodies is set here. What readers would refuse is refused now: raises LogFault.
    """
    header = msgspec.structs.replace(header, bodies=len(bodies))
    lines = [body if isinstance(body, bytes) else write_line(body) for body in bodies]
    return read_entry(stream, previous, write_line(header), lines)


def read_entry(stream: Stream, previous: bytes, header_line: bytes, lines: Sequence[bytes]) -> Entry:
    """Read one entry from its header line and body lines; raises LogFault."""
    for line in (header_line, *lines):
        if b"\n" in line:
            raise LogFault(ENTRY, "a line that is two lines")
        check_bytes(line)
    return _make(stream, previous, read_clean_header(header_line), header_line, lines)


def read_entries(chunks: Iterable[bytes], stream: Stream, first: int, previous: bytes) -> Iterator[Entry]:
    """Read the entries of a log payload one by one, numbered from `first` and hanging on the hash `previous`.

    The payload comes in chunks of any size, so that it need not lie in memory as a whole. Raises LogFault; a fault after some
    entries says nothing about those before it, so take them only as a whole.
    """
    lines = _lines(chunks)
    for expected, header_line in enumerate(lines, first):
        header = read_clean_header(header_line)
        if header.n != expected:
            raise LogFault(CHAIN, f"entry {header.n} where {expected} should follow")
        entry = _make(stream, previous, header, header_line, list(islice(lines, header.bodies)))
        previous = entry.hash
        yield entry


def _make(stream: Stream, previous: bytes, header: Header, header_line: bytes, lines: Sequence[bytes]) -> Entry:
    """Read the bodies of an entry, whose lines' bytes were checked."""
    if header.bodies != len(lines):
        raise LogFault(ENTRY, f"entry {header.n} has not the number of bodies it states")
    if len(header_line) + sum(map(len, lines)) + len(lines) + 1 > ENTRY_BYTES:
        raise LogFault(LIMIT, f"entry {header.n} is larger than {ENTRY_BYTES} bytes")
    contents = list(map(read_clean_body, lines))
    born = Birth in map(type, contents)
    if born != (header.n == 1) or (born and len(lines) > 1):
        raise LogFault(ENTRY, f"entry {header.n}: a birth stands alone, in entry 1 and nowhere else")
    digests = list(map(_digest, lines, contents))
    own = entry_hash(previous, header.n, header_line, digests)
    revisions = map(revision_id, repeat(own), range(len(lines)))
    return Entry(stream, previous, own, header, header_line, tuple(map(Body, lines, digests, revisions, contents)))


def _digest(line: bytes, content: Content) -> bytes:
    """Return the SHA-256 of a body's line as first written."""
    return bytes.fromhex(content.digest) if type(content) is Gone else sha256(line).digest()


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Split chunks into lines, each ended by LF, and check their bytes; the rest of a chunk begins the next line."""
    count = 0
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        *lines, rest = text.split(b"\n")
        count += len(lines)
        if count > PAYLOAD_LINES:
            raise LogFault(LIMIT, f"more than {PAYLOAD_LINES} lines")
        if len(rest) > LINE_BYTES:
            raise LogFault(LIMIT, f"a line longer than {LINE_BYTES} bytes")
        if holds_nul(text) or max(map(len, lines), default=0) > LINE_BYTES:
            for line in lines:  # what is wrong with those before it is told first
                check_bytes(line)
                yield line
        else:
            yield from lines
    if rest:
        raise LogFault(ENTRY, "the last line is not ended")
