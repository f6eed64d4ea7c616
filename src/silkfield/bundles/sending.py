"""One sending: who sends what to whom, and how any part of it becomes a signed, encrypted file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from silkfield.bundles import age_file
from silkfield.bundles.envelope import Kind, file_name, signed_bytes, wrap
from silkfield.bundles.manifest import CORE, BlobPay, ControlPay, LogPay, Manifest, Span, write_manifest
from silkfield.bundles.seal import seal
from silkfield.log.streams import Stream
from silkfield.trust.keys import SigningKey, recipient_hint


def _new_export() -> bytes:
    return os.urandom(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What every file states: who signs it, for whom, in which network, when, with which program.

    `to` are the age recipients, at most 16, none for an invitation. `wall` is milliseconds since 1970 UTC, `zone` minutes
    east. `export` is the 16 random bytes that all parts share.
    """

    key: SigningKey
    network: str
    wall: int
    zone: int
    app: str
    to: tuple[str, ...] = ()
    export: bytes = field(default_factory=_new_export)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending(Letter):
    """What a bundle states beyond that.

    `site` is the sender's, or at headquarters the addressee's. `schema` and `roster` are the numbers the sender works
    with, `seen` the newest entry it holds of each stream of the other side, `number` the bundle's number on this laptop.
    """

    kind: Kind
    replica: str
    site: str
    schema: int
    roster: int
    seen: Mapping[Stream, tuple[int, bytes]] = field(default_factory=dict)
    number: int | None = None
    clock_suspect: bool = False


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """One finished file. `stream` is None for chunks and documents, `last` is `first` - 1 where nothing is new."""

    name: str
    data: bytes = field(repr=False)
    part: int = 1
    parts: int = 1
    stream: Stream | None = None
    first: int = 0
    last: int = 0


def write_invite(document: bytes, letter: Letter) -> WrittenPart:
    """Make the file of an invitation from its document: signed by headquarters, not encrypted, to nobody."""
    return _write_document(Kind.INVITATION, document, letter)


def write_enrol(document: bytes, letter: Letter) -> WrittenPart:
    """Make the file of an enrolment from its document: signed by the laptop, encrypted to headquarters."""
    return _write_document(Kind.ENROLMENT, document, letter)


def _write_document(kind: Kind, document: bytes, letter: Letter) -> WrittenPart:
    pay = ControlPay(length=len(document), digest=sha256(document).hexdigest())
    manifest = Manifest(
        version=1,
        network=letter.network,
        export=letter.export.hex(),
        part=1,
        parts=1,
        device=letter.key.id.hex(),
        to=letter.to,
        wall=letter.wall,
        zone=letter.zone,
        app=letter.app,
        need=(CORE,),
        pay=pay,
    )
    return WrittenPart(file_name(kind, letter.export, 1, 1), finish(kind, letter, manifest, document))


def bundle_manifest(
    sending: Sending, place: tuple[int, int], audience: str, highest: int, pay: LogPay | BlobPay, stream: Span | None
) -> Manifest:
    """Make the manifest of one part of a bundle; `place` is part and parts, `highest` the highest schema inside."""
    return Manifest(
        version=1,
        network=sending.network,
        export=sending.export.hex(),
        part=place[0],
        parts=place[1],
        number=sending.number,
        replica=sending.replica,
        site=sending.site,
        device=sending.key.id.hex(),
        to=sending.to,
        audience=audience,
        wall=sending.wall,
        zone=sending.zone,
        clock="suspect" if sending.clock_suspect else "ok",
        app=sending.app,
        schema=sending.schema,
        highest_schema=highest,
        need=(CORE,),
        roster=sending.roster,
        seen={str(known): (n, end.hex()) for known, (n, end) in sending.seen.items()},
        stream=stream,
        pay=pay,
    )


def finish(kind: Kind, letter: Letter, manifest: Manifest, payload: bytes) -> bytes:
    """Sign, pad, encrypt and wrap one part into the bytes of its file; an invitation is neither padded nor encrypted."""
    place = (kind, letter.export, manifest.part, manifest.parts)
    encrypted = kind is not Kind.INVITATION
    body = seal(letter.key, signed_bytes(*place), write_manifest(manifest), payload, pad=encrypted)
    if not encrypted:
        return wrap(*place, bytes(8), body)
    return wrap(*place, recipient_hint(letter.to[0]), age_file.encrypt(body, letter.to))
