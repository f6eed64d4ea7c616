"""Kills before each step of attaching, sending, receiving and erasing files: then the file is whole, or gone, all the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import pytest

from attached_files import pdf, written
from dying_program import Ended, Program, killed_everywhere
from fast_folder import fast_folder
from network_of_stores import make_network
from offices import PASSPHRASE, session
from silkfield.clock import SetClock
from silkfield.operations import finding, opening, recording
from silkfield.operations.attaching import attach
from silkfield.operations.attachments import attachments, save_copy
from silkfield.operations.exchange import erasing, receiving, sending
from silkfield.store import blobs
from stages import Stage, no_rubbish, seen

SOME = pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.long)])
"""Every third step at each change of the program, every step in the long run."""

SIZE = (1 << 20) + 300_000
MORE = pdf(SIZE, seed=2)


@pytest.fixture(scope="module")
def original_with_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make headquarters with the record and half of a file that a laptop has attached; all of it is in the mail."""
    folder = tmp_path_factory.mktemp("with-files")
    with ExitStack() as stack:
        network = make_network(folder, stack)
        isb = network.add("ISB")
        record = recording.save(isb, "session", session()).record
        attach(isb, record, written(folder, "list.pdf", pdf(SIZE)))
        sending.send(isb, folder / "mail", part_bytes=1_300_000)
        parts = sorted((folder / "mail").iterdir())
        assert len(parts) == 3
        receiving.receive(network.headquarters, parts[:2])
        sending.send(network.headquarters, folder / "downlink", site="ISB")
        (folder / "record").write_text(record)
        written(folder, "more.pdf", MORE)
    return folder


@pytest.fixture
def stage_with_files(original_with_files: Path) -> Iterator[Stage]:
    with fast_folder() as folder:
        yield Stage(original_with_files, folder / "stage")


def contents(store: Path) -> dict[str, str]:
    """Open a store and return the digest of each file that is attached and whole, by its name; nothing else lies there."""
    sitting = opening.open_store(store, PASSPHRASE, clock=SetClock.on("2016-06-01"))
    try:
        found = {}
        for shown in finding.listing(sitting, "session").records:
            for one in attachments(sitting, shown.id):
                if one.is_complete:
                    path = save_copy(sitting, one.id, store.parent / "copy.bin")
                    found[one.name] = sha256(path.read_bytes()).hexdigest()
                    path.unlink()
        with sitting.store.reading() as connection:
            known = {one.name for one in blobs.all_blobs(connection)}
        folder = store / blobs.FOLDER
        assert {path.name for path in folder.iterdir()} <= known if folder.is_dir() else not known
    finally:
        sitting.store.close()
    return found


WHOLE = {"list.pdf": sha256(pdf(SIZE)).hexdigest()}
BOTH = {**WHOLE, "more.pdf": sha256(MORE).hexdigest()}


@SOME
def test_a_file_is_attached_wholly_or_not_at_all(every: int, program: Program, stage_with_files: Stage) -> None:
    stage = stage_with_files

    def run(deadly: int = 0) -> Ended:
        folder = stage.folder
        record = (folder / "record").read_text()
        return program("attach", record, folder / "more.pdf", "--store", folder / "ISB1", deadly=deadly)

    def look(folder: Path, _ended: Ended) -> None:
        before = contents(folder / "ISB1")
        assert before in (WHOLE, BOTH)
        again = run()
        assert again.code == 0 if before == WHOLE else again.document["error"] == "attached"
        assert contents(folder / "ISB1") == BOTH
        seen(folder / "ISB1")

    assert killed_everywhere(run, stage, look, every=every) > 10


@SOME
def test_pieces_that_were_sent_until_a_kill_are_sent_again(
    every: int, program: Program, stage_with_files: Stage
) -> None:
    stage = stage_with_files

    def run(*words: object, deadly: int = 0) -> Ended:
        folder = stage.folder
        return program(
            "send", "--store", folder / "ISB1", "--to", folder / "stick", "--size", "usb", *words, deadly=deadly
        )

    def look(folder: Path, ended: Ended) -> None:
        if ended.killed and run("--continue").code:
            assert run().code == 0
        program("receive", folder / "stick", "--store", folder / "headquarters")
        assert contents(folder / "headquarters") == WHOLE

    assert killed_everywhere(lambda deadly: run(deadly=deadly), stage, look, every=every) > 15


@SOME
def test_pieces_that_were_received_until_a_kill_are_whole_after_the_next_try(
    every: int, program: Program, stage_with_files: Stage
) -> None:
    stage = stage_with_files

    def run(deadly: int = 0) -> Ended:
        return program("receive", stage.folder / "mail", "--store", stage.folder / "headquarters", deadly=deadly)

    def look(folder: Path, _ended: Ended) -> None:
        assert contents(folder / "headquarters") in ({}, WHOLE)
        assert run().code == 0
        assert contents(folder / "headquarters") == WHOLE
        seen(folder / "headquarters")
        no_rubbish(folder / "headquarters")

    assert killed_everywhere(run, stage, look, every=every) > 10


@SOME
def test_a_request_of_headquarters_that_was_killed_is_answered(
    every: int, program: Program, stage_with_files: Stage
) -> None:
    stage = stage_with_files

    def run(deadly: int = 0) -> Ended:
        return program("receive", stage.folder / "downlink", "--store", stage.folder / "ISB1", deadly=deadly)

    def look(folder: Path, _ended: Ended) -> None:
        assert run().code == 0
        sent = program("send", "--store", folder / "ISB1", "--to", folder / "stick")
        assert sent.code == 0
        assert sent.document["size"] < 1 << 20, "only the short last piece is asked for"
        program("receive", folder / "stick", "--store", folder / "headquarters")
        assert contents(folder / "headquarters") == WHOLE

    assert killed_everywhere(run, stage, look, every=every * 3) > 10


@SOME
def test_an_erased_file_is_gone_after_the_next_opening(every: int, program: Program, stage_with_files: Stage) -> None:
    stage = stage_with_files
    folder = stage.fresh()
    sitting = opening.open_store(folder / "ISB1", PASSPHRASE)
    (one,) = attachments(sitting, (folder / "record").read_text())
    assert erasing.reach(sitting, one.id).goes == {"attachment": 1}
    sitting.store.close()

    def run(deadly: int = 0) -> Ended:
        return program("erase", one.id, "--yes", "--store", stage.folder / "ISB1", deadly=deadly)

    def look(folder: Path, ended: Ended) -> None:
        left = contents(folder / "ISB1")
        assert left in ({}, WHOLE)
        if left:
            assert run().code == 0
        assert contents(folder / "ISB1") == {}
        assert list((folder / "ISB1" / blobs.FOLDER).iterdir()) == []
        assert ended.killed or not left

    assert killed_everywhere(run, stage, look, every=every) > 10


def test_a_full_disk_is_said_and_leaves_nothing_of_the_file(program: Program, stage_with_files: Stage) -> None:
    folder = stage_with_files.fresh()
    record = (folder / "record").read_text()
    ended = program("attach", record, folder / "more.pdf", "--store", folder / "ISB1", limit=700_000)
    assert (ended.code, ended.document["error"]) == (2, "disk_full")
    assert contents(folder / "ISB1") == WHOLE
    assert program("attach", record, folder / "more.pdf", "--store", folder / "ISB1").code == 0
    assert contents(folder / "ISB1") == BOTH
