"""Every reader that meets bytes somebody else has written, each with good bytes to begin with and the faults it may name."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random

import msgspec
import pyrage
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from pyrage import x25519

from attached_files import drawing, pdf, photo
from fuzzing.good_parts import Opened, bodies, by_an_insider, parts, people, whole, with_outside_right
from fuzzing.spoiling import Spoil, bytewise, either, jsonwise, linewise, noise
from silkfield.bundles import age_file, faults
from silkfield.bundles.envelope import Kind, read_preamble
from silkfield.bundles.manifest import CHUNK_BYTES, BlobPay, Chunk, Manifest, read_manifest, write_manifest
from silkfield.bundles.payload import decompress
from silkfield.bundles.seal import unseal
from silkfield.desktop.look import read_look
from silkfield.formkit.codes import standard_codes
from silkfield.formkit.problems import Around
from silkfield.forms import all_forms
from silkfield.log.entries import read_entries
from silkfield.log.reading import read_body, read_header
from silkfield.log.streams import Stream
from silkfield.operations.backup.folders import ACCOUNT, Account, KeptFile, look_at, needed, write_account
from silkfield.operations.backup.remembering import last_backup
from silkfield.operations.spreadsheets import read_answers
from silkfield.records.pictures import cleaned, kind_of
from silkfield.store.anchor import ANCHOR, Anchor, Anchored
from silkfield.store.store import LAST_BACKUP
from silkfield.trust.enrolment import read_enrolment
from silkfield.trust.invitation import read_invitation
from silkfield.trust.keys import SigningKey, TransportKey, decoded, encoded
from silkfield.trust.match_key import new_match_key, open_envelope
from silkfield.trust.phone import read_line
from silkfield.trust.receipt import read_receipt
from silkfield.trust.recovery_kit import FIRST_LINE, Kit, lock_kit, new_code, open_kit, read_code
from silkfield.trust.roster import read_roster
from silkfield.vault.slots import SMALLEST_COST, Vault, lock_key
from silkfield.workbooks.intake import read_intake

SAMPLES = Path(__file__).parents[1] / "samples"
OF_BUNDLES = frozenset(faults.CODES) - {faults.INTERNAL}
OF_WORKBOOKS = frozenset(
    [
        "file_empty",
        "not_a_workbook",
        "workbook_damaged",
        "workbook_empty",
        "workbook_locked",
        "workbook_too_large",
        "no_table",
    ]
)
OF_PICTURES = frozenset({"kind_of_file", "damaged_picture"})
OF_KITS = frozenset({"no_kit", "kit_closed"})
OF_BACKUPS = frozenset({"no_backup", "newer_store"})


@dataclass(frozen=True, slots=True)
class Target:
    """One reader. `codes` are the faults it may name, `share` is how many of a run's inputs it gets (slow ones fewer).

    `closed` ones may take no spoilt input at all: whoever spoils it has no key.
    """

    name: str
    good: Sequence[bytes]
    spoil: Spoil
    read: Callable[[bytes], object]
    codes: frozenset[str] = OF_BUNDLES
    share: float = 1.0
    closed: bool = False

    def draw(self, chance: Random) -> bytes:
        """Return a spoilt input."""
        spoilt = self.spoil(chance, chance.choice(self.good), self.good)
        return self.draw(chance) if spoilt in self.good else spoilt


def manifest_of(part: Opened) -> Callable[[bytes], object]:
    preamble, key = read_preamble(part.data), unseal(part.plain).key
    return lambda data: read_manifest(data, preamble, key)


def blob_manifest() -> tuple[bytes, Opened]:
    """A manifest of attached files, as parts state it: with three chunks of two files."""
    log = next(one for one in parts() if one.data[10] == Kind.UPLINK)
    said = msgspec.json.decode(log.manifest, type=Manifest)
    sizes = ((0, 0, CHUNK_BYTES), (0, 1, 77), (1, 0, 5))
    chunks, offset = [], 0
    for file, index, size in sizes:
        name, digest = sha256(bytes([file])).hexdigest(), sha256(bytes([file, index])).hexdigest()
        chunks.append(Chunk(file=name, index=index, offset=offset, length=size, digest=digest))
        offset += size
    pay = BlobPay(length=offset, digest="0" * 64, chunks=tuple(chunks))
    return write_manifest(msgspec.structs.replace(said, stream=None, pay=pay)), log


def log_lines(data: bytes) -> object:
    stream = Stream(people().golden.keys["offices"]["ISB1"]["replica"], "hq")
    chunks = [data[at : at + 700] for at in range(0, len(data), 700)]
    return list(read_entries(chunks, stream, 1, stream.genesis))


def frame(data: bytes) -> object:
    """Open a frame of which somebody states a length: two bytes before it."""
    stated = int.from_bytes(data[:2], "big")
    return sum(map(len, decompress(memoryview(data[2:]), stated)))


def envelope(data: bytes) -> object:
    """Open what a sealed body holds: as it came, and with the document in it spoilt by somebody who may seal."""
    own = TransportKey(people().offices["ISB2"].transport_secret)
    recipient = x25519.Recipient.from_str(own.recipient)
    sealed = encoded(pyrage.encrypt(data, [recipient])) if data[:1] == b"{" else data.decode("latin-1")
    key = open_envelope(sealed, own)
    roster = people().reader("ISB2").roster
    assert roster is not None
    return key.refuse_forged(roster)


def match_key_document() -> bytes:
    office = people().offices["ISB1"]
    return msgspec.json.encode(new_match_key(office.network, SigningKey(decoded(office.signing_seed))))


def key_file(data: bytes) -> object:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "keys.json")
        path.write_bytes(data)
        vault = Vault.open(path)
        return [slot.name.casefold() for slot in vault.people()]


def good_key_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        vault = Vault.create(
            Path(folder, "keys.json"), lock_key(bytes(32), "one", "Ayesha", "a long walk", SMALLEST_COST)
        )
        vault.put(lock_key(bytes(32), "two", "زویا", "a long walk", SMALLEST_COST))
        return vault.path.read_bytes()


def zipwise(chance: Random, good: bytes, others: Sequence[bytes]) -> bytes:
    """Spoil one file inside a workbook, and pack it well again."""
    if not zipfile.is_zipfile(io.BytesIO(good)):
        return bytewise(chance, good, others)
    with suppress(zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
        return packed_again(chance, good)
    return bytewise(chance, good, others)


def packed_again(chance: Random, good: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as spoilt:
        names = book.namelist()
        chosen = chance.choice(names)
        for name in names:
            data = book.read(name)
            spoilt.writestr(name, bytewise(chance, data, [book.read(chance.choice(names))]) if name == chosen else data)
    return out.getvalue()


def workbook(data: bytes) -> object:
    return read_intake(data, all_forms()["counselling_contact"], Around(date(2016, 6, 1), standard_codes()))


def phone_line(data: bytes) -> object:
    return read_line(data.decode("utf-8", "replace"))


def picture(data: bytes) -> object:
    return sum(map(len, cleaned(io.BytesIO(data), kind_of(data[:16]))))


CODE = new_code(bytes)


def kit(data: bytes) -> object:
    """Open a recovery kit: as the file came, and with a document in it that somebody who has the code wrote."""
    if data[:1] == b"{":
        secret, nonce = sha256(b"skf-kit-key-v1\0" + bytes(16)).digest(), bytes(12)
        data = FIRST_LINE + b64encode(nonce + ChaCha20Poly1305(secret).encrypt(nonce, data, FIRST_LINE))
    return open_kit(data, CODE)


def kit_code(data: bytes) -> object:
    return read_code(data.decode("utf-8", "replace"))


def good_kit() -> Kit:
    office = people().offices["headquarters"]
    return Kit(
        format=1,
        network=office.network,
        network_name="Test network",
        site=office.site,
        code="HQ",
        name="Headquarters",
        signing=office.signing_seed,
        transport=(office.transport_secret,),
        roster=people().golden.keys["roster"],
        made=1464764400000,
    )


def backup_account(data: bytes) -> object:
    """Look at a backup that says this of itself."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, ACCOUNT).write_bytes(data)
        return needed(look_at(Path(folder)).folder)


