"""A small network with fixed keys: headquarters, one site with two laptops, and the means to make and forge parts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest
import zstandard

from silkfield.bundles import age_file
from silkfield.bundles.cutting import StreamToSend
from silkfield.bundles.envelope import Kind, signed_bytes, wrap
from silkfield.bundles.faults import BundleFault
from silkfield.bundles.opening import read_part
from silkfield.bundles.packing import write_parts
from silkfield.bundles.policy import Reader
from silkfield.bundles.seal import padded
from silkfield.bundles.sending import Letter, Sending
from silkfield.log.entries import Entry, EntryText, write_entry
from silkfield.log.lines import Birth, Header, revision
from silkfield.log.streams import TO_ALL_SITES, TO_HEADQUARTERS, Stream
from silkfield.trust.keys import SigningKey, TransportKey, encoded, recipient_hint
from silkfield.trust.roster import Device, Roster, Site, first_roster

GOLDEN = Path(__file__).parent / "golden"
NETWORK = "0192f3a4-0000-7000-8000-000000000001"
SITE = "0192f3a4-0000-7000-8000-000000000002"
OTHER_SITE = "0192f3a4-0000-7000-8000-000000000003"
REPLICA = "0192f3a4-0000-7000-8000-00000000000a"
HQ_REPLICA = "0192f3a4-0000-7000-8000-00000000000b"
USER = "0192f3a4-0000-7000-8000-00000000000c"
RECORD = "0192f3a4-0000-7000-8000-00000000000d"
SALT = "AQEBAQEBAQEBAQEBAQEBAQ"


def counting(start: int) -> Callable[[int], bytes]:
    return lambda length: bytes((start + at) % 256 for at in range(length))


@dataclass(frozen=True)
class Person:
    """Whoever signs and opens: a laptop, or headquarters."""

    signing: SigningKey
    transport: TransportKey


def person(seed: int, secret: int) -> Person:
    return Person(SigningKey.generate(counting(seed)), TransportKey.generate(counting(secret)))


@dataclass(frozen=True)
class World:
    """Everybody, and what they make."""

    headquarters: Person = field(default_factory=lambda: person(32, 64))
    laptop: Person = field(default_factory=lambda: person(0, 96))
    mate: Person = field(default_factory=lambda: person(128, 130))
    elsewhere: Person = field(default_factory=lambda: person(160, 162))
    stranger: Person = field(default_factory=lambda: person(192, 194))

    def device(self, someone: Person, site: str = SITE) -> Device:
        return Device(
            key_id=someone.signing.id.hex(),
            signing=encoded(someone.signing.public),
            transport=someone.transport.recipient,
            site=site,
            name="laptop",
            added=1,
        )

    @property
    def roster(self) -> Roster:
        first = first_roster(NETWORK, self.headquarters.signing, (self.headquarters.transport.recipient,), 1)
        sites = first.with_site(Site(id=SITE, code="LHE2", name="Lahore 2"), 2)
        sites = sites.with_site(Site(id=OTHER_SITE, code="ISB", name="Islamabad"), 3)
        for someone, site in ((self.laptop, SITE), (self.mate, SITE), (self.elsewhere, OTHER_SITE)):
            sites = sites.with_device(self.device(someone, site), 4)
        return sites

    def reader(self, someone: Person, **changes: Any) -> Reader:
        site = None if someone is self.headquarters else OTHER_SITE if someone is self.elsewhere else SITE
        known = Reader(
            keys=(someone.transport,),
            network=NETWORK,
            headquarters=self.headquarters.signing.public,
            roster=self.roster,
            site=site,
            only_headquarters=frozenset({"code_list"}),
            only_site=frozenset({"client_identity"}),
        )
        return replace(known, **changes)

    def sending(self, kind: Kind = Kind.UPLINK, sender: Person | None = None, **changes: Any) -> Sending:
        to_headquarters = kind is Kind.UPLINK
        from_headquarters = kind is Kind.DOWNLINK
        recipient = self.headquarters if to_headquarters else self.laptop if from_headquarters else self.mate
        made = Sending(
            kind=kind,
            key=(sender or (self.headquarters if from_headquarters else self.laptop)).signing,
            network=NETWORK,
            wall=1764000005000,
            zone=300,
            app="1.0.0",
            to=(recipient.transport.recipient,),
            export=bytes(range(0xC0, 0xD0)),
            replica=HQ_REPLICA if from_headquarters else REPLICA,
            site=SITE,
            schema=1,
            roster=1,
            number=1,
        )
        return replace(made, **changes)

    def entries(
        self, bodies: Sequence[Any] = (), *, kind: Kind = Kind.UPLINK, audience: str = "", sender: Person | None = None
    ) -> list[Entry]:
        """A stream from its birth on, with one entry for each further body."""
        from_headquarters = kind is Kind.DOWNLINK
        stream = Stream(
            HQ_REPLICA if from_headquarters else REPLICA,
            audience or (TO_ALL_SITES if from_headquarters else TO_HEADQUARTERS),
        )
        begun_by = sender or (self.headquarters if from_headquarters else self.laptop)
        birth = Birth(device=begun_by.signing.id.hex(), why="install", salt=SALT)
        entries: list[Entry] = []
        for n, body in enumerate([birth, *bodies], 1):
            previous = entries[-1].hash if entries else stream.genesis
            header = Header(n=n, lamport=n, time=1764000002000, zone=300, seen=0, user=USER, why="edit", bodies=1)
            entries.append(write_entry(stream, previous, header, [body]))
        return entries

    def save(self, number: int = 0, kind: str = "event", **answers: object) -> Any:
        return revision(kind, RECORD, {"number": number} | answers, schema=1, salt=SALT)

    def source(self, entries: Sequence[Entry], first: int = 1) -> StreamToSend:
        texts = [EntryText(e.n, e.hash, e.text, e.schema, e.previous, 1 + len(e.bodies)) for e in entries]
        stream = entries[0].stream
        previous = entries[first - 2].hash if first > 1 else stream.genesis
        return StreamToSend(
            stream, first, previous, len(entries), entries[-1].hash, lambda start, end: iter(texts[start - 1 : end])
        )

    def part(self, *bodies: Any, kind: Kind = Kind.UPLINK, audience: str = "", **changes: Any) -> bytes:
        """The one part of a bundle with these bodies."""
        entries = self.entries(bodies or (self.save(),), kind=kind, audience=audience)
        (written,) = write_parts(self.sending(kind, **changes), [self.source(entries)])
        return written.data

    def letter(self, sender: Person, *recipients: Person) -> Letter:
        to = tuple(someone.transport.recipient for someone in recipients)
        return Letter(
            key=sender.signing,
            network=NETWORK,
            wall=1764000001000,
            zone=300,
            app="1.0.0",
            to=to,
            export=bytes(range(16)),
        )

    def forge(
        self,
        data: bytes,
        *,
        manifest: Callable[[dict[str, Any]], Any] | None = None,
        payload: Callable[[bytes], bytes] | None = None,
        raw: Callable[[bytes], bytes] | None = None,
        signer: Person | None = None,
        plaintext: Callable[[bytes], bytes] | None = None,
        text: Callable[[bytes], bytes] | None = None,
        opener: Person | None = None,
        to: Sequence[Person] = (),
        kind: Kind | None = None,
    ) -> bytes:
        """Make a part again with something changed, everything around it right: signed and encrypted as if it were meant.

        Without a `signer` the owner of the part signs what was changed; `plaintext` is changed after signing.
        """
        opener = opener or self.headquarters
        before = Kind(data[10])
        after = kind or before
        opened = age_file.decrypt(data[96:], [opener.transport]) if before is not Kind.INVITATION else data[96:]
        length = int.from_bytes(opened[38:42], "big")
        members = json.loads(opened[106 : 106 + length])
        body = opened[106 + length : 106 + length + members["pay"]["len"]]
        if raw is not None:
            lines = raw(zstandard.ZstdDecompressor().decompressobj().decompress(body))
            body = zstandard.ZstdCompressor(level=3).compress(lines)
            members["pay"]["raw"] = len(lines)
        body = payload(body) if payload else body
        members["pay"] |= {"len": len(body), "sha256": sha256(body).hexdigest()}
        owners = {someone.signing.id: someone for someone in vars(self).values()}
        signer = signer or owners[opened[6:38]]
        members["dev"] = signer.signing.id.hex()
        if manifest is not None:
            members = manifest(members) or members
        stated = msgspec.json.encode(members)
        stated = text(stated) if text else stated
        place = (after, data[12:28], int.from_bytes(data[28:30], "big"), int.from_bytes(data[30:32], "big"))
        signed = b"skf-part-v1\0" + signed_bytes(*place) + signer.signing.id + sha256(stated).digest()
        sealed = b"".join(
            (b"SKP1\0\1", signer.signing.id, len(stated).to_bytes(4, "big"), signer.signing.sign(signed), stated, body)
        )
        if after is not Kind.INVITATION:
            sealed += bytes(padded(len(sealed)) - len(sealed))
        sealed = plaintext(sealed) if plaintext else sealed
        if after is Kind.INVITATION:
            return wrap(*place, bytes(8), sealed)
        recipients = [someone.transport.recipient for someone in to] or [opener.transport.recipient]
        return wrap(*place, recipient_hint(recipients[0]), age_file.encrypt(sealed, recipients))


@pytest.fixture(scope="session")
def world() -> World:
    return World()


@pytest.fixture(scope="session")
def vectors() -> dict[str, Any]:
    return json.loads((GOLDEN / "vectors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def golden() -> Callable[[str], bytes]:
    return lambda name: (GOLDEN / name).read_bytes()


@pytest.fixture(scope="session")
def code_of() -> Callable[[bytes, Reader], str]:
    """The code with which a reader refuses a part, or the word `read`."""

    def code(data: bytes, reader: Reader, **options: bool) -> str:
        try:
            read_part(data, reader, **options)
        except BundleFault as fault:
            return fault.code
        return "read"

    return code
