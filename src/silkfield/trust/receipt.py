"""The receipt: what headquarters has of a laptop's saves, what it misses, and what it had to refuse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

from msgspec import Meta, Struct, field

from silkfield.trust.documents import (
    Count,
    HexDigest,
    HexExport,
    Identifier,
    Number,
    SixteenBytes,
    read_document,
    write_document,
)

TIPS = 64
LINE_BYTES = 1 << 20


class Rejected(Struct, frozen=True, kw_only=True):
    """One part that headquarters could not take, and why."""

    export: HexExport
    part: Number
    code: Annotated[str, Meta(pattern=r"^[EW]_[A-Z_]{1,40}\Z")]


class Receipt(Struct, frozen=True, kw_only=True, tag_field="t", tag="ack"):
    """What headquarters has of one stream.

    `tips` end what hangs on the start without a hole, as (n, hash); `islands` lie beyond a hole, as (first, last, hash of
    the last); `wanted` are runs of missing 1 MiB chunks, first and last, by the SHA-256 of the file.
    """

    replica: Identifier = field(name="rep")
    audience: Annotated[str, Meta(min_length=1, max_length=64)] = field(name="aud")
    tips: Annotated[tuple[tuple[Count, HexDigest], ...], Meta(min_length=1, max_length=TIPS)]
    islands: tuple[tuple[Number, Number, HexDigest], ...] = ()
    wanted: dict[HexDigest, tuple[tuple[Count, Count], ...]] = field(name="want_blobs", default_factory=dict)
    rejected: tuple[Rejected, ...] = ()
    clashes: Count = 0
    salt: SixteenBytes = field(name="x")

    @property
    def tip_hashes(self) -> tuple[tuple[int, bytes], ...]:
        """Return the tips with their hashes as bytes."""
        return tuple((n, bytes.fromhex(end)) for n, end in self.tips)

    @property
    def island_hashes(self) -> tuple[tuple[int, int, bytes], ...]:
        """Return the islands with their hashes as bytes."""
        return tuple((first, last, bytes.fromhex(end)) for first, last, end in self.islands)


def receipt(
    replica: str,
    audience: str,
    *,
    tips: Iterable[tuple[int, bytes]],
    salt: str,
    islands: Iterable[tuple[int, int, bytes]] = (),
    wanted: Mapping[str, tuple[tuple[int, int], ...]] | None = None,
    rejected: Iterable[Rejected] = (),
    clashes: int = 0,
) -> Receipt:
    """Make the receipt for a stream; of more than 64 tips the highest are listed."""
    highest = sorted(tips, reverse=True)[:TIPS]
    return Receipt(
        replica=replica,
        audience=audience,
        tips=tuple((n, end.hex()) for n, end in highest),
        islands=tuple((first, last, end.hex()) for first, last, end in islands),
        wanted=dict(wanted or {}),
        rejected=tuple(rejected),
        clashes=clashes,
        salt=salt,
    )


def write_receipt(value: Receipt) -> bytes:
    """Write the log line of a receipt."""
    return write_document(value, limit=LINE_BYTES)


def read_receipt(line: bytes) -> Receipt:
    """Read the log line of a receipt; raises TrustFault."""
    return read_document(line, Receipt, limit=LINE_BYTES)
