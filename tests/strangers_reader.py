"""A second reader of bundles, written after FORMAT.md alone: Python's standard library, age, zstd and openssl.

Nothing of Silkfield is used here, so that the document is tried and not the program's own understanding of it.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
import zlib
from base64 import b32encode, urlsafe_b64decode, urlsafe_b64encode
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KINDS = {1: "uplink", 2: "downlink", 3: "mates", 4: "invitation", 5: "enrolment"}


class Unsound(Exception):
    """A check of the format failed; the code says which."""


def must(holds: object, code: str) -> None:
    if not holds:
        raise Unsound(code)


def digest(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def b64u(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def from_b64u(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def tool(*words: str, data: bytes = b"") -> bytes:
    """Run a stock tool; one that is not installed is a failure."""
    return subprocess.run(words, input=data, capture_output=True, check=True).stdout


def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Verify an Ed25519 signature with openssl."""
    with tempfile.TemporaryDirectory() as folder:
        files = {"key": bytes.fromhex("302a300506032b6570032100") + public, "in": message, "sig": signature}
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        verify = ("openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", "key")
        words = (*verify, "-in", "in", "-sigfile", "sig")
        return subprocess.run(words, cwd=folder, check=False, capture_output=True).returncode == 0


@dataclass(frozen=True)
class Part:
    """What a part says: kind, manifest, and its document or its entries."""

    kind: str
    name: str
    manifest: dict[str, Any]
    document: bytes = b""
    entries: list[tuple[bytes, bytes, list[bytes]]] = field(default_factory=list)
    """Hash, header line and body lines of each entry."""
    chunks: dict[tuple[str, int], bytes] = field(default_factory=dict)
    """Pieces of attached files, by the SHA-256 of the file and their number in it."""


def read_part(data: bytes, secret: str, key_of: dict[bytes, bytes]) -> Part:
    """Read one file with an AGE-SECRET-KEY; `key_of` are the signing keys that are believed, by their ids."""
    must(len(data) >= 96, "E_TRUNCATED")
    must(data[:8] == bytes.fromhex("89534B460D0A1A0A"), "E_DAMAGED" if data[1:4] == b"SKF" else "E_NOT_SKF")
    must(zlib.crc32(data[:92]) == int.from_bytes(data[92:96], "big"), "E_DAMAGED")
    must(data[8] == 1 and data[11] == 0 and not any(data[80:92]), "E_VERSION")
    must(data[10] != 6, "E_NEED_UPDATE")
    must(data[10] in KINDS, "E_VERSION")
    kind, export = KINDS[data[10]], data[12:28]
    part, parts = int.from_bytes(data[28:30], "big"), int.from_bytes(data[30:32], "big")
    must(1 <= part <= parts <= 9999, "E_LIMIT")
    length = int.from_bytes(data[32:40], "big")
    must(len(data) - 96 >= length, "E_TRUNCATED")
    must(len(data) - 96 == length and digest(data[96:]) == data[48:80], "E_DAMAGED")
    ending = {"invitation": "skf-invite", "enrolment": "skf-enrol"}.get(kind, "skf")
    name = f"SF-{b32encode(digest(export)).decode()[:8]}-{part:02}of{parts:02}.{ending}"

    inner = data[96:] if kind == "invitation" else opened(data[96:], secret)
    must(inner[:6] == b"SKP1\0\1", "E_SEAL")
    kid, signature = inner[6:38], inner[42:106]
    end = 106 + int.from_bytes(inner[38:42], "big")
    stated = inner[106:end]
    document_key = key_in_document(inner[end:]) if kind in ("invitation", "enrolment") else None
    public = document_key or key_of.get(kid)
    must(public and digest(b"skf-key-v1\0", public) == kid, "E_UNKNOWN_SENDER")
    must(is_signed(public or b"", signature, b"skf-part-v1\0" + data[:32] + kid + digest(stated)), "E_SIGNATURE")
    manifest = json.loads(stated)
    outside = (export.hex(), part, parts, kid.hex())
    must((manifest["export"], manifest["part"], manifest["parts"], manifest["dev"]) == outside, "E_MANIFEST")
    must((manifest["to"] == []) == (kind == "invitation"), "E_MANIFEST")
    must(manifest["need"] == ["core1"], "E_NEED_UPDATE")
    if manifest["to"]:
        must(digest(b"skf-rcpt-v1\0", manifest["to"][0].encode())[:8] == data[40:48], "hint")
    pay = manifest["pay"]
    payload = inner[end : end + pay["len"]]
    must(digest(payload).hex() == pay["sha256"] and not any(inner[end + pay["len"] :]), "E_PAYLOAD")
    if pay["kind"] == "blob":
        return Part(kind, name, manifest, chunks=read_chunks(payload, pay["chunks"]))
    if pay["kind"] == "ctl":
        return Part(kind, name, manifest, payload)
    lines = tool("zstd", "-dc", data=payload)
    must(len(lines) == pay["raw"], "E_PAYLOAD")
    return Part(kind, name, manifest, b"", read_entries(lines, manifest["stream"]))


