"""Backups that are killed, pulled out or without room: what was there stays, and nothing half is taken for a backup."""

from __future__ import annotations

import errno
import os
import shutil
import signal
from pathlib import Path

import pytest

from bytes_at_rest import spoilt
from dying_program import Ended, Program, killed_everywhere
from network_of_stores import Network
from offices import PASSPHRASE, session
from silkfield.clock import SetClock
from silkfield.errors import Trouble
from silkfield.operations import checking, opening, recording
from silkfield.operations.backup.folders import Standing, found_in, needed
from silkfield.operations.backup.making import make
from silkfield.operations.backup.proving import prove
from silkfield.operations.backup.remembering import last_backup
from silkfield.operations.progress import Silent
from silkfield.operations.sitting import Sitting
from stages import Stage, seen

SOME = pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.long)])


@pytest.fixture
def isb(network: Network) -> Sitting:
    laptop = network.add("ISB")
    recording.save(laptop, "session", session())
    return laptop


def whole(sitting: Sitting, place: Path) -> list[Path]:
    """Return the backups in a folder, each of them proved."""
    found = [one for one in found_in(place) if one.standing is not Standing.NONE]
    for one in found:
        prove(one.folder, needed(one.folder), sitting.store.database.key, Silent())
    return [one.folder for one in found]


@SOME
def test_a_backup_that_was_killed_is_none_and_the_next_one_is_whole(every: int, program: Program, stage: Stage) -> None:
    def run(deadly: int = 0) -> Ended:
        (stage.folder / "place").mkdir(exist_ok=True)
        return program("backup", stage.folder / "place", "--store", stage.folder / "ISB1", deadly=deadly)

    before = seen(stage.fresh() / "ISB1")
    usual = run()
    assert usual.code == 0

    def look(folder: Path, ended: Ended) -> None:
        place = folder / "place"
        left = found_in(place)
        assert [one.standing for one in left] in ([], [Standing.WHOLE])
        remembered = last_backup(folder / "ISB1")
        assert not remembered.made or remembered.name == left[0].folder.name
        assert ended.code != 0 or remembered.made
        again = run()
        assert again.code == 0
        assert [path.name for path in place.iterdir()] == [Path(again.document["backup"]).name]
        assert seen(folder / "ISB1") == before

    assert killed_everywhere(run, stage, look, every=every) > 20


