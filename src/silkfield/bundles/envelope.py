"""The outside of a part: what a stranger may know, and whether the file arrived whole."""

from __future__ import annotations

import struct
from base64 import b32encode
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from zlib import crc32

from silkfield.bundles.faults import (
    DAMAGED,
    LIMIT,
    NEED_UPDATE,
    NOT_SKF,
    TRUNCATED,
    VERSION,
    BundleFault,
)
from silkfield.language import _

MAGIC = b"\x89SKF\r\n\x1a\n"
PREAMBLE_BYTES = 96
SIGNED_BYTES = 32
"""How much of the preamble the signature inside covers: everything up to the length."""
PARTS = 9_999
PART_BYTES = 64 << 20
_LAYOUT = struct.Struct(">8sBBBB16sHHQ8s32s12sI")
_RESERVED_KIND = 6


class Kind(IntEnum):
    """Which way a part goes."""

    UPLINK = 1
    DOWNLINK = 2
    SITE_MATES = 3
    INVITATION = 4
    ENROLMENT = 5


_ENDINGS = {Kind.INVITATION: "skf-invite", Kind.ENROLMENT: "skf-enrol"}


@dataclass(frozen=True, slots=True)
class Preamble:
    """The first 96 bytes of a part. `length` and `digest` describe everything after them."""

    kind: Kind
    export: bytes
    part: int
    parts: int
    length: int
    hint: bytes
    digest: bytes

    def pack(self) -> bytes:
        """Write the preamble."""
        fields = (1, 0, self.kind, 0, self.export, self.part, self.parts, self.length, self.hint, self.digest, b"")
        start = _LAYOUT.pack(MAGIC, *fields, 0)[:-4]
        return start + crc32(start).to_bytes(4, "big")


def signed_bytes(kind: Kind, export: bytes, part: int, parts: int) -> bytes:
    """Return the bytes of the preamble that the signature covers."""
    return Preamble(kind, export, part, parts, 0, b"", b"").pack()[:SIGNED_BYTES]


def wrap(kind: Kind, export: bytes, part: int, parts: int, hint: bytes, body: bytes) -> bytes:
    """Make the whole file of a part from what follows its preamble."""
    return Preamble(kind, export, part, parts, len(body), hint, sha256(body).digest()).pack() + body


def read_preamble(data: bytes) -> Preamble:
    """Read the first 96 bytes of a part, in the order of checks of the format; raises BundleFault."""
    if len(data) < PREAMBLE_BYTES:
        raise BundleFault(TRUNCATED, "shorter than a preamble")
    magic, major, _minor, kind, flags, export, part, parts, length, hint, digest, reserved, checksum = (
        _LAYOUT.unpack_from(data)
    )
    if magic != MAGIC:
        if magic[1:4] == MAGIC[1:4]:
            raise BundleFault(DAMAGED, "magic changed in transfer")
        raise BundleFault(NOT_SKF, "no magic")
    if crc32(data[: PREAMBLE_BYTES - 4]) != checksum:
        raise BundleFault(DAMAGED, "checksum of the preamble")
    if major != 1 or flags or any(reserved):
        raise BundleFault(VERSION, f"major {major}, flags {flags}")
    if kind == _RESERVED_KIND:
        raise BundleFault(NEED_UPDATE, "kind 6")
    if kind not in Kind.__members__.values():
        raise BundleFault(VERSION, f"kind {kind}")
    if not 1 <= part <= parts <= PARTS:
        raise BundleFault(LIMIT, f"part {part} of {parts}")
    return Preamble(Kind(kind), export, part, parts, length, hint, digest)


def unwrap(data: bytes) -> tuple[Preamble, bytes]:
    """Check that a part arrived whole and return its preamble and what follows; raises BundleFault."""
    preamble = read_preamble(data)
    expected = PREAMBLE_BYTES + preamble.length
    if expected > PART_BYTES:
        raise BundleFault(LIMIT, f"a part of {expected} bytes")
    if len(data) < expected:
        raise BundleFault(TRUNCATED, "shorter than stated", incomplete(len(data), expected))
    if len(data) > expected:
        raise BundleFault(DAMAGED, "longer than stated")
    body = data[PREAMBLE_BYTES:]
    if sha256(body).digest() != preamble.digest:
        raise BundleFault(DAMAGED, "hash of the body")
    return preamble, body


def file_name(kind: Kind, export: bytes, part: int, parts: int) -> str:
    """Return the name of a part's file; it is only a hint and says nothing about the sender."""
    ending = _ENDINGS.get(kind, "skf")
    return f"SF-{b32encode(sha256(export).digest())[:8].decode()}-{part:02d}of{parts:02d}.{ending}"


def incomplete(arrived: int, expected: int) -> str:
    """Say how many bytes of a file arrived."""
    unit, divisor = (_("MB"), 1_000_000) if expected >= 1_000_000 else (_("kB"), 1_000)
    message = _("This file is not complete: {arrived} of {expected} arrived.")
    return message.format(arrived=f"{arrived / divisor:.1f}", expected=f"{expected / divisor:.1f} {unit}")


@dataclass(frozen=True, slots=True)
class Inspection:
    """What anybody can tell about a file without a key. `preamble` is None when not even that can be read."""

    size: int
    preamble: Preamble | None
    fault: BundleFault | None

    @property
    def stated(self) -> int | None:
        """How many bytes the file should have, None when it does not say."""
        return PREAMBLE_BYTES + self.preamble.length if self.preamble else None

    @property
    def whole(self) -> bool:
        """Tell whether the file is a part that arrived as it was sent."""
        return self.fault is None


def inspect(data: bytes) -> Inspection:
    """Look at a file from outside: is it a part, which one, and did it arrive whole?"""
    preamble = None
    try:
        preamble = read_preamble(data)
        unwrap(data)
    except BundleFault as fault:
        return Inspection(len(data), preamble, fault)
    return Inspection(len(data), preamble, None)
