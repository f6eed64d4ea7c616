"""The program is killed before each step of revoking, rotating and recovering: keys change wholly or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from dying_program import Ended, Program, killed_everywhere
from stages import Stage

SOME = pytest.mark.parametrize("every", [11, pytest.param(1, marks=pytest.mark.long)])
"""Every eleventh step at each change of the program, every step in the long run."""


def hears_and_answers(program: Program, folder: Path) -> None:
    """Let the site hear headquarters and answer it: whatever was killed, nobody is locked out."""
    sent = program("send", "--store", folder / "headquarters", "--site", "ISB", "--to", folder / "back")
    assert program("receive", *sent.document["parts"], "--store", folder / "ISB1").code == 0
    answer = program("send", "--store", folder / "ISB1", "--to", folder / "answer")
    received = program("receive", *answer.document["parts"], "--store", folder / "headquarters")
    assert {part["result"] for part in received.document["parts"]} <= {"imported", "known"}


@SOME
def test_a_key_is_rotated_wholly_or_not_at_all(every: int, program: Program, stage: Stage) -> None:
    def run(deadly: int = 0) -> Ended:
        return program("rotate-key", "--store", stage.folder / "headquarters", deadly=deadly)

    def look(folder: Path, _ended: Ended) -> None:
        keys = program("rotate-key", "--look", "--store", folder / "headquarters").document["keys"]
        known = program("sites", "--store", folder / "headquarters").document
        assert known["headquarters"]["transport"] == [one["recipient"] for one in keys]
        assert len(keys) in (1, 2)
        hears_and_answers(program, folder)

    assert killed_everywhere(run, stage, look, every=every) > 5


@SOME
def test_a_laptop_is_taken_off_wholly_or_not_at_all(every: int, program: Program, stage: Stage) -> None:
    def run(deadly: int = 0) -> Ended:
        words = ["--reason", "Stolen", "--to", stage.folder / "page.html"]
        return program("revoke", "ISB1", "--store", stage.folder / "headquarters", *words, deadly=deadly)

    def look(folder: Path, _ended: Ended) -> None:
        again = run()
        assert again.code == 0 or again.document["error"] == "revoked_before"
        lost = program("revoke", "ISB1", "--look", "--store", folder / "headquarters").document
        known = program("sites", "--store", folder / "headquarters").document
        assert lost["revoked"] == known["roster"] == known["sites"][0]["laptops"][0]["revoked"]

    assert killed_everywhere(run, stage, look, every=every) > 5


@SOME
def test_headquarters_comes_back_wholly_or_not_at_all(
    every: int, program: Program, stage: Stage, tmp_path: Path
) -> None:
    folder = stage.fresh()
    kit = tmp_path / "kit"
    code = program("recovery-kit", kit, "--store", folder / "headquarters").document["code"]

    def run(deadly: int = 0) -> Ended:
        words = ["--store", stage.folder / "back again", "--user", "Farah", "--code", code]
        return program("recover", kit, *words, deadly=deadly)

    def look(folder: Path, _ended: Ended) -> None:
        again = run()
        assert again.code == 0 or again.document["error"] == "store_exists"
        known = program("sites", "--store", folder / "back again").document
        assert [site["code"] for site in known["sites"]] == ["ISB"]
        assert program("verify", "--store", folder / "back again").code == 0

    assert killed_everywhere(run, stage, look, every=every) > 5
