"""The manifest of a part: the signed statement of who sends what to whom, and where it belongs in the log."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

from silkfield.bundles.envelope import PARTS, Kind, Preamble
from silkfield.bundles.faults import LIMIT, MANIFEST, NEED_UPDATE, BundleFault
from silkfield.log.faults import LogFault
from silkfield.log.hashing import genesis
from silkfield.log.limits import check_values, holds_nul
from silkfield.trust.documents import (
    Count,
    HexDigest,
    HexExport,
    Identifier,
    Moment,
    Number,
    Recipient,
)

RAW_BYTES = 64 << 20
CHUNK_BYTES = 1 << 20
CHUNKS = 4_096
CHUNKS_OF_A_FILE = 256
CORE = "core1"
UNDERSTOOD = frozenset({CORE})
"""What a sender may demand that its reader understands."""

Zone = Annotated[int, Meta(gt=-1440, lt=1440)]
Audience = Annotated[str, Meta(pattern=r"^(hq|site|all|own|s:[0-9a-f-]{36})\Z")]
StreamName = Annotated[str, Meta(pattern=r"^[0-9a-f-]{36}/[a-z0-9:-]{1,40}\Z")]
PartNumber = Annotated[int, Meta(ge=1, le=PARTS)]


class Span(Struct, frozen=True, kw_only=True):
    """Which entries of which stream a part holds, and how far the stream reached when the part was made."""

    replica: Identifier = field(name="rep")
    audience: Audience = field(name="aud")
    first: Number = field(name="frm")
    last: Count = field(name="to")
    previous: HexDigest = field(name="prev")
    last_hash: HexDigest = field(name="last")
    head: Count
    head_hash: HexDigest = field(name="head_eh")

    @property
    def is_empty(self) -> bool:
        """Tell whether the part only says that there is nothing new."""
        return self.last == self.first - 1


class LogPay(Struct, frozen=True, kw_only=True, tag_field="kind", tag="log"):
    """A payload of log entries: one zstd frame of `length` bytes that opens to `raw` bytes."""

    length: Count = field(name="len")
    raw: Count
    digest: HexDigest = field(name="sha256")


class Chunk(Struct, frozen=True, kw_only=True):
    """One chunk of a file: which file, which chunk of it, where in the payload, how long, and its SHA-256."""

    file: HexDigest = field(name="b")
    index: Annotated[int, Meta(ge=0, lt=CHUNKS_OF_A_FILE)] = field(name="i")
    offset: Count = field(name="o")
    length: Annotated[int, Meta(ge=0, le=CHUNK_BYTES)] = field(name="l")
    digest: HexDigest = field(name="h")


class BlobPay(Struct, frozen=True, kw_only=True, tag_field="kind", tag="blob"):
    """A payload of chunks of attached files."""

    length: Count = field(name="len")
    digest: HexDigest = field(name="sha256")
    chunks: tuple[Chunk, ...]


class ControlPay(Struct, frozen=True, kw_only=True, tag_field="kind", tag="ctl"):
    """A payload of one JSON document."""

    length: Count = field(name="len")
    digest: HexDigest = field(name="sha256")


class NewerPay(Struct, frozen=True, tag_field="kind", tag="?"):
    """A payload of a kind that only a newer Silkfield knows."""


class Manifest(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the signer of a part states about it. Times are milliseconds since 1970 UTC, `zone` minutes east."""

    version: Literal[1] = field(name="v")
    network: Identifier = field(name="net")
    export: HexExport
    part: PartNumber
    parts: PartNumber
    number: Number | None = field(name="bn", default=None)
    replica: Identifier | None = field(name="rep", default=None)
    site: Identifier | None = None
    device: HexDigest = field(name="dev")
    to: Annotated[tuple[Recipient, ...], Meta(max_length=16)]
    audience: Audience | None = field(name="aud", default=None)
    wall: Moment
    zone: Zone = field(name="tz")
    clock: Literal["ok", "suspect"] | None = field(name="clk", default=None)
    app: Annotated[str, Meta(min_length=1, max_length=64)]
    schema: Count | None = field(name="sv", default=None)
    highest_schema: Count | None = field(name="sv_max", default=None)
    need: Annotated[tuple[str, ...], Meta(max_length=64)]
    roster: Count | None = None
    seen: dict[StreamName, tuple[Count, HexDigest]] | None = None
    stream: Span | None = None
    pay: LogPay | BlobPay | ControlPay | NewerPay