def read_chunks(payload: bytes, listed: list[dict[str, Any]]) -> dict[tuple[str, int], bytes]:
    found, end = {}, 0
    for one in listed:
        piece = payload[one["o"] : one["o"] + one["l"]]
        must(one["o"] == end and digest(piece).hex() == one["h"], "E_PAYLOAD")
        found[one["b"], one["i"]] = piece
        end += one["l"]
    must(end == len(payload), "E_MANIFEST")
    return found


def opened(data: bytes, secret: str) -> bytes:
    with tempfile.NamedTemporaryFile("w") as identity:
        identity.write(secret + "\n")
        identity.flush()
        return tool("age", "-d", "-i", identity.name, data=data)


def key_in_document(rest: bytes) -> bytes:
    document, _end = json.JSONDecoder().raw_decode(rest.rstrip(b"\0").decode())
    return from_b64u(document["hq" if document["t"] == "invite" else "dev"]["ed"])


def read_entries(lines: bytes, stream: dict[str, Any]) -> list[tuple[bytes, bytes, list[bytes]]]:
    previous, n = bytes.fromhex(stream["prev"]), stream["frm"]
    genesis = digest(b"skf-genesis-v1\0", stream["rep"].encode(), b"\0", stream["aud"].encode())
    must((n == 1) == (previous == genesis), "E_MANIFEST")
    must(not lines or lines.endswith(b"\n"), "E_ENTRY")
    waiting = iter(lines.split(b"\n")[:-1])
    entries = []
    for line in waiting:
        header = json.loads(line)
        must(header["t"] == "tx" and header["n"] == n, "E_CHAIN")
        bodies = [next(waiting) for _ in range(header["k"])]
        previous = digest(b"skf-entry-v1\0", previous, n.to_bytes(8, "big"), digest(line), *map(digest_of_body, bodies))
        entries.append((previous, line, bodies))
        n += 1
    must(n - 1 == stream["to"] and previous.hex() == stream["last"], "E_CHAIN")
    must(n - 1 < stream["head"] or stream["last"] == stream["head_eh"], "E_MANIFEST")
    return entries


def digest_of_body(line: bytes) -> bytes:
    body = json.loads(line)
    return bytes.fromhex(body["h"]) if body["t"] == "gone" else digest(line)


def revision_id(entry: bytes, place: int) -> str:
    return b64u(digest(b"skf-rev-v1\0", entry, place.to_bytes(4, "big"))[:16])


@dataclass
class Archive:
    """Everything a stranger has read, and what it adds up to."""

    keys: dict[bytes, bytes] = field(default_factory=dict)
    entries: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    revisions: dict[tuple[str, str], dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    chunks: dict[tuple[str, int], bytes] = field(default_factory=dict)

    def believe(self, *publics: str) -> None:
        """Believe these signing keys, given as a roster writes them."""
        for public in map(from_b64u, publics):
            self.keys[digest(b"skf-key-v1\0", public)] = public

    def believe_roster(self, line: str | bytes) -> None:
        """Believe the laptops of a roster that a key believed already has signed."""
        said = json.loads(line)
        kid, signature = next(iter(said["sigs"].items()))
        public = self.keys[bytes.fromhex(kid)]
        must(is_signed(public, from_b64u(signature), b"skf-roster-v1\0" + said["doc"].encode()), "E_SIGNATURE")
        self.believe(*(one["ed"] for one in json.loads(said["doc"])["devices"] if not one["revoked"]))

    def take(self, data: bytes, secret: str) -> Part:
        """Read a part and keep what it holds; an entry known by its hash is passed over."""
        part = read_part(data, secret, self.keys)
        self.chunks.update(part.chunks)
        for own, header, bodies in part.entries:
            stream = f"{part.manifest['stream']['rep']}/{part.manifest['stream']['aud']}"
            if own.hex() not in self.entries[stream]:
                self.entries[stream].append(own.hex())
                for place, body in enumerate(map(json.loads, bodies)):
                    if body["t"] == "roster":
                        self.believe_roster(bodies[place])
                    if body["t"] == "rev":
                        said = {**body, "lc": json.loads(header)["lc"]}
                        self.revisions[body["ty"], body["id"]][revision_id(own, place)] = said
        return part

    def file(self, sha256: str) -> bytes:
        """Put an attached file together from its pieces."""
        whole = b"".join(self.chunks[key] for key in sorted(self.chunks) if key[0] == sha256)
        must(digest(whole).hex() == sha256, "E_PAYLOAD")
        return whole

    def records(self) -> dict[str, dict[str, Any]]:
        """Return the answers of every record that is not removed, by form and id."""
        found: dict[str, dict[str, Any]] = defaultdict(dict)
        for (form, record), revisions in self.revisions.items():
            named = {parent for said in revisions.values() for parent in said["p"]}
            heads = {one: said for one, said in revisions.items() if one not in named}
            shown = max(heads, key=lambda one: (heads[one]["op"] == "put", heads[one]["lc"], one))
            if heads[shown]["op"] == "put":
                found[form][record] = {name: value for name, value in heads[shown]["f"].items() if value is not None}
        return dict(found)
