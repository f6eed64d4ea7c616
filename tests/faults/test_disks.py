"""Disks that are full, read-only or gone in the middle: the program says so, and goes on once there is room again."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bytes_at_rest import spoilt
from dying_program import Ended, Program
from network_of_stores import Network
from offices import session
from silkfield.errors import Trouble
from silkfield.operations import finding, recording
from silkfield.operations.exchange import sending
from silkfield.store.reading import State
from stages import SAMPLES, Stage, seen

MEGABYTES = 6
LARGEST = 0


@dataclass
class SmallDisk:
    """A disk of a few megabytes; without the right to mount one, a limit on what a process may write to a file."""

    folder: Path
    mounted: bool
    limit: int = LARGEST

    @contextmanager
    def with_room(self, room: int) -> Iterator[None]:
        """Leave so many bytes free."""
        filler = self.folder / "filler"
        if self.mounted:
            filler.write_bytes(bytes(max(0, shutil.disk_usage(self.folder).free - room)))
        else:
            self.limit = max(room, 1)
        yield
        self.limit = LARGEST
        filler.unlink(missing_ok=True)

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Let nothing be written."""
        if self.mounted:
            subprocess.run(["mount", "-o", "remount,ro", self.folder], check=True)
        elif os.geteuid():
            self.folder.chmod(0o555)
            (self.folder / "ISB1").chmod(0o555)
        else:
            self.limit = 1
        try:
            yield
        finally:
            self.limit = LARGEST
            if self.mounted:
                subprocess.run(["mount", "-o", "remount,rw", self.folder], check=True)
            else:
                self.folder.chmod(0o755)
                (self.folder / "ISB1").chmod(0o755)


@pytest.fixture
def disk(stage: Stage) -> Iterator[SmallDisk]:
    """A small disk with a laptop's and headquarters' store on it."""
    folder = stage.folder.with_name("disk")
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", folder]
    mounted = bool(shutil.which("mount")) and subprocess.run(words, check=False, capture_output=True).returncode == 0
    try:
        shutil.copytree(stage.original, folder, dirs_exist_ok=True)
        yield SmallDisk(folder, mounted)
    finally:
        if mounted:
            subprocess.run(["umount", folder], check=True)


def command(name: str, folder: Path, stick: Path) -> list[object]:
    """Return what is typed."""
    register = SAMPLES / "awareness-sessions-2016-05.xlsx"
    return {
        "record": ["record", "session", "--store", folder / "ISB1", "--json-file", folder / "new.json"],
        "receive": ["receive", folder / "mail", "--store", folder / "headquarters"],
        "intake": ["intake", register, "--form", "session", "--store", folder / "ISB1", "--errors", stick / "x.xlsx"],
        "send": ["send", "--store", folder / "ISB1", "--to", stick],
        "send here": ["send", "--store", folder / "ISB1", "--to", folder / "stick"],
    }[name]


@pytest.mark.parametrize("name", ["record", "receive", "intake", "send", "send here"])
@pytest.mark.parametrize("room", [0, 4_096, 40_000, 120_000])
def test_a_full_disk_is_said_and_nothing_is_lost(
    name: str, room: int, program: Program, disk: SmallDisk, tmp_path: Path
) -> None:
    before = seen(disk.folder / "ISB1"), seen(disk.folder / "headquarters")
    words = command(name, disk.folder, tmp_path)
    with disk.with_room(room):
        full = program(*words, limit=disk.limit)
    said_full(full)

    if full.code != 0:
        after = seen(disk.folder / "ISB1"), seen(disk.folder / "headquarters")
        assert after == before or full.code == 3
        assert program(*words).code in (0, 3)
    if name in ("record", "intake"):
        assert len(seen(disk.folder / "ISB1")["venues"]) > len(before[0]["venues"])
    if name == "receive":
        assert seen(disk.folder / "headquarters")["venues"] == seen(disk.folder / "ISB1")["venues"]
    if name.startswith("send"):
        sent = program("receive", words[-1], "--store", disk.folder / "headquarters")
        assert sent.code == 0


def said_full(ended: Ended) -> None:
    """Check that a command ended well, or with a sentence about the disk."""
    assert ended.code in (0, 2, 3), ended
    if ended.code == 2:
        assert ended.document["error"] in ("disk_full", "disk_fault", "read_only"), ended
        assert ended.document["advice"]
    if ended.code == 3:
        codes = {part["code"] for part in ended.document.get("parts", ())}
        assert codes <= {"", "disk_full", "disk_fault", "W_GAP"}, ended


@pytest.mark.parametrize("name", ["record", "send", "intake"])
def test_a_read_only_store_is_said(name: str, program: Program, disk: SmallDisk, tmp_path: Path) -> None:
    before = seen(disk.folder / "ISB1")
    words = command(name, disk.folder, tmp_path)
    with disk.read_only():
        ended = program(*words, limit=disk.limit)
    assert ended.code == 2, ended
    assert ended.document["error"] in ("read_only", "disk_fault"), ended
    assert seen(disk.folder / "ISB1") == before
    assert program(*words).code in (0, 3)


def test_a_folder_that_cannot_be_written_is_said_and_no_bundle_is_noted(network: Network, tmp_path: Path) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    (tmp_path / "stick").write_text("a file, not a folder")
    for folder in (tmp_path / "stick", tmp_path / "stick" / "inside"):
        with pytest.raises(Trouble, match="cannot be written"):
            sending.send(isb, folder)
    assert sending.overview(isb).bundles == ()
    assert network.deliver(network.send(isb))[0].result == "imported"


@pytest.mark.parametrize("how", ["gone", "spoilt"])
def test_a_stick_that_is_pulled_out_or_bad_is_noticed(
    how: str, network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isb = network.add("ISB")
    record = recording.save(isb, "session", session()).record
    stick = tmp_path / "stick"
    push = os.fsync

    def pulled_out(handle: int) -> None:
        push(handle)
        for path in stick.glob("SF-*.skf"):  # it was renamed: all that is left is to read it back
            if how == "gone":
                shutil.rmtree(stick)
            else:
                path.write_bytes(spoilt(path.read_bytes()))

    monkeypatch.setattr(os, "fsync", pulled_out)
    with pytest.raises(Trouble, match="not written correctly") as trouble:
        sending.send(isb, stick)
    assert trouble.value.advice
    monkeypatch.undo()
    assert sending.overview(isb).bundles == ()
    assert finding.record(isb, record).state is State.SAVED
    assert network.deliver(network.send(isb))[0].plan.new == 1


def test_an_export_and_a_report_into_a_folder_that_is_none(program: Program, stage: Stage) -> None:
    folder = stage.fresh()
    place = folder / "new.json" / "out"
    store = ["--store", folder / "ISB1"]
    for words in (
        ["export", "session", "--to", place / "x.xlsx"],
        ["report", "R1", "--period", "2016-05", "--to", place / "x.csv"],
        ["send", "--to", place],
    ):
        ended = program(*words, *store)
        assert (ended.code, ended.document["error"]) == (2, "not_writable")