class Stick:
    """A folder that is pulled out before one of the program's steps on it, and left so."""

    def __init__(self, folder: Path, deadly: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.pulled = folder, folder.with_name("pulled")
        self.left = deadly
        folder.mkdir()
        push, replace = os.fsync, Path.replace

        def pushed(handle: int) -> None:
            if Path(f"/proc/self/fd/{handle}").readlink().is_relative_to(folder):
                self.take()
            push(handle)

        def renamed(path: Path, target: Path) -> Path:
            if path.is_relative_to(folder):
                self.take()
            return replace(path, target)

        monkeypatch.setattr(os, "fsync", pushed)
        monkeypatch.setattr(Path, "replace", renamed)

    def take(self) -> None:
        """Take one step, or be pulled out."""
        self.left -= 1
        if self.left == 0:
            os.rename(self.folder, self.pulled)  # noqa: PTH104  (Path.replace counts)
            raise OSError(errno.EIO, "pulled out")


def test_a_stick_that_is_pulled_out_at_any_step_harms_nothing(
    isb: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for deadly in range(1, 100):
        with monkeypatch.context() as patch:
            stick = Stick(tmp_path / f"stick{deadly}", deadly, patch)
            try:
                make(isb, stick.folder)
            except Trouble as trouble:
                assert trouble.code in ("not_writable", "backup_damaged", "disk_fault")
                assert trouble.advice
            else:
                break
        shutil.move(stick.pulled, stick.folder)
        assert len(whole(isb, stick.folder)) <= 1, "renamed or not, nothing half looks like one"
        assert last_backup(isb.store.folder).made == 0
        recording.save(isb, "session", session(venue=f"Typed after {deadly}"))
        make(isb, stick.folder)
        (isb.store.folder / "backups.json").unlink()
    assert deadly > 6
    assert checking.verify(isb).sound


@pytest.mark.parametrize("how", ["spoilt", "gone"])
def test_what_the_medium_does_not_keep_is_found_by_reading_back(
    how: str, isb: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    push = os.fsync
    before = make(isb, place)

    def bad(handle: int) -> None:
        push(handle)
        for path in place.glob(".*/silkfield.db"):
            if path.parent.joinpath("backup.json").exists():
                path.write_bytes(spoilt(path.read_bytes())) if how == "spoilt" else path.unlink()

    monkeypatch.setattr(os, "fsync", bad)
    with pytest.raises(Trouble, match="not as it was written"):
        make(isb, place)
    assert list(place.iterdir()) == [before.folder]
    assert whole(isb, place) == [before.folder]


def test_room_is_looked_at_before_anything_is_written(
    isb: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type(os.statvfs("/"))
    monkeypatch.setattr(os, "statvfs", lambda _path: usage((4096, 1000, 3, 3, 3, 10, 10, 10, 0, 255)))
    place = tmp_path / "place"
    place.mkdir()
    with pytest.raises(Trouble, match="has 0 MB free") as full:
        make(isb, place)
    assert full.value.code == "disk_full"
    assert list(place.iterdir()) == []


def test_a_full_disk_in_the_middle_and_a_folder_nobody_may_write_are_said(
    isb: Sitting, program: Program, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = stage.fresh()
    (folder / "place").mkdir()
    full = program("backup", folder / "place", "--store", folder / "ISB1", limit=100_000)
    assert (full.code, full.document["error"]) in ((2, "disk_full"), (2, "disk_fault")), full
    assert list((folder / "place").iterdir()) == []

    place = tmp_path / "place"
    place.mkdir()
    mkdir = Path.mkdir

    def refuse(path: Path, *words: object, **choices: object) -> None:
        if path.parent == place:
            raise PermissionError(errno.EACCES, "read-only")
        mkdir(path, *words, **choices)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(Trouble, match="cannot be written"):
        make(isb, place)
    assert last_backup(isb.store.folder).made == 0


@pytest.fixture(scope="session")
def with_backup(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stores, a backup of the laptop, and something it has recorded since."""
    folder = tmp_path_factory.mktemp("with-backup") / "original"
    shutil.copytree(original, folder)
    (folder / "place").mkdir()
    laptop = opening.open_store(folder / "ISB1", PASSPHRASE, clock=SetClock.on("2016-06-01"))
    make(laptop, folder / "place")
    recording.save(laptop, "session", session(venue="Since the backup"))
    laptop.store.close()
    return folder


@pytest.fixture
def staged(with_backup: Path, stage: Stage) -> Stage:
    return Stage(with_backup, stage.folder)


SAID_OF = {
    "broken": "database_damaged",
    "broken keys": "vault_damaged",
    "no keys": "vault_missing",
    "nothing": "no_store",
}


def ruin(store: Path, how: str) -> dict[str, bytes]:
    """Make a store one that cannot be read, and return its files as they are then."""
    if how == "broken":
        (store / "silkfield.db").write_bytes(b"broken")
    elif how == "broken keys":
        (store / "keys.json").write_bytes(b"broken")
    elif how == "no keys":
        (store / "keys.json").unlink(missing_ok=True)
    elif how == "nothing":
        shutil.rmtree(store, ignore_errors=True)
    return {path.name: path.read_bytes() for path in store.glob("*.*") if path.suffix != ".lock"}


def still_there(program: Program, store: Path, broken: dict[str, bytes], error: str) -> None:
    """Check that what could not be read is there as it was, and that nothing empty takes its place."""
    found = program("list", "session", "--store", store)
    assert found.document["error"] == error
    assert {name: (store / name).read_bytes() for name in broken} == broken
    if error != "no_store":
        made = program("create-hq", "--store", store, "--name", "HQ", "--user", "Farah")
        assert made.document["error"] == "store_exists"


@pytest.mark.parametrize("every", [15, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("there", ["readable", *SAID_OF])
def test_a_restore_that_was_killed_leaves_the_old_store_or_the_new_one(
    there: str, every: int, program: Program, staged: Stage
) -> None:
    store = staged.folder / "ISB1"
    words = ["restore", staged.folder / "place", "--store", store, "--yes"]

    def run(deadly: int = 0) -> Ended:
        ruin(store, there)
        return program(*words, deadly=deadly)

    old = seen(staged.fresh() / "ISB1")
    opens = there in ("readable", "broken keys", "no keys")  # with the key in the backup, if not with its own
    broken = ruin(store, there)
    assert run().code == 0
    new = seen(store)
    assert old["venues"] != new["venues"]

    def look(folder: Path, ended: Ended) -> None:
        if program("list", "session", "--store", store).code == 0:
            assert seen(store) in ([new] if ended.code == 0 or not opens else [old, new])
        else:
            still_there(program, store, {} if opens else broken, SAID_OF[there])
        assert program(*words).code == 0
        assert seen(store) == new
        assert not [path.name for path in folder.iterdir() if path.name.startswith(".")]
        if opens:  # whatever happened, what was newer lies in a backup beside the store
            assert any(seen_in(program, backup.folder, folder / "x") == old["venues"] for backup in found_in(folder))
        elif there != "nothing":
            kept = next(path for path in folder.iterdir() if path.name.startswith("ISB1-broken-"))
            assert {name: (kept / name).read_bytes() for name in broken} == broken

    assert killed_everywhere(run, staged, look, every=every) > 20


def seen_in(program: Program, backup: Path, store: Path) -> object:
    """Put a backup back elsewhere and return the venues seen there."""
    shutil.rmtree(store, ignore_errors=True)
    assert program("restore", backup, "--store", store, "--yes").code == 0
    return seen(store)["venues"]


def test_room_for_a_restore_is_looked_at_first(program: Program, staged: Stage) -> None:
    store = staged.fresh() / "ISB1"
    before = seen(store)
    full = program("restore", staged.folder / "place", "--store", store, "--yes", limit=100_000)
    assert (full.code, full.document["error"]) in ((2, "disk_full"), (2, "disk_fault")), full
    assert seen(store) == before


def test_a_damaged_store_is_told_which_backup_helps(program: Program, staged: Stage) -> None:
    store = staged.fresh() / "ISB1"
    (store / "silkfield.db").write_bytes(b"broken")
    (store / "backups.json").unlink()  # it names another copy of these stores
    told = program("list", "session", "--store", store).document
    assert told["error"] == "database_damaged"
    (backup,) = found_in(staged.folder / "place")
    shutil.move(backup.folder, staged.folder / backup.folder.name)
    told = program("list", "session", "--store", store).document
    assert str(staged.folder / backup.folder.name) in told["advice"]
    shown = program("restore", staged.folder, "--store", store)
    assert (shown.document["present"], shown.document["restored"]) == ("broken", False)
    assert (store / "silkfield.db").read_bytes() == b"broken"


@pytest.mark.parametrize("command", ["backup", "restore"])
@pytest.mark.parametrize("every", [11, pytest.param(1, marks=pytest.mark.long)])
def test_what_is_stopped_with_ctrl_c_is_done_or_not_and_leaves_no_rubbish(
    command: str, every: int, program: Program, staged: Stage
) -> None:
    store = staged.folder / "ISB1"
    words = [command, staged.folder / "place", "--store", store, *(["--yes"] if command == "restore" else [])]
    old = seen(staged.fresh() / "ISB1")
    steps = program(*words, deadly=10_000).steps
    new = seen(store)
    stopped = 0
    for deadly in range(1, steps, every):
        folder = staged.fresh()
        ended = program(*words, deadly=deadly, stop=signal.SIGINT)
        assert ended.code in (0, 2), ended
        stopped += ended.code == 2
        assert seen(store) in (old, new)
        assert all(one.standing is Standing.WHOLE for one in found_in(folder / "place"))
        if ended.code == 2:
            assert ended.document["error"] == "stopped"
        assert program("list", "session", "--store", store).code == 0
        assert not [
            path for place in (folder, folder / "place") for path in place.iterdir() if path.name.startswith(".")
        ]
    assert stopped > 2
