"""A store opens for its people only, for one program at a time, and says in one sentence why it does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from offices import OFFICE, PASSPHRASE, session
from silkfield.clock import SetClock
from silkfield.errors import Trouble
from silkfield.operations import checking, finding, opening, peopling, recording
from silkfield.operations.sitting import Sitting
from silkfield.store import tables
from silkfield.vault.slots import FULL_COST, Vault

CLOCK = SetClock.on("2016-06-01")


def test_a_store_opens_again_with_its_passphrase_and_holds_what_was_saved(sitting: Sitting) -> None:
    record = recording.save(sitting, "session", session()).record
    sitting.store.close()

    again = opening.open_store(sitting.store.folder, PASSPHRASE, clock=CLOCK)
    try:
        assert finding.record(again, record).values["venue"] == "Government Technical Training Institute"
        assert again.office == OFFICE
    finally:
        again.store.close()


def test_a_wrong_passphrase_opens_nothing_and_says_always_the_same(sitting: Sitting) -> None:
    sitting.store.close()
    sentences = set()
    for wrong in ("", "a long walk at dusk ", "A LONG WALK AT DUSK", "x" * 500):
        with pytest.raises(Trouble) as trouble:
            opening.open_store(sitting.store.folder, wrong)
        sentences.add(str(trouble.value))
    assert len(sentences) == 1


def test_the_files_of_a_store_tell_nothing_that_was_recorded(sitting: Sitting) -> None:
    recording.save(sitting, "session", session(venue="Unforgettable Venue", remarks="کوئی نہ پڑھے"))
    with sitting.store.reading() as connection:
        connection.exec_driver_sql("SELECT 1")
    for path in sitting.store.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"Unforgettable" not in content, path.name
            assert "کوئی".encode() not in content, path.name
            assert b"SQLite format" not in content, path.name


def test_a_second_program_is_told_that_the_store_is_in_use(sitting: Sitting) -> None:
    with pytest.raises(Trouble, match="Another program"):
        opening.open_store(sitting.store.folder, PASSPHRASE)


def test_a_folder_without_a_store_is_said_and_stays_empty(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="no store"):
        opening.open_store(tmp_path / "nowhere", PASSPHRASE)
    assert not (tmp_path / "nowhere").exists()


def test_a_store_is_never_made_over_another_one(sitting: Sitting) -> None:
    with pytest.raises(Trouble, match="already"):
        opening.make_store(sitting.store.folder, OFFICE, "Bilal", PASSPHRASE)


def test_a_short_passphrase_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="too short"):
        opening.make_store(tmp_path / "store", OFFICE, "Ayesha", "short")
    assert not (tmp_path / "store").exists()


def test_a_damaged_key_file_is_said_and_left_alone(sitting: Sitting) -> None:
    sitting.store.close()
    path = sitting.store.folder / "keys.json"
    path.write_text('{"slots": [')
    with pytest.raises(Trouble, match="cannot be read"):
        opening.open_store(sitting.store.folder, PASSPHRASE)
    assert path.read_text() == '{"slots": ['


def test_a_store_of_a_newer_program_is_not_touched(sitting: Sitting) -> None:
    with sitting.store.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {tables.LAYOUT + 1}")
    sitting.store.close()
    with pytest.raises(Trouble, match="newer Silkfield"):
        opening.open_store(sitting.store.folder, PASSPHRASE)


def test_two_people_have_each_their_passphrase_and_sign_their_own_saves(sitting: Sitting) -> None:
    peopling.add_person(sitting, PASSPHRASE, "Bilal", "another long walk")
    record = recording.save(sitting, "session", session()).record
    sitting.store.close()

    with pytest.raises(Trouble, match="--user"):
        opening.open_store(sitting.store.folder, PASSPHRASE)
    bilal = opening.open_store(sitting.store.folder, "another long walk", "bilal", clock=CLOCK)
    try:
        recording.patch(bilal, "session", {"venue": "Town hall"}, record)
        assert [step.who for step in finding.history(bilal, record)] == ["Ayesha", "Bilal"]
    finally:
        bilal.store.close()


def test_a_changed_passphrase_opens_and_the_old_one_does_not(sitting: Sitting) -> None:
    peopling.change_passphrase(sitting, PASSPHRASE, "rivers run to the sea")
    sitting.store.close()
    with pytest.raises(Trouble):
        opening.open_store(sitting.store.folder, PASSPHRASE)
    opening.open_store(sitting.store.folder, "rivers run to the sea").store.close()


def test_the_projection_is_rebuilt_when_the_forms_are_not_those_it_was_made_with(sitting: Sitting) -> None:
    record = recording.save(sitting, "session", session()).record
    with sitting.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM form_session")
        connection.exec_driver_sql("""UPDATE fact SET value = '"older forms"' WHERE key = 'forms'""")
    sitting.store.close()

    again = opening.open_store(sitting.store.folder, PASSPHRASE, clock=CLOCK)
    try:
        assert finding.record(again, record)
        assert checking.verify(again).sound
    finally:
        again.store.close()


def test_verify_finds_a_row_that_the_log_does_not_say(sitting: Sitting) -> None:
    recording.save(sitting, "session", session())
    with sitting.store.writing() as connection:
        connection.exec_driver_sql("UPDATE form_session SET a_venue = 'Forged'")
    verdict = checking.verify(sitting)
    assert not verdict.sound
    assert "otherwise than the log says" in verdict.faults[0]


def test_verify_finds_a_line_of_the_log_that_was_changed(sitting: Sitting) -> None:
    recording.save(sitting, "session", session())
    with sitting.store.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE body SET line = CAST(replace(CAST(line AS TEXT), 'Government', 'Governmend') AS BLOB)"
        )
    assert not checking.verify(sitting).sound


def test_settings_are_kept_for_each_person(sitting: Sitting) -> None:
    opening.change_settings(sitting, language="ur", dark=True)
    assert opening.settings(sitting).language == "ur"
    assert opening.settings(sitting).lock_after_minutes == 10


def test_the_real_key_derivation_costs_64_megabytes_and_opens(tmp_path: Path) -> None:
    made = opening.make_store(tmp_path / "store", OFFICE, "Ayesha", PASSPHRASE, cost=FULL_COST)
    made.store.close()
    (slot,) = json.loads((tmp_path / "store" / "keys.json").read_text())["slots"]
    assert slot["cost"] == {"memory": 65536, "passes": 3, "lanes": 1}
    assert len(Vault.open(tmp_path / "store" / "keys.json").unlock(PASSPHRASE).key) == 32
