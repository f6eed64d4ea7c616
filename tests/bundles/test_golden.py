"""What any released version wrote is read for ever: by today's program, and by a stranger who has the document alone."""

from __future__ import annotations

import ast
import sys
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import strangers_reader
from golden_files import READERS, Golden, versions, what_was_read
from silkfield import __version__
from silkfield.bundles.opening import EnrolmentContent, InvitationContent, read_part
from silkfield.forms import all_forms
from silkfield.operations import attachments, checking
from silkfield.operations.exchange import receiving
from strangers_reader import Archive


def today(records: dict[str, Any], schema: int) -> dict[str, Any]:
    """Return answers as the forms of today read them."""
    forms = all_forms()
    return {
        form: {one: dict(forms[form].upgraded(answers, schema)) for one, answers in some.items()}
        for form, some in records.items()
    }


def test_this_version_has_its_golden_files() -> None:
    assert __version__ in versions(), "run tests/golden_files.py once, when the version is released"


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("version", versions())
def test_what_a_released_version_wrote_is_taken_in_today(version: str, who: str, tmp_path: Path) -> None:
    golden = Golden.of(version)
    with ExitStack() as stack:
        store = golden.open(who, tmp_path / "store", stack)
        parts = [path for way in READERS[who] for path in golden.parts(way)]
        outcomes = receiving.receive(store, parts)
        assert [one.result for one in outcomes] == ["imported"] * len(parts)
        read, expected = what_was_read(store), golden.expected[who]
        assert read["entries"] == expected["entries"]
        assert read["records"] == today(expected["records"], expected["schema"])
        assert checking.verify(store).sound
        for record, said in read["records"]["attachment"].items():
            copy = attachments.save_copy(store, record, tmp_path / "copy")
            assert sha256(copy.read_bytes()).hexdigest() == said["sha256"]


@pytest.mark.parametrize("version", versions())
def test_documents_of_a_released_version_are_read_today(version: str, tmp_path: Path) -> None:
    golden = Golden.of(version)
    with ExitStack() as stack:
        reader = golden.reader(golden.open("headquarters", tmp_path / "store", stack))
    invitation = read_part((golden.folder / "invitation.skf-invite").read_bytes(), reader).content
    enrolment = read_part((golden.folder / "enrolment.skf-enrol").read_bytes(), reader).content
    assert isinstance(invitation, InvitationContent)
    assert isinstance(enrolment, EnrolmentContent)
    assert enrolment.enrolment.token == invitation.invitation.token
    assert invitation.invitation.label == "PEW1"


def stranger(golden: Golden) -> Archive:
    """Somebody who has the invitation and the list of laptops."""
    archive = Archive()
    invitation = archive.take((golden.folder / "invitation.skf-invite").read_bytes(), "")
    archive.believe(strangers_reader.json.loads(invitation.document)["hq"]["ed"])
    archive.believe_roster(golden.keys["roster"])
    return archive


@pytest.mark.parametrize("way", ["uplink", "mates", "downlink"])
@pytest.mark.parametrize("version", versions())
def test_a_stranger_reads_what_a_released_version_wrote(version: str, way: str) -> None:
    golden = Golden.of(version)
    archive = stranger(golden)
    who = next(who for who, ways in READERS.items() if way in ways)
    expected = golden.expected[who]
    for path in golden.parts(way):
        part = archive.take(path.read_bytes(), golden.keys["offices"][who]["transport_secret"])
        assert part.kind == way
    assert archive.entries
    assert {name: expected["entries"][name] for name in archive.entries} == archive.entries
    if way == "uplink":
        assert archive.records() == expected["records"]
    files = [one["sha256"] for one in archive.records().get("attachment", {}).values()]
    assert {archive.file(one)[:5] for one in files} == (set() if way == "downlink" else {b"%PDF-"})


def test_the_stranger_knows_nothing_of_silkfield() -> None:
    tree = ast.parse(Path(strangers_reader.__file__).read_text("utf-8"))
    imported = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert imported <= sys.stdlib_module_names