def good_account() -> bytes:
    files = tuple(KeptFile(name, 1, "0" * 64) for name in ("silkfield.db", "keys.json", f"done/{'a' * 64}"))
    ends = {"0192f3a4-0000-7000-8000-00000000000a/hq": (7, "0" * 64)}
    return write_account(Account(1, 1464764400000, 300, "ISB1", "0" * 64, "0.1.0", 2, 7, 5, ends, files))


def beside(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    """Return a reader of a small file that lies in the folder of a store."""

    def reading(data: bytes) -> object:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, name).write_bytes(data)
            return read(Path(folder))

    return reading


SMALL_FILES: tuple[tuple[str, bytes, Callable[[bytes], object], frozenset[str]], ...] = (
    (
        "anchor",
        msgspec.json.encode(Anchored("0192f3a4-0000-7000-8000-00000000000a", "", {"hq": (7, "0" * 64)})),
        beside(ANCHOR, lambda folder: Anchor(folder, "").read()),
        frozenset(),
    ),
    (
        "memory of a backup",
        b'{"place":"/media","name":"","made":1464764400000}',
        beside(LAST_BACKUP, last_backup),
        frozenset(),
    ),
    ("look", b'{"language":"ur","dark":true}', beside("look.json", read_look), frozenset()),
    (
        "answers for an intake",
        b'{"date:10":"2016-05-03","same:7+58":"same"}',
        beside("answers.json", lambda folder: read_answers(folder / "answers.json")),
        frozenset({"not_json"}),
    ),
)


