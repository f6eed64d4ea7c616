"""Sticks that are pulled out, full or bad while a bundle is written: it goes on where it was, and nothing is said too early."""

from __future__ import annotations

import errno
import os
from hashlib import sha512
from pathlib import Path

import pytest

from network_of_stores import Network
from offices import session
from silkfield.bundles.packing import PRESETS
from silkfield.errors import Trouble
from silkfield.operations import finding, recording
from silkfield.operations.exchange import finishing, sending
from silkfield.operations.progress import Silent
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import State

SMALL = 3_500
"""Parts so small that a few sessions need several."""


@pytest.fixture
def isb(network: Network) -> Sitting:
    laptop = network.add("ISB")
    for number in range(5):
        noise = sha512(str(number).encode()).hexdigest() * 3  # what hardly compresses needs several parts
        recording.save(laptop, "session", session(venue=f"Venue {number}", remarks=noise))
    return laptop


class Stick:
    """A folder that can be pulled out before any of the program's steps on it, and put in again."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.pulled = folder, folder.with_name("pulled")
        self.steps, self.deadly = 0, 0
        self.pushes: list[str] = []
        push, replace = os.fsync, Path.replace

        def pushed(handle: int) -> None:
            place = Path(f"/proc/self/fd/{handle}").readlink()
            if folder in (place, place.parent):
                self._take()
                self.pushes.append(place.name)
            push(handle)

        def renamed(path: Path, target: Path) -> Path:
            if path.parent == folder:
                self._take()
            return replace(path, target)

        monkeypatch.setattr(os, "fsync", pushed)
        monkeypatch.setattr(Path, "replace", renamed)

    def _take(self) -> None:
        self.steps += 1
        if self.steps == self.deadly:
            self.folder.rename(self.pulled)
            raise OSError(errno.EIO, "pulled out")

    def put_in(self) -> dict[str, int]:
        """Put the stick in again and return its finished files, each with the number of its place on the disk."""
        if self.pulled.exists():
            self.pulled.rename(self.folder)
        self.deadly = 0
        return {path.name: path.stat().st_ino for path in self.folder.glob("SF-*.skf")}


def outbox(sitting: Sitting) -> list[Path]:
    """Return what lies in the outbox."""
    return list((sitting.store.folder / "outbox").iterdir())


def test_a_stick_pulled_out_at_any_step_goes_on_with_the_same_bundle_and_writes_only_the_rest(
    isb: Sitting, network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = finding.listing(isb, "session").records[0].id
    deadly, kept = 0, set()
    while True:
        deadly += 1
        stick = Stick(tmp_path / f"stick{deadly}", monkeypatch)
        stick.deadly = deadly
        try:
            sent = sending.send(isb, stick.folder, part_bytes=SMALL)
        except Trouble as trouble:
            assert trouble.code in ("not_writable", "not_written")
        else:
            break
        waiting = finishing.unfinished(isb)
        assert waiting is not None
        assert waiting.made.number == sending.overview(isb).unfinished.made.number
        assert finding.record(isb, record).state is (State.SAVED if deadly == 1 else State.IN_BUNDLE)
        there = stick.put_in()
        sent = finishing.go_on(isb, stick.folder)
        assert (sent.number, sent.export) == (waiting.made.number, waiting.made.export)
        after = stick.put_in()
        assert {name: after[name] for name in there} == there
        assert sent.kept == len(there)
        assert {path.name for path in stick.folder.iterdir()} == {path.name for path in sent.paths}
        kept.add(sent.kept)
        assert outbox(isb) == []
        received = network.deliver(list(sent.paths))
        assert {one.result for one in received} <= {"imported", "known"}
    assert len(kept) > 3
    assert sent.kept == 0
    assert sent.number == deadly


def test_a_bundle_costs_the_stick_one_push_for_each_file_and_one_for_the_folder(
    isb: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = Stick(tmp_path / "stick", monkeypatch)
    sent = sending.send(isb, stick.folder, part_bytes=SMALL)
    assert len(sent.paths) > 2
    assert len(stick.pushes) <= 2 * len(sent.paths) + 2
    assert sorted(stick.pushes) == sorted([*(f".{path.name}.part" for path in sent.paths), "stick"])


def test_room_is_looked_at_before_anything_is_written_and_said_in_words(
    isb: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type(os.statvfs("/"))

    def small(path: object) -> os.statvfs_result:
        return usage((4096, 1000, 3, 3, 3, 10, 10, 10, 0, 255))

    monkeypatch.setattr(os, "statvfs", small)
    with pytest.raises(Trouble) as full:
        sending.send(isb, tmp_path / "stick", part_bytes=SMALL)
    size = -(-sending.overview(isb).unfinished.size // 1000)
    said = full.value.message.replace("\u2066", "").replace("\u2069", "")
    assert said == f"The bundle needs {size} KB, the stick has 3 KB free."
    assert full.value.code == "disk_full"
    assert not (tmp_path / "stick").exists()
    monkeypatch.undo()
    assert finishing.go_on(isb, tmp_path / "another").kept == 0


@pytest.mark.parametrize("how", ["cut", "flipped", "gone"])
def test_a_file_that_was_spoilt_on_the_stick_is_found_by_reading_back_and_written_again(
    how: str, isb: Sitting, network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    push = os.fsync

    def spoil(handle: int) -> None:
        push(handle)
        names = sorted(stick.glob("SF-*.skf")) if Path(f"/proc/self/fd/{handle}").readlink() == stick else []
        for path in names[:1]:
            content = path.read_bytes()
            path.write_bytes(content[:-1] if how == "cut" else content[:-1] + bytes([content[-1] ^ 1]))
            if how == "gone":
                path.unlink()

    monkeypatch.setattr(os, "fsync", spoil)
    with pytest.raises(Trouble, match="not written correctly"):
        sending.send(isb, stick, part_bytes=SMALL)
    assert sending.overview(isb).bundles == ()
    monkeypatch.undo()
    sent = finishing.go_on(isb)
    assert sent.kept == len(sent.paths) - 1
    assert {one.result for one in network.deliver(list(sent.paths))} == {"imported"}


def test_a_bundle_that_is_given_up_is_in_the_next_one_whose_number_is_another(
    isb: Sitting, network: Network, tmp_path: Path
) -> None:
    with pytest.raises(Trouble, match="no bundle that was not finished"):
        finishing.give_up(isb)
    for number, ending in ((1, finishing.give_up), (2, lambda _sitting: 2)):
        (tmp_path / "stick").write_text("a file in the way")
        with pytest.raises(Trouble, match="cannot be written"):
            sending.send(isb, tmp_path / "stick", part_bytes=SMALL)
        assert finishing.unfinished(isb).made.number == number
        assert ending(isb) == number
    assert [path.name for path in outbox(isb)] == [finishing.unfinished(isb).made.export]
    (tmp_path / "stick").unlink()
    sent = sending.send(isb, tmp_path / "stick", part_bytes=SMALL)  # gives the second up by itself
    assert sent.number == 3
    assert outbox(isb) == []
    assert finishing.unfinished(isb) is None
    assert sum(one.plan.new for one in network.deliver(list(sent.paths))) == 5


@pytest.mark.parametrize("spoil", ["cut", "gone"])
def test_a_bundle_that_a_power_cut_spoilt_in_the_outbox_is_said_so_and_what_it_held_is_in_the_next_one(
    spoil: str, isb: Sitting, network: Network, tmp_path: Path
) -> None:
    (tmp_path / "stick").write_text("a file in the way")
    with pytest.raises(Trouble, match="cannot be written"):
        sending.send(isb, tmp_path / "stick", part_bytes=SMALL)
    (tmp_path / "stick").unlink()
    (folder,) = outbox(isb)
    kept = max(folder.iterdir())
    kept.write_bytes(kept.read_bytes()[:-1]) if spoil == "cut" else kept.unlink()

    with pytest.raises(Trouble, match="spoilt") as told:
        finishing.go_on(isb)
    assert told.value.code == "outbox_spoilt"
    assert not (tmp_path / "stick").exists()
    assert finishing.give_up(isb) == 1
    sent = sending.send(isb, tmp_path / "stick", part_bytes=SMALL)
    assert sum(one.plan.new for one in network.deliver(list(sent.paths))) == 5


class StopAt(Silent):
    """Stops at the first report with these words."""

    def __init__(self, words: str) -> None:
        self.words, self.stopped = words, False

    def report(self, done: int, total: int, words: str = "") -> None:
        self.stopped = self.stopped or words.startswith(self.words)

    def cancelled(self) -> bool:
        return self.stopped


@pytest.mark.parametrize("words", ["Making", "Writing", "Reading"])
def test_sending_that_is_stopped_leaves_nothing_or_a_bundle_that_goes_on(
    words: str, isb: Sitting, tmp_path: Path
) -> None:
    with pytest.raises(Trouble, match="Stopped"):
        sending.send(isb, tmp_path / "stick", part_bytes=SMALL, progress=StopAt(words))
    assert sending.overview(isb).bundles == ()
    if words == "Making":
        assert finishing.unfinished(isb) is None
    else:
        assert finishing.go_on(isb).number == 1
    assert sending.send(isb, tmp_path / "stick").number in (1, 2)
    assert outbox(isb) == []


@pytest.mark.parametrize("preset", PRESETS)
def test_no_file_is_larger_than_its_carrier_takes(preset: str) -> None:
    carriers = {"mail-10": 10, "mail-20": 20, "mail-25": 25}
    assert PRESETS["usb"] <= 64 << 20
    if preset in carriers:  # mail writes four characters for three bytes, in lines of 76
        assert PRESETS[preset] * 4 / 3 * 78 / 76 <= carriers[preset] * 1_000_000
    if preset == "messenger":
        assert PRESETS[preset] <= 16_000_000
