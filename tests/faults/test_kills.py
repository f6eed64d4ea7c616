"""The program is killed before each of its steps, then asked again: all is as if it had never been killed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dying_program import Ended, Program, alone, killed_everywhere
from offices import PASSPHRASE
from silkfield.operations import opening
from silkfield.operations.exchange import sending, sites
from stages import SAMPLES, Stage, no_rubbish, seen, state

SOME = pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.long)])
"""Every fifth step at each change of the program, every step in the long run."""


def test_a_new_record_is_saved_wholly_or_not_at_all(program: Program, stage: Stage) -> None:
    before = seen(stage.fresh() / "ISB1")["venues"]

    def look(folder: Path, _ended: Ended) -> None:
        venues = seen(folder / "ISB1")["venues"]
        if venues == before:
            assert program("record", "session", *words(folder, "new.json")).code == 0
        after = seen(folder / "ISB1")
        assert after["venues"] == sorted([*before, "Recorded"])
        assert len(set(after["numbers"])) == len(after["numbers"])

    def words(folder: Path, name: str) -> list[object]:
        return ["--store", folder / "ISB1", "--json-file", folder / name]

    run = lambda deadly: program("record", "session", *words(stage.folder, "new.json"), deadly=deadly)  # noqa: E731
    assert killed_everywhere(run, stage, look) > 10


def test_a_correction_that_was_killed_is_made_once(program: Program, stage: Stage) -> None:
    def run(deadly: int = 0) -> Ended:
        folder = stage.folder
        return program(
            "record", "session", "--store", folder / "ISB1", "--json-file", folder / "change.json", deadly=deadly
        )

    stage.fresh()
    assert run().code == 0
    whole = seen(stage.folder / "ISB1")

    def look(folder: Path, _ended: Ended) -> None:
        assert run().code == 0
        assert seen(folder / "ISB1") == whole

    assert killed_everywhere(run, stage, look) > 10


@SOME
def test_a_bundle_that_was_killed_goes_on_as_if_it_had_not_been(every: int, program: Program, stage: Stage) -> None:
    def run(*words: object, deadly: int = 0) -> Ended:
        folder = stage.folder
        given = ["--to", folder / "stick", "--part-size", 0.003, *words]
        return program("send", "--store", folder / "ISB1", *given, deadly=deadly)

    def arrived(folder: Path, ended: Ended) -> dict[str, object]:
        assert ended.code == 0
        assert outbox_of(folder / "ISB1") == []
        received = program("receive", *ended.document["parts"], "--store", folder / "headquarters")
        assert {part["result"] for part in received.document["parts"]} == {"imported"}
        names = sorted(path.name for path in (folder / "stick").iterdir() if path.suffix == ".skf")
        return {"stick": len(names), "labels": ended.document["label"], **seen(folder / "headquarters")}

    folder = stage.fresh()
    whole = arrived(folder, run())

    def look(folder: Path, ended: Ended) -> None:
        if not ended.killed:
            assert arrived(folder, ended) == whole
            return
        going_on = run("--continue")
        if going_on.code == 0:
            assert arrived(folder, going_on) == whole
        else:  # killed before its files were made, or after everything
            assert going_on.document["error"] == "nothing_unfinished"
            sitting = opening.open_store(folder / "ISB1", PASSPHRASE)
            finished = sending.overview(sitting).bundles[0].number == int(str(whole["labels"]).rpartition("-")[2])
            sitting.store.close()
            assert finished or arrived(folder, run()) == whole

    assert killed_everywhere(lambda deadly: run(deadly=deadly), stage, look, every=every) > 20


def outbox_of(store: Path) -> list[str]:
    """Return what lies in the outbox of a store."""
    return [path.name for path in (store / "outbox").iterdir()]


@SOME
def test_going_on_that_was_killed_goes_on_again(every: int, program: Program, stage: Stage) -> None:
    folder = stage.fresh()
    words = ["send", "--store", folder / "ISB1", "--to", folder / "stick", "--part-size", 0.003]
    (folder / "stick").write_text("in the way")
    assert program(*words).document["error"] == "not_writable"
    (folder / "stick").unlink()
    begun = Stage(folder, folder.with_name("begun"))

    def run(deadly: int = 0) -> Ended:
        store = begun.folder / "ISB1"
        return program("send", "--store", store, "--to", begun.folder / "stick", "--continue", deadly=deadly)

    begun.fresh()
    parts = [Path(path).name for path in run().document["parts"]]

    def look(folder: Path, ended: Ended) -> None:
        again = run()
        assert again.code == 0 or again.document["error"] == "nothing_unfinished"
        assert sorted(path.name for path in (folder / "stick").iterdir()) == parts
        assert outbox_of(folder / "ISB1") == [] or again.code == 2
        received = program("receive", folder / "stick", "--store", folder / "headquarters")
        assert {part["result"] for part in received.document["parts"]} == {"imported"}

    assert killed_everywhere(run, begun, look, every=every) > 10


@SOME
def test_a_bundle_that_was_killed_is_made_again_and_nothing_half_is_offered(
    every: int, program: Program, stage: Stage
) -> None:
    def run(deadly: int = 0) -> Ended:
        folder = stage.folder
        return program(
            "send", "--store", folder / "ISB1", "--to", folder / "stick", "--part-size", 0.0045, deadly=deadly
        )

    def look(folder: Path, ended: Ended) -> None:
        assert run().code == 0
        received = program("receive", folder / "stick", "--store", folder / "headquarters")
        assert {part["result"] for part in received.document["parts"]} <= {"imported", "known"}
        assert seen(folder / "headquarters")["venues"] == seen(folder / "ISB1")["venues"]
        sitting = opening.open_store(folder / "ISB1", PASSPHRASE)
        numbers = [bundle.number for bundle in sending.overview(sitting).bundles]
        sitting.store.close()
        assert len(set(numbers)) == len(numbers)
        labels_are_unique(folder / "headquarters")

    assert killed_everywhere(run, stage, look, every=every) > 10


def labels_are_unique(folder: Path) -> None:
    """Check that no two bundles have the same label."""
    sitting = opening.open_store(folder, PASSPHRASE)
    with sitting.store.reading() as connection:
        bundles = connection.exec_driver_sql("SELECT DISTINCT label, export FROM arrival").all()
    sitting.store.close()
    assert len({label for label, _export in bundles}) == len(bundles)


def test_a_bundle_that_was_killed_while_it_was_received_arrives_once(program: Program, stage: Stage) -> None:
    def run(deadly: int = 0) -> Ended:
        return program("receive", stage.folder / "mail", "--store", stage.folder / "headquarters", deadly=deadly)

    stage.fresh()
    usual = run()
    assert usual.code == 0
    assert usual.kinds["COMMIT"] == 2, "each of two parts is one transaction"
    assert usual.kinds["os.fsync"] == 4
    assert usual.kinds["open"] == usual.kinds["os.rename"] == 6, "but for the anchor nothing is renamed unpushed"
    whole = seen(stage.folder / "headquarters")

    def look(folder: Path, _ended: Ended) -> None:
        seen(folder / "headquarters")  # what the kill left is sound by itself, before anything is mended
        again = run()
        assert again.code == 0
        assert {part["result"] for part in again.document["parts"]} <= {"imported", "known"}
        assert seen(folder / "headquarters") == whole
        no_rubbish(folder / "headquarters")

    assert killed_everywhere(run, stage, look) == usual.steps + 1


@SOME
def test_an_answer_that_was_killed_while_it_was_received_is_obeyed_once(
    every: int, program: Program, stage: Stage
) -> None:
    def run(deadly: int = 0) -> Ended:
        return program("receive", stage.folder / "downlink", "--store", stage.folder / "ISB1", deadly=deadly)

    stage.fresh()
    assert run().code == 0
    whole = seen(stage.folder / "ISB1", "client_match")
    assert "received" in whole["words"]
    assert len(whole["client_match"]["words"]) == 1

    def look(folder: Path, _ended: Ended) -> None:
        assert run().code == 0
        assert seen(folder / "ISB1", "client_match") == whole
        no_rubbish(folder / "ISB1")

    assert killed_everywhere(run, stage, look, every=every) > 20


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.long)])
def test_an_intake_that_was_killed_takes_each_row_in_once(every: int, program: Program, stage: Stage) -> None:
    def run(deadly: int = 0) -> Ended:
        words = ["intake", SAMPLES / "awareness-sessions-2016-05.xlsx", "--form", "session", "--store"]
        errors = stage.folder / "refused.xlsx"
        return program(*words, stage.folder / "ISB1", "--errors", errors, deadly=deadly)

    stage.fresh()
    assert run().code in (0, 3)
    whole = seen(stage.folder / "ISB1")
    refused = (stage.folder / "refused.xlsx").exists()

    def look(folder: Path, _ended: Ended) -> None:
        assert run().code in (0, 3)
        assert seen(folder / "ISB1") == whole
        assert (folder / "refused.xlsx").exists() == refused

    assert killed_everywhere(run, stage, look, every=every) > 10


@SOME
def test_a_laptop_whose_admission_was_killed_is_admitted_once(every: int, program: Program, tmp_path: Path) -> None:
    original = tmp_path / "original"
    program("create-hq", "--store", original / "hq", "--name", "HQ", "--user", "Farah")
    program("invite", "--store", original / "hq", "--site", "ISB", "--name", "MIC", "--to", original / "invitation")
    joined = program(
        "join", original / "invitation", "--store", original / "ISB1", "--user", "A", "--to", original / "answer"
    )
    stage = Stage(original, tmp_path / "stage")

    def run(deadly: int = 0) -> Ended:
        words = ["admit", stage.folder / "answer", "--store", stage.folder / "hq", "--code", joined.document["code"]]
        return program(*words, deadly=deadly)

    def look(folder: Path, ended: Ended) -> None:
        again = run()
        assert again.code == 0 or ended.code == 0 or again.document["error"] == "E_POLICY"
        hq = opening.open_store(folder / "hq", PASSPHRASE)
        (site,) = sites.sites(hq)
        assert [laptop.label for laptop in site.laptops] == ["ISB1"]
        state(hq)
        hq.store.close()
        sent = program("send", "--store", folder / "ISB1", "--to", folder / "stick")
        assert program("receive", folder / "stick", "--store", folder / "hq").code == sent.code == 0

    assert killed_everywhere(run, stage, look, every=every) > 10


@pytest.mark.parametrize("deadly", [1, 12, 24])
def test_the_program_as_people_start_it_is_killed_too(deadly: int, stage: Stage) -> None:
    folder = stage.fresh()
    words = ["receive", folder / "mail", "--store", folder / "headquarters"]
    assert alone(*words, deadly=deadly).killed
    assert {part["result"] for part in alone(*words).document["parts"]} <= {"imported", "known"}
    assert seen(folder / "headquarters")["venues"] == seen(folder / "ISB1")["venues"]


@pytest.mark.long
@pytest.mark.parametrize("command", ["receive", "send", "record", "intake"])
def test_a_kill_at_any_moment_leaves_a_sound_store(command: str, stage: Stage) -> None:
    folder = stage.fresh()
    words: list[object] = {
        "receive": ["receive", folder / "mail", "--store", folder / "headquarters"],
        "send": ["send", "--store", folder / "ISB1", "--to", folder / "stick"],
        "record": ["record", "session", "--store", folder / "ISB1", "--json-file", folder / "new.json"],
        "intake": [
            "intake",
            SAMPLES / "awareness-sessions-2016-05.xlsx",
            "--form",
            "session",
            "--store",
            folder / "ISB1",
        ],
    }[command]
    began = time.monotonic()
    alone(*words)
    whole = time.monotonic() - began
    for moment in range(1, 31):
        folder = stage.fresh()
        ended = alone(*words, seconds=whole * moment / 25)
        seen(folder / "ISB1")
        seen(folder / "headquarters")
        assert alone(*words).code in (0, 3)
        seen(folder / "ISB1")
        seen(folder / "headquarters")
        if not ended.killed and moment > 25:
            break
