"""Which computer this is: the same answer every time, made up once where the system has none."""

from __future__ import annotations

from pathlib import Path

from silkfield.store.machine import _made_up, this_machine


def test_this_computer_is_the_same_one_every_time() -> None:
    assert this_machine() == this_machine()


def test_an_id_is_made_up_once_and_differs_from_person_to_person(tmp_path: Path) -> None:
    made = _made_up(tmp_path / "somebody" / "machine-id")
    assert made == _made_up(tmp_path / "somebody" / "machine-id")
    assert made != _made_up(tmp_path / "else" / "machine-id")
