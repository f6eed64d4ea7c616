"""A store that was cut, overwritten, mixed up, copied or is in use: one sentence says so, and nothing more is lost."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from dying_program import Program, alone
from network_of_stores import Network
from offices import PASSPHRASE, session
from silkfield.operations import checking, finding, opening, recording
from silkfield.operations.exchange import receiving, sites
from silkfield.store.reading import State
from stages import Stage, seen


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def cut_to_a_page(data: bytes) -> bytes:
    return data[:8192]


def cut_short(data: bytes) -> bytes:
    return data[:100]


def emptied(_data: bytes) -> bytes:
    return b""


def zeroed(data: bytes) -> bytes:
    return bytes(len(data))


def overwritten(data: bytes) -> bytes:
    return random.Random(1).randbytes(len(data))


def overwritten_at_the_end(data: bytes) -> bytes:
    return data[:-20_000] + random.Random(1).randbytes(20_000)


def overwritten_in_the_middle(data: bytes) -> bytes:
    return data[:8192] + random.Random(1).randbytes(len(data) - 8192)


def a_picture(_data: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"x" * 50_000


DAMAGES = [
    cut,
    cut_to_a_page,
    cut_short,
    emptied,
    zeroed,
    overwritten,
    overwritten_at_the_end,
    overwritten_in_the_middle,
    a_picture,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_database_is_said_in_one_sentence_and_left_as_it_is(
    damage: Callable[[bytes], bytes], program: Program, stage: Stage
) -> None:
    folder = stage.fresh()
    database = folder / "ISB1" / "silkfield.db"
    database.write_bytes(damage(database.read_bytes()))
    before = sha256(database.read_bytes()).hexdigest()
    said = []
    for words in (
        ["list", "session"],
        ["record", "session", "--json-file", folder / "new.json"],
        ["send", "--to", folder / "stick"],
        ["receive", folder / "downlink"],
        ["report", "R1", "--period", "2016-05"],
        ["verify"],
    ):
        ended = program(*words, "--store", folder / "ISB1")
        assert ended.code in (0, 2, 3), ended
        said.append((ended.code, ended.document.get("error")))
        assert ended.code == 0 or ended.document.get("sentence", "x"), ended
    assert (2, "database_damaged") in said
    assert said[-1] != (0, None), "a damaged store is not sound"
    if all(code == 2 for code, _error in said):
        assert sha256(database.read_bytes()).hexdigest() == before


def test_keys_of_another_store_open_nothing_and_change_nothing(program: Program, stage: Stage) -> None:
    folder = stage.fresh()
    shutil.copy(folder / "headquarters" / "keys.json", folder / "ISB1" / "keys.json")
    before = (folder / "ISB1" / "silkfield.db").read_bytes()
    ended = program("list", "session", "--store", folder / "ISB1")
    assert (ended.code, ended.document["error"]) == (2, "database_damaged")
    assert "key" in ended.document["sentence"]
    assert (folder / "ISB1" / "silkfield.db").read_bytes() == before


def test_a_store_without_its_database_is_said(program: Program, stage: Stage) -> None:
    folder = stage.fresh()
    (folder / "ISB1" / "silkfield.db").unlink()
    ended = program("list", "session", "--store", folder / "ISB1")
    assert (ended.code, ended.document["error"]) == (2, "database_missing")
    assert not (folder / "ISB1" / "silkfield.db").exists()


@pytest.mark.parametrize("name", ["keys.json", "silkfield.db", "in-use.lock"])
def test_a_folder_where_a_file_should_be_is_said(name: str, program: Program, stage: Stage) -> None:
    folder = stage.fresh()
    (folder / "ISB1" / name).unlink()
    (folder / "ISB1" / name).mkdir()
    ended = program("list", "session", "--store", folder / "ISB1")
    assert ended.code == 2
    assert ended.document["sentence"]


def test_two_programs_never_have_one_store_at_once(stage: Stage) -> None:
    folder = stage.fresh()
    first = opening.open_store(folder / "ISB1", PASSPHRASE)
    try:
        words = ["record", "session", "--store", folder / "ISB1", "--json-file", folder / "new.json"]
        ended = alone(*words)
        assert (ended.code, ended.document["error"]) == (2, "store_in_use")
        recording.save(first, "session", session(venue="The first program goes on"))
    finally:
        first.store.close()
    assert alone(*words).code == 0
    assert {"Recorded", "The first program goes on"} <= set(seen(folder / "ISB1")["venues"])


def test_of_a_copied_store_both_are_taken_in_and_nothing_is_lost(network: Network, tmp_path: Path) -> None:
    isb = network.add("ISB")
    record = recording.save(isb, "session", session(venue="Before")).record
    network.deliver(network.send(isb))
    isb.store.close()
    shutil.copytree(isb.store.folder, tmp_path / "copy")
    two = [opening.open_store(folder, PASSPHRASE, clock=isb.clock) for folder in (isb.store.folder, tmp_path / "copy")]
    for sitting, venue in zip(two, ("Here", "There"), strict=True):
        recording.patch(sitting, "session", {"venue": venue}, record)
        recording.save(sitting, "session", session(venue=f"New {venue}"))
        network.deliver(network.send(sitting))
    recording.save(two[1], "session", session(venue="One more"))
    network.deliver(network.send(two[1]))

    hq = network.headquarters
    assert {shown.values["venue"] for shown in finding.listing(hq, "session").records} >= {
        "New Here",
        "New There",
        "One more",
    }
    assert finding.record(hq, record).heads == 2
    assert checking.verify(hq).sound
    answer = network.reply("ISB")
    for sitting in two:
        receiving.receive(sitting, answer)
        assert {shown.state for shown in finding.listing(sitting, "session").records} == {State.RECEIVED}
        assert checking.verify(sitting).sound
        sitting.store.close()
    (line,) = sites.sites(hq)
    assert line.laptops[0].gaps == ()


@pytest.mark.parametrize("folder", ["inbox", "done", "quarantine", "held"])
@pytest.mark.parametrize("how", ["missing", "a file"])
def test_the_folders_of_parts_may_be_missing_or_spoilt(folder: str, how: str, program: Program, stage: Stage) -> None:
    there = stage.fresh()
    store = there / "headquarters"
    shutil.rmtree(store / folder, ignore_errors=True)
    if how == "a file":
        (store / folder).write_text("in the way")
    spoilt = there / "spoilt.skf"
    part = min((there / "mail").iterdir())
    spoilt.write_bytes(part.read_bytes()[:-1])

    ended = program("receive", spoilt, there / "mail", "--store", store)
    assert ended.code == 3
    results = [part["result"] for part in ended.document["parts"]]
    if (folder, how) == ("inbox", "a file"):
        assert {part["code"] for part in ended.document["parts"]} == {"not_writable"}
        (store / folder).unlink()
        assert program("receive", there / "mail", "--store", store).code == 0
    else:
        assert results == ["quarantined", "imported", "imported"]
    assert seen(store)["venues"] == seen(there / "ISB1")["venues"]