def make_targets() -> tuple[Target, ...]:
    """Return all of them, in the order in which a part is read."""
    files = [part.data for part in parts()]
    logs = [part for part in parts() if part.lines]
    blob, around_blob = blob_manifest()
    bytes_or_json, bytes_or_lines = either(bytewise, jsonwise), either(bytewise, linewise)
    headquarters = decoded(people().offices["headquarters"].headquarters_key)
    frames = [len(part.lines).to_bytes(2, "big") + part.payload for part in logs]
    envelopes = [json.loads(line)["data"].encode() for line in bodies(b"sealed")]
    books = [path.read_bytes() for path in sorted(SAMPLES.glob("*.xlsx"))]
    manifests = [
        Target(f"manifest of {name}", [part.manifest], bytes_or_json, manifest_of(part)) for name, part in named()
    ]
    return (
        Target("garbage", files, noise, whole, closed=True),
        Target("file", files, bytewise, whole, closed=True),
        Target("file, outside made right", files, with_outside_right, whole, closed=True),
        Target(
            "age header",
            [data[96:] for data in files if data[10] != Kind.INVITATION],
            bytewise,
            age_file.count_recipients,
        ),
        Target("seal", [part.plain for part in parts()], bytewise, unseal),
        *manifests,
        Target("manifest of attached files", [blob], bytes_or_json, manifest_of(around_blob)),
        Target("zstd frame", frames, bytewise, frame),
        Target("header line", bodies(b"tx"), bytes_or_json, read_header),
        Target("body line", [line for line in bodies() if not line.startswith(b'{"t":"tx"')], bytes_or_json, read_body),
        Target("entries", [part.lines for part in logs], bytes_or_lines, log_lines),
        Target("file by an insider", files, by_an_insider, whole, share=0.5),
        Target("receipt", bodies(b"ack"), bytes_or_json, read_receipt),
        Target("roster", bodies(b"roster"), bytes_or_json, lambda data: read_roster(data, headquarters)),
        Target("roster signed by headquarters", [documents()["roster"]], bytes_or_json, signed_roster),
        Target("invitation", [documents()["invite"]], bytes_or_json, read_invitation),
        Target("enrolment", [documents()["enrol"]], bytes_or_json, read_enrolment),
        Target("sealed envelope", [*envelopes, match_key_document()], bytes_or_json, envelope),
        Target("receipt by phone", [b"SF ISB1 412 DVDP7YH7"], bytewise, phone_line, frozenset({"phone_line"})),
        Target("picture", [photo(), drawing(), pdf(500)], bytewise, picture, OF_PICTURES),
        Target(
            "recovery kit", [lock_kit(good_kit(), CODE), msgspec.json.encode(good_kit())], bytes_or_json, kit, OF_KITS
        ),
        Target("code of a recovery kit", [CODE.encode()], bytewise, kit_code, frozenset({"kit_code"})),
        Target("account of a backup", [good_account()], bytes_or_json, backup_account, OF_BACKUPS, share=0.5),
        *(Target(name, [good], bytes_or_json, read, codes, share=0.5) for name, good, read, codes in SMALL_FILES),
        Target("key file", [good_key_file()], bytes_or_json, key_file, frozenset({"vault_damaged"}), share=0.5),
        Target("workbook", books, either(bytewise, zipwise), workbook, OF_WORKBOOKS, share=0.02),
    )


def named() -> list[tuple[str, Opened]]:
    """Return one part of each kind, with the name of its kind."""
    return [
        (name, part) for name, part in {Kind(part.data[10]).name.lower(): part for part in reversed(parts())}.items()
    ]


def documents() -> dict[str, bytes]:
    """Return the documents that parts hold, and the one of a roster, by their type."""
    found = {
        json.loads(part.payload)["t"]: part.payload
        for part in parts()
        if part.data[10] in (Kind.INVITATION, Kind.ENROLMENT)
    }
    return {**found, "roster": json.loads(bodies(b"roster")[-1])["doc"].encode()}


def signed_roster(document: bytes) -> object:
    """Read a roster that headquarters' key has signed whatever it says, as where that key was stolen."""
    key = SigningKey(decoded(people().offices["headquarters"].signing_seed))
    said = {
        "t": "roster",
        "doc": document.decode("utf-8", "replace"),
        "sigs": {},
        "x": "AAAAAAAAAAAAAAAAAAAAAA",
    }
    said["sigs"] = {key.id.hex(): encoded(key.sign(b"skf-roster-v1\0" + said["doc"].encode()))}
    return read_roster(json.dumps(said, ensure_ascii=False).encode(), key.public)
