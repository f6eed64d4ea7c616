"""A backup is a whole copy that was read back and opened, or there is none; the store stays in use meanwhile."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network_of_stores import Network
from offices import session
from silkfield.clock import SetClock
from silkfield.errors import Trouble
from silkfield.operations import recording
from silkfield.operations.backup import thinning
from silkfield.operations.backup.folders import ACCOUNT, Account, Backup, Standing, found_in, look_at, needed
from silkfield.operations.backup.making import Made, belonging, make
from silkfield.operations.backup.proving import prove
from silkfield.operations.backup.remembering import is_late, last_backup
from silkfield.operations.exchange import sending
from silkfield.operations.progress import Silent, Stopped
from silkfield.operations.sitting import Sitting

DAY = 86_400_000


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "second disk"
    folder.mkdir()
    return folder


@pytest.fixture
def isb(network: Network, tmp_path: Path) -> Sitting:
    """A laptop with a session, and a bundle that waits in its outbox."""
    laptop = network.add("ISB")
    recording.save(laptop, "session", session())
    (tmp_path / "stick").write_text("in the way")
    with pytest.raises(Trouble):
        sending.send(laptop, tmp_path / "stick")
    return laptop


def proved(sitting: Sitting, folder: Path) -> Account:
    account = needed(folder)
    prove(folder, account, sitting.store.database.key, Silent())
    return account


def test_a_backup_is_named_by_laptop_and_time_and_holds_all_that_belongs_to_the_store(
    isb: Sitting, place: Path
) -> None:
    made = make(isb, place)
    assert [path.name for path in place.iterdir()] == ["Silkfield-backup-ISB1-2016-06-01-1200"]
    account = proved(isb, made.folder)
    names = {one.name for one in account.files}
    assert {"keys.json", "silkfield.db"} < names
    assert any(name.startswith("outbox/") for name in names)
    assert names.isdisjoint({"in-use.lock", "anchor.json", "backups.json", "silkfield.db-wal"})
    there = {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*") if path.is_file()}
    assert there == names | {ACCOUNT}
    assert account.records == 1
    assert (account.label, account.minute) == ("ISB1", "2016-06-01 12:00")
    assert found_in(place) == [look_at(made.folder)] == found_in(made.folder)


def test_the_account_says_nothing_of_anybody(isb: Sitting, place: Path) -> None:
    recording.save(isb, "session", session(venue="A venue to be looked for", remarks="Maryam"))
    made = make(isb, place)
    for path in made.folder.rglob("*"):
        if path.is_file() and path.name != "keys.json":
            for word in (b"A venue", b"Maryam", b"MIC ISB", b"Person at"):
                assert word not in path.read_bytes(), path.name


def test_the_last_good_backup_is_remembered_and_reminded_of_after_a_week(isb: Sitting, place: Path) -> None:
    clock = isb.clock
    assert isinstance(clock, SetClock)
    assert not is_late(isb)
    clock.milliseconds += 8 * DAY
    assert is_late(isb)
    made = make(isb, place)
    last = last_backup(isb.store.folder)
    assert (last.place, last.name, last.made) == (str(place), made.folder.name, made.account.made)
    clock.milliseconds += 6 * DAY
    assert not is_late(isb)
    clock.milliseconds += 2 * DAY
    assert is_late(isb)
    (isb.store.folder / "backups.json").write_text("spoilt")
    assert last_backup(isb.store.folder).made == 0


def test_a_backup_has_one_moment_while_others_write(isb: Sitting, place: Path) -> None:
    ended = False

    def write() -> None:
        while not ended:
            recording.save(isb, "session", session())

    writer = Thread(target=write)
    writer.start()
    try:
        made = [make(isb, place) for _turn in range(3)][-1]
    finally:
        ended = True
        writer.join()
    proved(isb, made.folder)


def test_what_goes_from_the_store_while_it_is_copied_is_left_out(isb: Sitting, place: Path) -> None:
    class Goes(Silent):
        def report(self, done: int, total: int, words: str = "") -> None:
            shutil.rmtree(isb.store.folder / "outbox", ignore_errors=True)

    made = make(isb, place, progress=Goes())
    proved(isb, made.folder)
    assert not any(one.name.startswith("outbox/") for one in made.account.files)


def test_only_one_backup_is_made_at_a_time(isb: Sitting, place: Path) -> None:
    class Again(Silent):
        def report(self, done: int, total: int, words: str = "") -> None:
            with pytest.raises(Trouble, match="already") as told:
                make(isb, place)
            assert told.value.code == "busy"

    assert make(isb, place, progress=Again()).folder.exists()


def test_what_lies_in_the_store_or_nowhere_is_no_place(isb: Sitting, tmp_path: Path) -> None:
    inside = isb.store.folder / "inbox"
    inside.mkdir(exist_ok=True)
    for folder, code in ((inside, "within_store"), (isb.store.folder, "within_store"), (tmp_path / "x", "no_folder")):
        with pytest.raises(Trouble) as told:
            make(isb, folder)
        assert told.value.code == code
    assert last_backup(isb.store.folder).made == 0


@pytest.mark.parametrize("words", ["Copying keys", "Copying the records", "Reading", "Opening"])
def test_a_backup_that_is_stopped_leaves_nothing(words: str, isb: Sitting, place: Path) -> None:
    class Stop(Silent):
        stopped = False

        def report(self, done: int, total: int, said: str = "") -> None:
            self.stopped = self.stopped or said.startswith(words)

        def cancelled(self) -> bool:
            return self.stopped

    with pytest.raises(Stopped):
        make(isb, place, progress=Stop())
    assert list(place.iterdir()) == []
    assert last_backup(isb.store.folder).made == 0


def test_every_file_that_is_spoilt_cut_or_gone_is_found(isb: Sitting, place: Path) -> None:
    made = make(isb, place)
    for name in [one.name for one in made.account.files]:
        path = made.folder / name
        content = path.read_bytes()
        for spoilt in (content[:-1], content[:-1] + bytes([content[-1] ^ 1]), bytes([content[0] ^ 128]) + content[1:]):
            path.write_bytes(spoilt)
            with pytest.raises(Trouble, match="not as it was written"):
                proved(isb, made.folder)
            lacking = len(spoilt) != len(content)
            assert look_at(made.folder).standing is (Standing.LACKING if lacking else Standing.WHOLE)
        path.unlink()
        with pytest.raises(Trouble, match="not as it was written"):
            proved(isb, made.folder)
        assert look_at(made.folder).standing is Standing.LACKING
        path.write_bytes(content)
    proved(isb, made.folder)


@pytest.mark.parametrize("spoil", ["ends", "entries", "another database"])
def test_an_account_of_another_state_is_not_believed(spoil: str, isb: Sitting, place: Path) -> None:
    made = make(isb, place)
    account = json.loads((made.folder / ACCOUNT).read_bytes())
    if spoil == "ends":
        account["ends"] = {}
    elif spoil == "entries":
        account["entries"] += 1
    else:
        recording.save(isb, "session", session())
        other = make(isb, place, safety=True)
        shutil.copy(other.folder / "silkfield.db", made.folder / "silkfield.db")
        ours = {one.name: {"name": one.name, "size": one.size, "sha256": one.sha256} for one in other.account.files}
        account["files"] = [ours.get(one["name"], one) for one in account["files"]]
    (made.folder / ACCOUNT).write_text(json.dumps(account))
    with pytest.raises(Trouble, match="not as it was written"):
        proved(isb, made.folder)


@pytest.mark.parametrize(
    "name", ["../keys.json", "/etc/passwd", "a/../b", "inbox\\x", "C:x", ".hidden", "inbox/.hidden", "a//b", ""]
)
def test_an_account_that_leads_out_of_its_folder_is_none(name: str, isb: Sitting, place: Path) -> None:
    made = make(isb, place)
    account = json.loads((made.folder / ACCOUNT).read_bytes())
    account["files"].append({"name": name, "size": 1, "sha256": "0" * 64})
    (made.folder / ACCOUNT).write_text(json.dumps(account))
    with pytest.raises(Trouble, match="no whole backup"):
        needed(made.folder)
    assert look_at(made.folder).standing is Standing.NONE
    assert look_at(made.folder).minute == "2016-06-01 12:00"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"v":1,"files":[]}'])
def test_what_is_no_account_makes_no_backup(content: bytes, place: Path) -> None:
    (place / ACCOUNT).write_bytes(content)
    with pytest.raises(Trouble, match="no whole backup"):
        needed(place)


def test_a_backup_of_a_newer_silkfield_is_said_so(isb: Sitting, place: Path) -> None:
    made = make(isb, place)
    account = json.loads((made.folder / ACCOUNT).read_bytes())
    (made.folder / ACCOUNT).write_text(json.dumps({**account, "v": 2}))
    with pytest.raises(Trouble, match="newer Silkfield"):
        needed(made.folder)


def test_only_whole_backups_of_this_laptop_are_thinned(isb: Sitting, network: Network, place: Path) -> None:
    lhe = network.add("LHE")
    others = make(lhe, place).folder
    foreign = place / "Silkfield-backup-ISB1-2016-05-30-0900"
    shutil.copytree(others, foreign)  # another laptop's, though it has our label
    cut_off = shutil.copytree(others, place / "Silkfield-backup-ISB1-2016-05-31-0900")
    (cut_off / ACCOUNT).unlink()
    lacking = make(isb, place).folder
    (lacking / "keys.json").unlink()
    (place / "letters").mkdir()
    whole = [make(isb, place) for _turn in range(3)]
    assert [one.thinned for one in whole] == [0, 1, 1]
    names = {others, foreign, cut_off, lacking, place / "letters", whole[-1].folder}
    assert set(place.iterdir()) == names


def account_of(made: int, device: str = "") -> Account:
    return Account(1, made, 300, "ISB1", device, "1", 2, 1, 1, {}, ())


@given(st.lists(st.integers(0, 400 * 24), min_size=1, max_size=60, unique=True))
def test_the_newest_always_stays_and_never_more_than_a_fortnight_of_backups(hours: list[int]) -> None:
    start = 1_464_764_400_000
    backups = [Backup(Path(str(one)), Standing.WHOLE, account_of(start + one * 3_600_000)) for one in hours]
    stays = thinning.kept(backups)
    assert stays[0].folder == Path(str(max(hours)))
    assert len(stays) <= 14
    days: list[date] = [one.account.when.date() for one in stays if one.account]
    assert len(set(days)) == len(days)
    assert thinning.kept(stays) == stays, "what stays once stays the next time"
    every = sorted({one.account.when.date() for one in backups if one.account}, reverse=True)
    assert days[:7] == every[:7]
    older = days[7:]
    assert all(a.isocalendar()[:2] != b.isocalendar()[:2] for a, b in pairwise(older))


def test_after_a_season_the_last_days_are_left_and_a_backup_for_each_week_before(isb: Sitting, place: Path) -> None:
    clock = isb.clock
    assert isinstance(clock, SetClock)
    made: list[Made] = []
    for number in range(30):
        made.append(make(isb, place))
        clock.milliseconds += DAY * (4 if number < 16 else 1)
    left = [one.account.when.date() for one in found_in(place) if one.account]
    assert len(left) == 14
    last = made[-1].account.when.date()
    assert left[:7] == [last - timedelta(days=number) for number in range(7)]
    assert timedelta(weeks=6) < last - left[-1] < timedelta(weeks=9)


def test_a_temporary_file_or_folder_is_no_part_of_a_backup(isb: Sitting) -> None:
    store = isb.store.folder
    for name in (".keys.json.part", "inbox/.x.part", ".folder/x", "before-layout-2.db"):
        (store / name).parent.mkdir(exist_ok=True)
        (store / name).write_text("half")
    (store / "blobs").mkdir()
    (store / "blobs" / "x").write_text("an attachment")
    names = belonging(store)
    assert names[0] == "keys.json"
    assert "blobs/x" in names
    assert not [name for name in names if "half" in (store / name).read_text(errors="replace")]
