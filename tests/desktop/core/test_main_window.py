"""The window: locking keeps every word, pages are reached by key, looks change while it runs, names stay off its title."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, entry, quiet, toast_of, words_of
from desktop_seed import PASSPHRASE, PERSON, site_store
from silkfield.clock import SetClock
from silkfield.desktop.idle import IdleWatch
from silkfield.desktop.look import Look, read_look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.setup.unlock_page import UnlockPage
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import drafting, opening


def unlock_page(window: MainWindow) -> UnlockPage:
    page = window.currentWidget()
    assert isinstance(page, UnlockPage)
    return page


def test_locking_keeps_every_word_and_unlocking_brings_it_back(
    window: MainWindow, keyboard: Keyboard, qtbot: QtBot, store: Path, clock: SetClock
) -> None:
    area_of(window).open_page("enter", form="session")
    keyboard.press("A", "Enter")
    keyboard.type("31/5/")  # a day that nobody can read yet
    begun = time.monotonic()
    with qtbot.waitSignal(window.ready):
        keyboard.press("Ctrl+L")
        assert window.area is None
        assert time.monotonic() - begun < 0.2
    assert "What you were typing will be there again." in words_of(window)

    opening.open_store(store, PASSPHRASE, clock=clock).store.close()  # it is closed: another program may have it
    unlock_page(window).passphrase._line.setText(PASSPHRASE)
    with qtbot.waitSignal(window.ready):
        keyboard.press("Enter")
    quiet(qtbot, area_of(window))
    questions = entry(area_of(window)).questions
    assert questions.kept()["session_type"] == "AWARE"
    assert questions.kept()["held_on"] == "31/5/"


def test_the_lock_page_says_the_same_to_every_wrong_passphrase_and_lets_wait_longer(
    window: MainWindow, keyboard: Keyboard, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.ready):
        keyboard.press("Ctrl+L")
    page = unlock_page(window)
    said = []
    for wait in (1, 2):
        page.passphrase._line.setText("wrong horse")
        keyboard.press("Enter")
        qtbot.waitUntil(lambda: page._left > 0)
        said.append(page._trouble.fact if page._trouble else "")
        assert page._left == wait
        assert page.passphrase.value() == ""
        page._left = 1
        page._count()
    assert said[0] == said[1] == "The passphrase is not right."


def test_no_name_stands_in_the_title(window: MainWindow) -> None:
    assert window.windowTitle() == "Silkfield · MIC Islamabad"
    area_of(window).open_page("clients")
    assert PERSON not in window.windowTitle()


def test_an_idle_laptop_warns_and_locks(window: MainWindow, qtbot: QtBot) -> None:
    assert isinstance(window._idle, IdleWatch)
    window._idle.warned.emit(20)
    qtbot.waitUntil(lambda: "locks in 20 seconds" in words_of(window))
    window._idle.calmed.emit()
    qtbot.waitUntil(lambda: "locks in" not in words_of(window))
    with qtbot.waitSignal(window.ready):
        window._idle.expired.emit()
    assert isinstance(window.currentWidget(), UnlockPage)


def test_pages_are_reached_by_key(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    for keys, page in (("Ctrl+2", "clients"), ("Ctrl+3", "contacts"), ("Ctrl+4", "events"), ("Ctrl+1", "today")):
        keyboard.press(keys)
        assert area.key() == page
    keyboard.press("Ctrl+N")
    assert entry(area).sheet.form.key == "counselling_contact"
    keyboard.press("Ctrl+E")
    assert entry(area).sheet.form.key == "event"
    keyboard.press("Esc")
    assert area.key() == "today"
    keyboard.press("Ctrl+F")
    assert area.key() == "clients"
    assert keyboard.here().accessibleName() == "Find"


def test_a_team_has_no_clients_and_begins_a_session(
    unlocked: Callable[..., MainWindow], tmp_path: Path, clock: SetClock, keyboard: Keyboard
) -> None:
    site_store(tmp_path / "team", clock, "team")
    area = area_of(unlocked(folder=tmp_path / "team"))
    keyboard.press("Ctrl+N")
    assert entry(area).sheet.form.key == "session"
    with pytest.raises(StopIteration):
        area.open_record("client", "nobody")


def test_the_rail_shrinks_in_a_narrow_window(window: MainWindow, qtbot: QtBot) -> None:
    rail = area_of(window)._rail
    assert rail.width() == 200
    window.resize(1093, 614)
    qtbot.waitUntil(lambda: rail.width() == 56)


def test_another_language_is_worn_at_once_and_what_was_typed_stays(
    window: MainWindow, keyboard: Keyboard, qtbot: QtBot, store: Path
) -> None:
    area_of(window).open_page("enter", form="organisation")
    keyboard.type("Bureau of Emigration")
    window.dress("ur", dark=True)
    quiet(qtbot, area_of(window))
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert entry(area_of(window)).questions.kept()["name"] == "Bureau of Emigration"
    qtbot.waitUntil(lambda: read_look(store) == Look("ur", dark=True))


def test_the_counts_in_the_rail_survive_another_language(window: MainWindow, qtbot: QtBot) -> None:
    def badge() -> str:
        return area_of(window)._rail._buttons["send"]._badge

    before = badge()
    assert before
    area_of(window).open_page("settings")
    window.dress("ur", dark=False)
    quiet(qtbot, area_of(window))
    assert badge() == before


def test_closing_the_window_keeps_the_draft_and_closes_the_store(
    window: MainWindow, keyboard: Keyboard, store: Path, clock: SetClock
) -> None:
    area_of(window).open_page("enter", form="organisation")
    keyboard.type("Minis")
    window.close()
    sitting = opening.open_store(store, PASSPHRASE, clock=clock)
    kept = [draft.answers for draft in drafting.drafts(sitting) if draft.form == "organisation"]
    sitting.store.close()
    assert kept == [{"name": "Minis"}]


def test_a_store_that_cannot_be_read_is_said_before_anybody_is_asked_anything(
    window: MainWindow, store: Path, qtbot: QtBot
) -> None:
    (store / "keys.json").write_text("not a key file")
    with qtbot.waitSignal(window.ready):
        window.lock()
    qtbot.waitUntil(lambda: "cannot be read" in words_of(window))
    assert "Put a backup back" in words_of(window)


def test_a_mistake_of_the_window_is_one_plain_sentence(window: MainWindow, qtbot: QtBot) -> None:
    window.tell_bug(RuntimeError("0300 1234567 was typed"))
    assert toast_of(area_of(window)) == "This did not work because of a mistake in the program."
