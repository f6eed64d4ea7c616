"""A laptop that is admitted and writes what it likes into its log, sealed with its own good key.

Nothing of the program's own writing is used for the lines, so that they may be anything; only the seal is right.
"""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from silkfield.bundles.cutting import StreamToSend
from silkfield.bundles.envelope import Kind
from silkfield.bundles.packing import write_parts
from silkfield.bundles.sending import Sending
from silkfield.log.entries import EntryText
from silkfield.log.streams import Stream
from silkfield.operations.exchange import network
from silkfield.operations.sitting import Sitting
from silkfield.records.identity import new_id

SOMEBODY = "0192f3a4-0000-7000-8000-00000000000e"


def salt() -> str:
    """Return 16 random bytes as lines hold them."""
    return urlsafe_b64encode(secrets.token_bytes(16)).rstrip(b"=").decode()


def revision(form: str, record: str, answers: Mapping[str, Any], **members: Any) -> dict[str, Any]:
    """Return a body that saves any answers; members may be replaced or added."""
    body = {"t": "rev", "ty": form, "id": record, "op": "put", "p": [], "sv": 1, "x": salt(), "f": dict(answers)}
    return {**body, **members}


def line(body: Mapping[str, Any] | bytes) -> bytes:
    """Write a body as its line."""
    return body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass
class Insider:
    """Somebody with an admitted laptop's key; `last` is the newest entry written so far."""

    laptop: Sitting
    folder: Path
    written: list[EntryText] = field(default_factory=list)
    sent: int = 0

    def __post_init__(self) -> None:
        office = self.laptop.office
        self.folder.mkdir()
        self.stream = Stream(new_id(self.laptop.clock.now()), "hq")
        self.write([{"t": "birth", "dev": office.device, "why": "install", "x": salt()}])

    def write(self, bodies: Sequence[Mapping[str, Any] | bytes], **members: Any) -> EntryText:
        """Write one entry with these bodies; members of its header may be replaced or added, its number too."""
        n = members.pop("n", len(self.written) + 1)
        header = {"t": "tx", "n": n, "lc": n, "w": self.laptop.clock.now(), "z": 300, "u": SOMEBODY, "why": "edit"}
        lines = [line({**header, "k": len(bodies), **members}), *map(line, bodies)]
        previous = self.written[-1].hash if self.written else self.stream.genesis
        digests = b"".join(sha256(one).digest() for one in lines)
        own = sha256(b"skf-entry-v1\0" + previous + n.to_bytes(8, "big") + digests).digest()
        entry = EntryText(n, own, b"\n".join([*lines, b""]), 1, previous, len(lines))
        self.written.append(entry)
        return entry

    def send(self, first: int = 0) -> Path:
        """Seal everything written, from place `first` on, into one part for headquarters."""
        return self._sealed(Kind.UPLINK, self.laptop.office.headquarters_transport, first)

    def send_to_mates(self, *mates: Sitting) -> Path:
        """Seal everything written into one part for other laptops."""
        return self._sealed(Kind.SITE_MATES, tuple(network.transport_key(one).recipient for one in mates), 0)

    def _sealed(self, kind: Kind, to: tuple[str, ...], first: int) -> Path:
        office = self.laptop.office
        sending = Sending(
            kind=kind,
            key=network.signing_key(self.laptop),
            network=office.network,
            wall=self.laptop.clock.now(),
            zone=300,
            app="1.0",
            to=to,
            replica=self.stream.replica,
            site=office.site,
            schema=1,
            roster=1,
            number=1,
        )
        entries = self.written[first:]
        previous = self.written[first - 1].hash if first else self.stream.genesis
        last = entries[-1]
        source = StreamToSend(self.stream, entries[0].n, previous, last.n, last.hash, lambda _first, _last: entries)
        (part,) = write_parts(sending, [source], part_bytes=64_000_000)
        self.sent += 1
        path = self.folder / f"{self.sent}-{part.name}"
        path.write_bytes(part.data)
        return path
