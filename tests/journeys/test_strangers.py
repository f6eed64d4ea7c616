"""What the format document promises, tried: its own shell reader, and a reader written after it, on bundles of today."""

from __future__ import annotations

import json
import re
import subprocess
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from golden_files import READERS, Golden, versions
from network_of_stores import Network
from offices import session
from silkfield.bundles.opening import InvitationContent, LogContent, read_part
from silkfield.bundles.policy import Reader
from silkfield.operations import finding, recording
from silkfield.operations.exchange import inviting, joining
from silkfield.operations.exchange import network as networks
from silkfield.operations.sitting import Sitting
from silkfield.trust.keys import SigningKey, decoded, encoded
from strangers_reader import Archive, Unsound

DOCUMENT = Path(__file__).parents[2] / "FORMAT.md"


@pytest.fixture
def shell_reader(tmp_path: Path) -> Path:
    """The program that the document ends with, as it stands there."""
    (found,) = re.findall(r"^```bash\n(#!.*?)^```$", DOCUMENT.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    path = tmp_path / "read-part"
    path.write_text(found, "utf-8")
    path.chmod(0o755)
    return path


def run(program: Path, part: Path, reader: Sitting, key: str = "") -> subprocess.CompletedProcess[str]:
    identity = program.with_name("identity")
    identity.write_text(networks.transport_key(reader).secret + "\n")
    return subprocess.run(
        [program, part, identity, *([key] if key else [])], capture_output=True, text=True, check=False
    )


def bodies(sitting: Sitting, part: Path) -> list[dict[str, Any]]:
    """What the program itself reads out of a part, as the shell reader prints it."""
    with sitting.store.reading() as connection:
        content = read_part(part.read_bytes(), networks.part_reader(connection, sitting)).content
    assert isinstance(content, LogContent)
    return [
        {"n": entry.n, "revision": body.revision, "body": json.loads(body.line)}
        for entry in content.entries
        for body in entry.bodies
    ]


def signing_key(sitting: Sitting) -> str:
    return encoded(networks.signing_key(sitting).public)


def at_work(network: Network) -> Sitting:
    """A laptop that has heard from headquarters, and has recorded, corrected and removed something."""
    isb = network.add("ISB")
    network.add("LHE")
    network.hear()
    for number in range(3):
        record = recording.save(isb, "session", session(venue=f"ہال {number}")).record
    recording.patch(isb, "session", {"venue": "Town hall"}, record)
    recording.remove(isb, recording.save(isb, "organisation", {"name": "OEC"}).record)
    return isb


def test_the_shell_reader_of_the_document_reads_what_the_program_wrote(network: Network, shell_reader: Path) -> None:
    isb, hq = at_work(network), network.headquarters
    uplink = network.send(isb, part_bytes=3_500)
    assert len(uplink) > 1
    for part in uplink:
        ended = run(shell_reader, part, hq, signing_key(isb))
        assert (ended.returncode, ended.stderr.strip()) == (0, "Signature Verified Successfully")
        assert [json.loads(line) for line in ended.stdout.splitlines()] == bodies(hq, part)
    network.deliver(uplink)
    (nothing_new,) = network.send(isb)
    headquarters = hq.office.headquarters_key
    more = [(nothing_new, hq, signing_key(isb)), *((one, isb, headquarters) for one in network.reply("ISB"))]
    for part, reader, sender in more:
        ended = run(shell_reader, part, reader, sender)
        assert ended.returncode == 0, ended.stderr
        assert [json.loads(line) for line in ended.stdout.splitlines()] == bodies(reader, part)


def test_the_shell_reader_of_the_document_reads_invitations_and_enrolments(
    network: Network, shell_reader: Path
) -> None:
    hq = network.headquarters
    invited = inviting.invite(hq, "PEW", "MIC Peshawar")
    joined = joining.join(network.folder / "PEW1", invited.part, "Gul", "a long walk", clock=hq.clock)
    network.stack.callback(joined.sitting.store.close)
    for name, data in (("invitation", invited.part), ("answer", joined.part)):
        path = network.folder / name
        path.write_bytes(data)
        ended = run(shell_reader, path, hq)
        assert ended.returncode == 0, ended.stderr
        with hq.store.reading() as connection:
            content = read_part(data, networks.part_reader(connection, hq)).content
        assert not isinstance(content, LogContent)
        assert ended.stdout.encode() == getattr(content, "document", None)
    assert isinstance(read_part(invited.part, Reader()).content, InvitationContent)


@pytest.mark.parametrize("version", versions())
def test_the_shell_reader_of_the_document_reads_the_golden_files(version: str, shell_reader: Path) -> None:
    golden = Golden.of(version)
    offices = golden.keys["offices"]
    identity = shell_reader.with_name("identity")
    pieces: dict[str, bytes] = {}  # each file of one
    for who, ways in READERS.items():
        identity.write_text(offices[who]["transport_secret"] + "\n")
        for path in [path for way in ways for path in golden.parts(way)]:
            seed = offices["headquarters" if path.name.startswith("downlink") else "ISB1"]["signing_seed"]
            words = [shell_reader, path, identity, encoded(SigningKey(decoded(seed)).public)]
            ended = subprocess.run(words, capture_output=True, text=True, check=False)
            assert ended.returncode == 0, ended.stderr
            told = [json.loads(line) for line in ended.stdout.splitlines()]
            assert {"n", "revision", "body"} == told[0].keys() or {"file", "chunk", "data"} == told[0].keys()
            pieces.update((one["file"], b64decode(one["data"])) for one in told if "file" in one)
    assert {sha256(data).hexdigest() for data in pieces.values()} == pieces.keys() != set()


@pytest.mark.parametrize("at", [3, 30, 44, 60, 94, 300, -1])
def test_the_shell_reader_of_the_document_refuses_a_changed_part(network: Network, shell_reader: Path, at: int) -> None:
    isb = network.add("ISB")
    (part,) = network.send(isb)
    data = bytearray(part.read_bytes())
    data[at] ^= 1
    part.write_bytes(data)
    ended = run(shell_reader, part, network.headquarters, signing_key(network.laptops["ISB1"]))
    assert (ended.returncode, ended.stdout) == (3, "")


def test_the_shell_reader_of_the_document_believes_no_other_key(network: Network, shell_reader: Path) -> None:
    isb, lhe = network.add("ISB"), network.add("LHE")
    (part,) = network.send(isb)
    assert run(shell_reader, part, network.headquarters, signing_key(lhe)).returncode == 3


def test_a_stranger_with_the_document_comes_to_the_records_of_headquarters(network: Network) -> None:
    isb, hq = at_work(network), network.headquarters
    parts = network.send(isb, part_bytes=3_500)
    network.deliver(parts)
    recording.patch(isb, "session", {"venue": "Library"}, finding.listing(isb, "session").records[0].id)
    more = network.send(isb, everything=True)
    network.deliver(more)
    assert len(parts) > 1

    archive = Archive()
    archive.believe(hq.office.headquarters_key)
    for path in network.reply("ISB"):
        assert archive.take(path.read_bytes(), networks.transport_key(isb).secret).name == path.name
    secret = networks.transport_key(hq).secret
    for path in (*parts, *more):
        assert archive.take(path.read_bytes(), secret).name == path.name
    shown = {form: {one.id: one.values for one in finding.listing(hq, form).records} for form in hq.forms}
    assert archive.records() == {form: records for form, records in shown.items() if records}

    with pytest.raises(Unsound, match="E_UNKNOWN_SENDER"):
        Archive().take(more[0].read_bytes(), secret)
