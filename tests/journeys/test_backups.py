"""Backups on the command line: one JSON document, plain sentences, and a bad word is one sentence and code 2."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from offices import PASSPHRASE, session
from silkfield.commands import run

Command = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def silkfield(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command in a folder of its own and return its exit code and its JSON document."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SILKFIELD_PASSPHRASE", PASSPHRASE)

    def command(*words: str) -> tuple[int, dict[str, Any]]:
        code = run([*words, "--json"])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, json.loads(printed.out)

    return command


@pytest.fixture
def hq(silkfield: Command, tmp_path: Path) -> str:
    """A store with one session, and folders for backups and for other things."""
    assert silkfield("create-hq", "--store", "hq", "--name", "HQ", "--user", "Farah")[0] == 0
    save(silkfield, "Before")
    (tmp_path / "stick").mkdir()
    (tmp_path / "empty").mkdir()
    return "hq"


def save(silkfield: Command, venue: str) -> None:
    Path("record.json").write_text(json.dumps(session(venue=venue)))
    assert silkfield("record", "session", "--store", "hq", "--json-file", "record.json")[0] == 0


def venues(silkfield: Command) -> int:
    return len(silkfield("list", "session", "--store", "hq")[1]["records"])


def test_a_store_is_backed_up_and_put_back(silkfield: Command, hq: str) -> None:
    code, made = silkfield("backup", "stick", "--store", hq)
    assert (code, made["records"], made["thinned"], made["same_disk"]) == (0, 1, 0, True)
    save(silkfield, "After")
    code, shown = silkfield("restore", "stick", "--store", hq)
    assert (code, shown["present"], shown["newer"]["changes"], shown["restored"]) == (0, "readable", 1, False)
    assert venues(silkfield) == 2
    code, done = silkfield("restore", made["backup"], "--store", hq, "--yes")
    assert (code, done["restored"]) == (0, True)
    assert venues(silkfield) == 1
    assert silkfield("verify", "--store", hq)[1]["sound"]
    code, done = silkfield("restore", done["kept"], "--store", hq, "--yes")
    assert venues(silkfield) == 2


def test_people_read_plain_sentences(silkfield: Command, hq: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["backup", "stick", "--store", hq]) == 0
    assert run(["backup", "stick", "--store", hq]) == 0
    said = capsys.readouterr().out
    assert "The backup is whole: it was read back and opened. 1 record" in said
    assert "a broken disk takes both" in said
    assert "1 older backup was deleted." in said
    save(silkfield, "After")
    assert run(["restore", "stick", "--store", hq]) == 0
    said = capsys.readouterr().out
    assert "The store here has 1 change that the backup does not have" in said
    assert "Nothing was changed yet." in said
    assert run(["restore", "stick", "--store", hq, "--yes"]) == 0
    said = capsys.readouterr().out
    assert "What was there before is in this backup" in said
    assert "The backup is back." in said
    assert run(["restore", "stick", "--store", "new", "--yes"]) == 0
    assert "What was there before" not in capsys.readouterr().out
    assert run(["restore", "stick", "--store", hq]) == 0
    said = capsys.readouterr().out
    assert "The store here has" in said


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["backup", "nowhere"], "no_folder"),
        (["backup", "record.json"], "no_folder"),
        (["backup", "hq"], "within_store"),
        (["restore", "empty"], "no_backup"),
        (["restore", "nowhere"], "no_backup"),
        (["restore", "record.json"], "no_backup"),
        (["restore", "stick", "--user", "Nobody"], "unknown_user"),
    ],
)
def test_bad_words_are_one_sentence_and_code_2(words: list[str], error: str, silkfield: Command, hq: str) -> None:
    assert silkfield("backup", "stick", "--store", hq)[0] == 0
    code, said = silkfield(*words, "--store", hq)
    assert (code, said["error"]) == (2, error)
    assert said["sentence"]
    assert said["advice"]
    assert venues(silkfield) == 1


def test_a_wrong_passphrase_is_said(silkfield: Command, hq: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert silkfield("backup", "stick", "--store", hq)[0] == 0
    monkeypatch.setenv("SILKFIELD_PASSPHRASE", "not this one")
    for words in (["backup", "stick"], ["restore", "stick"], ["restore", "stick", "--yes"]):
        code, said = silkfield(*words, "--store", hq)
        assert (code, said["error"]) == (2, "passphrase")


def test_an_exchange_that_was_cut_off_is_finished_or_taken_back_in_words(
    silkfield: Command, hq: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert silkfield("backup", "stick", "--store", hq)[0] == 0
    (tmp_path / "hq").rename(tmp_path / ".hq.replaced")  # between the two renames, the new one lost
    assert run(["list", "session", "--store", hq]) == 0
    assert "This is the store as it was before" in capsys.readouterr().err
    assert silkfield("restore", "stick", "--store", "new", "--yes")[0] == 0
    (tmp_path / "hq").rename(tmp_path / ".hq.replaced")
    (tmp_path / "new").rename(tmp_path / ".hq.restored")
    assert silkfield("create-hq", "--store", hq, "--name", "HQ", "--user", "Farah")[1]["error"] == "store_exists"
    assert run(["restore", "stick", "--store", hq]) == 0
    assert "it is finished now" in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "hq", "record.json", "stick"]
    (tmp_path / ".hq.replaced").mkdir()
    assert run(["list", "session", "--store", hq]) == 0
    assert "A backup was put back" in capsys.readouterr().err
    (tmp_path / ".hq.restoring").mkdir()
    assert run(["list", "session", "--store", hq]) == 0
    assert not (tmp_path / ".hq.restoring").exists()
