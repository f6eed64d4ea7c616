"""The store's key is locked for each person alone; nothing about a wrong passphrase helps to guess the right one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from silkfield.errors import Trouble
from silkfield.vault.slots import SMALLEST_COST, Vault, lock_key, unlock_key

KEY = bytes(range(32))
PASSPHRASES = st.text(min_size=8, max_size=40)


@settings(max_examples=25)
@given(PASSPHRASES, PASSPHRASES)
def test_only_the_passphrase_opens_the_slot(right: str, other: str) -> None:
    slot = lock_key(KEY, "user", "Ayesha", right, SMALLEST_COST)
    assert unlock_key(slot, right) == KEY
    if other != right:
        assert unlock_key(slot, other) in (None, KEY)
    assert unlock_key(slot, right + "x") is None


def test_the_same_letters_composed_or_not_are_the_same_passphrase() -> None:
    slot = lock_key(KEY, "user", "Zoé", "cafés at dawn", SMALLEST_COST)
    assert unlock_key(slot, "cafe\u0301s at dawn") == KEY


def test_a_slot_of_one_person_does_not_open_under_another_name() -> None:
    slot = lock_key(KEY, "one", "Ayesha", "a long walk at dusk", SMALLEST_COST)
    forged = type(slot)("two", "Bilal", slot.cost, slot.salt, slot.nonce, slot.box)
    assert unlock_key(forged, "a long walk at dusk") is None


def test_the_key_file_holds_no_key_and_comes_back_as_it_was_written(tmp_path: Path) -> None:
    slot = lock_key(KEY, "user", "Ayesha", "a long walk at dusk", SMALLEST_COST)
    path = tmp_path / "keys.json"
    Vault.create(path, slot)
    assert KEY not in path.read_bytes()
    assert KEY.hex().encode() not in path.read_bytes()
    assert Vault.open(path).slots == (slot,)
    assert list(tmp_path.iterdir()) == [path], "no temporary file is left"


def test_somebody_unknown_is_told_who_works_here(tmp_path: Path) -> None:
    slot = lock_key(KEY, "user", "Ayesha", "a long walk at dusk", SMALLEST_COST)
    vault = Vault.create(tmp_path / "keys.json", slot)
    with pytest.raises(Trouble, match="Ayesha"):
        vault.unlock("a long walk at dusk", "Bilal")