_PAY_KINDS = frozenset({"log", "blob", "ctl"})
_OF_BUNDLES = ("replica", "site", "audience", "clock", "schema", "highest_schema", "roster", "seen")
_DOCUMENT_KINDS = (Kind.INVITATION, Kind.ENROLMENT)


def write_manifest(manifest: Manifest) -> bytes:
    """Write a manifest as it is signed."""
    return msgspec.json.encode(manifest)


def read_manifest(data: bytes, preamble: Preamble, key: bytes) -> Manifest:
    """Read the manifest of a part of this preamble, signed by the key of this id; raises BundleFault."""
    manifest = _read(data)
    _check_outside(manifest, preamble, key)
    if preamble.kind in _DOCUMENT_KINDS:
        _require(isinstance(manifest.pay, ControlPay | NewerPay), "a document in another payload than ctl")
        _require(manifest.stream is None, "a stream in a document")
    else:
        _require(all(getattr(manifest, name) is not None for name in _OF_BUNDLES), "a required member is missing")
        _require(not isinstance(manifest.pay, ControlPay), "a document in a bundle")
        _require(
            (manifest.stream is not None) == isinstance(manifest.pay, LogPay), "a stream without a log, or the reverse"
        )
    if isinstance(manifest.pay, LogPay) and manifest.stream is not None:
        _check_span(manifest, manifest.stream, manifest.pay)
    if isinstance(manifest.pay, BlobPay):
        _check_chunks(manifest.pay)
    return manifest


def _read(data: bytes) -> Manifest:
    if holds_nul(data):
        raise BundleFault(MANIFEST, "U+0000 in the manifest")
    try:
        members = msgspec.json.decode(data, type=dict[str, Any])
        check_values(members.values(), 1, strings=True)
        _forgive_newer(members)
        return msgspec.convert(members, Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BundleFault(MANIFEST, "not the shape of a manifest") from None
    except RecursionError:
        raise BundleFault(LIMIT, "a manifest nested too deep") from None
    except LogFault as fault:
        raise BundleFault(LIMIT if fault.code == LIMIT else MANIFEST, fault.detail) from None


def _forgive_newer(members: dict[str, Any]) -> None:
    """Let a payload of an unknown kind pass for now: it is refused after the checks that come before it."""
    version, pay = members.get("v"), members.get("pay")
    if type(version) is int and version > 1:
        raise BundleFault(NEED_UPDATE, f"manifest version {version}")
    if isinstance(pay, dict) and isinstance(kind := pay.get("kind"), str) and kind not in _PAY_KINDS:
        members["pay"] = {"kind": "?"}


def _check_outside(manifest: Manifest, preamble: Preamble, key: bytes) -> None:
    _require(manifest.device == key.hex(), "another key than the one that signed")
    _require(CORE in manifest.need, "core1 is not needed")
    _require(bool(manifest.to) != (preamble.kind is Kind.INVITATION), "recipients")
    inside = (manifest.export, manifest.part, manifest.parts)
    _require(inside == (preamble.export.hex(), preamble.part, preamble.parts), "another part than the preamble's")


def _check_span(manifest: Manifest, span: Span, pay: LogPay) -> None:
    if pay.raw > RAW_BYTES:
        raise BundleFault(LIMIT, f"a payload of {pay.raw} bytes")
    _require(span.audience == manifest.audience, "a stream of another audience")
    starts = span.previous == genesis(span.replica, span.audience).hex()
    _require((span.first == 1) == starts, "the start of a stream")
    _require(span.first - 1 <= span.last <= span.head, "first, last and head")
    _require(span.is_empty == (pay.raw == 0), "entries without bytes, or the reverse")
    _require(not span.is_empty or span.last_hash == span.previous, "the hash of nothing new")
    _require(span.last < span.head or span.last_hash == span.head_hash, "the hash of the head")


def _check_chunks(pay: BlobPay) -> None:
    if len(pay.chunks) > CHUNKS:
        raise BundleFault(LIMIT, f"{len(pay.chunks)} chunks")
    _require(bool(pay.chunks), "a blob part without chunks")
    expected = 0
    highest: dict[str, int] = {}
    for chunk in pay.chunks:
        _require(chunk.offset == expected, "chunks with a gap")
        expected += chunk.length
        highest[chunk.file] = max(highest.get(chunk.file, 0), chunk.index)
    _require(expected == pay.length, "chunks and payload differ in length")
    _require(
        all(chunk.length == CHUNK_BYTES or chunk.index == highest[chunk.file] for chunk in pay.chunks),
        "a short chunk that is not the last of its file",
    )


def _require(holds: bool, rule: str) -> None:
    if not holds:
        raise BundleFault(MANIFEST, rule)
