"""The store's key is locked for each person alone; nothing about a wrong passphrase helps to guess the right one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from silkfield.errors import Trouble
from silkfield.vault.slots import SMALLEST_COST, Slot, Vault, lock_key, unlock_key

KEY = bytes(range(32))
PASSPHRASES = st.text(min_size=8, max_size=40)


def opened(slot: Slot, passphrase: str) -> bytes | None:
    found = unlock_key(slot, passphrase)
    return found.key if found else None


@settings(max_examples=25)
@given(PASSPHRASES, PASSPHRASES)
def test_only_the_passphrase_opens_the_slot(right: str, other: str) -> None:
    slot = lock_key(KEY, "user", "Ayesha", right, SMALLEST_COST)
    assert opened(slot, right) == KEY
    if other != right:
        assert opened(slot, other) in (None, KEY)
    assert unlock_key(slot, right + "x") is None


def test_the_same_letters_composed_or_not_are_the_same_passphrase() -> None:
    slot = lock_key(KEY, "user", "Zoé", "cafés at dawn", SMALLEST_COST)
    assert opened(slot, "cafe\u0301s at dawn") == KEY


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


GOOD = {
    "user": "one",
    "name": "Ayesha",
    "cost": {"memory": 8, "passes": 1, "lanes": 1},
    "salt": "A" * 22 + "==",
    "nonce": "A" * 16,
    "box": "A" * 64,
}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"slots": []}',
        b'{"slots": ' + b"[" * 100_000,
        *(
            json.dumps({"slots": [{**GOOD, **change}]}).encode()
            for change in (
                {"name": 7},
                {"user": None},
                {"salt": "AAAA"},
                {"nonce": "AAAA"},
                {"box": "?"},
                {"cost": {"memory": 2**40, "passes": 1, "lanes": 1}},
                {"cost": {"memory": 8, "passes": 10**9, "lanes": 1}},
                {"cost": {"memory": 8, "passes": 1, "lanes": 2}},
                {"cost": {"memory": 8, "passes": 1}},
            )
        ),
    ],
    ids=lambda content: content[:60].decode("latin-1"),
)
def test_a_key_file_that_is_damaged_or_asks_for_too_much_is_told_before_it_is_tried(
    content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(json.dumps({"slots": [GOOD]}).encode())
    assert [slot.name for slot in Vault.open(path).people()] == ["Ayesha"]
    path.write_bytes(content)
    with pytest.raises(Trouble) as told:
        Vault.open(path)
    assert told.value.code == "vault_damaged"


def test_somebody_unknown_is_told_who_works_here(tmp_path: Path) -> None:
    slot = lock_key(KEY, "user", "Ayesha", "a long walk at dusk", SMALLEST_COST)
    vault = Vault.create(tmp_path / "keys.json", slot)
    with pytest.raises(Trouble, match="Ayesha"):
        vault.unlock("a long walk at dusk", "Bilal")
