"""Good parts of the newest golden files, whose keys are published: taken apart, and put together again by an insider."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from random import Random

import zstandard

from fuzzing.spoiling import bytewise, either, jsonwise, linewise
from golden_files import Golden, versions
from silkfield.bundles import age_file
from silkfield.bundles.envelope import Kind, read_preamble, signed_bytes, wrap
from silkfield.bundles.opening import LogContent, read_part
from silkfield.bundles.payload import take_payload
from silkfield.bundles.policy import Reader
from silkfield.bundles.seal import seal, unseal
from silkfield.formkit.form import Audience
from silkfield.forms import all_forms
from silkfield.operations.sitting import Office, from_json
from silkfield.trust.keys import SigningKey, TransportKey, decoded
from silkfield.trust.roster import read_roster


@dataclass(frozen=True, slots=True)
class People:
    """Whose keys open the golden files of the newest version, and how each of them reads."""

    golden: Golden
    offices: dict[str, Office]

    def reader(self, who: str) -> Reader:
        office = self.offices[who]
        headquarters = decoded(office.headquarters_key)
        return Reader(
            keys=(TransportKey(office.transport_secret),),
            network=office.network,
            headquarters=headquarters,
            roster=read_roster(self.golden.keys["roster"].encode(), headquarters),
            site=None if office.is_headquarters else office.site,
            only_site=frozenset(form.key for form in all_forms().values() if form.audience is Audience.SITE),
        )

    def reads(self, data: bytes) -> Reader:
        """Return who reads a file of this kind."""
        return self.reader("headquarters" if data[10:11] in (b"\1", b"\4", b"\5") else "ISB2")

    def signs(self, kind: Kind) -> SigningKey:
        """Return who signs a file of this kind."""
        headquarters = kind in (Kind.DOWNLINK, Kind.INVITATION)
        return SigningKey(decoded(self.offices["headquarters" if headquarters else "ISB1"].signing_seed))


@cache
def people() -> People:
    golden = Golden.of(versions()[-1])
    return People(golden, {who: from_json(office) for who, office in golden.keys["offices"].items()})


@dataclass(frozen=True, slots=True)
class Opened:
    """A good part taken apart: the file, what the age file holds, manifest, payload, and its lines."""

    data: bytes
    plain: bytes
    manifest: bytes
    payload: bytes
    lines: bytes = b""


@cache
def parts() -> tuple[Opened, ...]:
    found = []
    for path in sorted(people().golden.folder.glob("*.skf*")):
        data = path.read_bytes()
        reader = people().reads(data)
        plain = data[96:] if data[10] == Kind.INVITATION else age_file.decrypt(data[96:], reader.keys)
        part, taken = read_part(data, reader), unseal(plain)
        payload = bytes(take_payload(taken.rest, part.manifest.pay.length, part.manifest.pay.digest))
        content = part.content
        lines = b"".join(entry.text for entry in content.entries) if isinstance(content, LogContent) else b""
        found.append(Opened(data, plain, taken.manifest, payload, lines))
    return tuple(found)


def bodies(kind: bytes = b"") -> list[bytes]:
    """Return the bodies of all good parts, or those of one type."""
    lines = [line for part in parts() for line in part.lines.split(b"\n") if line]
    return [line for line in lines if line.startswith(b'{"t":"' + kind)]


def whole(data: bytes) -> object:
    return read_part(data, people().reads(data))


def with_outside_right(chance: Random, good: bytes, others: Sequence[bytes]) -> bytes:
    """Spoil what is inside the preamble, and make length and hash right, as any stranger can."""
    outside = read_preamble(good)
    spoilt = bytewise(chance, good[96:], [other[96:] for other in others])
    return wrap(outside.kind, outside.export, outside.part, outside.parts, outside.hint, spoilt)


def by_an_insider(chance: Random, good: bytes, _others: Sequence[bytes]) -> bytes:
    """Spoil manifest or lines, then sign and encrypt as an admitted laptop or headquarters itself could."""
    part = next(one for one in parts() if one.data == good)
    outside, manifest, payload, lines = read_preamble(good), part.manifest, part.payload, part.lines
    match chance.randrange(6):
        case 0:
            manifest = either(jsonwise, bytewise)(chance, manifest, [one.manifest for one in parts()])
        case 1 if lines:
            payload = packed(linewise(chance, lines, [one.lines for one in parts() if one.lines]))
        case 2 if lines:
            payload = bytewise(chance, payload, [one.payload for one in parts()])
        case _ if lines:
            payload = packed(linewise(chance, lines, [lines]))
        case _:
            payload = jsonwise(chance, payload, [payload])
    if payload != part.payload:
        manifest = stating(manifest, payload)
    place = (outside.kind, outside.export, outside.part, outside.parts)
    encrypted = outside.kind is not Kind.INVITATION
    body = seal(people().signs(outside.kind), signed_bytes(*place), manifest, payload, pad=encrypted)
    to = [key.recipient for key in people().reads(good).keys]
    return wrap(*place, outside.hint, age_file.encrypt(body, to) if encrypted else body)


def packed(lines: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=3).compress(lines)


def raw_length(payload: bytes) -> int:
    """Return how many bytes a frame opens to, 0 for what is none."""
    try:
        return len(zstandard.ZstdDecompressor().decompressobj().decompress(payload))
    except zstandard.ZstdError:
        return 0


def stating(manifest: bytes, payload: bytes) -> bytes:
    """Make a manifest state the length and hash of another payload, where it still can."""
    try:
        members = json.loads(manifest)
        members["pay"].update({"len": len(payload), "sha256": sha256(payload).hexdigest()})
        if raw := raw_length(payload):
            members["pay"]["raw"] = raw
        return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()
    except (ValueError, LookupError, TypeError, AttributeError):
        return manifest
