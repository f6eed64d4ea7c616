"""Settings hold at once: the language, the passphrase, the people, when the laptop locks."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, quiet, words_of
from desktop_seed import PASSPHRASE, PERSON
from silkfield.clock import SetClock
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.setup.settings_page import SettingsPage
from silkfield.desktop.setup.unlock_page import UnlockPage
from silkfield.errors import Trouble
from silkfield.operations import opening

NEW = "a much better sentence"


def settings_page(window: MainWindow, qtbot: QtBot, panel: str = "display") -> SettingsPage:
    area = area_of(window)
    area.open_page("settings", panel=panel)
    quiet(qtbot, area)
    page = area.page()
    assert isinstance(page, SettingsPage)
    return page


def test_the_language_changes_at_once_and_is_remembered(window: MainWindow, keyboard: Keyboard, qtbot: QtBot) -> None:
    settings_page(window, qtbot).language.setFocus()
    keyboard.press("U")
    qtbot.waitUntil(lambda: window.look == Look("ur"))
    area = area_of(window)
    quiet(qtbot, area)
    assert isinstance(area.page(), SettingsPage)
    assert opening.settings(area.desk.sitting).language == "ur"


def test_dark_colours_are_worn_at_once(window: MainWindow, keyboard: Keyboard, qtbot: QtBot) -> None:
    settings_page(window, qtbot).colours.setFocus()
    keyboard.press("D")
    qtbot.waitUntil(lambda: window.look == Look("en", dark=True))


def test_a_new_passphrase_opens_the_store_and_the_old_one_no_longer(
    window: MainWindow, keyboard: Keyboard, qtbot: QtBot, clock: SetClock
) -> None:
    people = settings_page(window, qtbot, "people").people
    for field, words in ((people.old, PASSPHRASE), (people.new, NEW), (people.again, NEW)):
        field.setFocus()
        keyboard.type(words)
    people.change()
    qtbot.waitUntil(lambda: "holds from now on" in people.said.words())
    assert (people.old.value(), people.new.value(), people.again.value()) == ("", "", "")

    folder = window.door.folder
    window.close()
    with pytest.raises(Trouble):
        opening.open_store(folder, PASSPHRASE, PERSON, clock=clock)
    opening.open_store(folder, NEW, PERSON, clock=clock).store.close()


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        (PASSPHRASE, NEW, "something else", "The two passphrases differ."),
        ("not my passphrase", NEW, NEW, "The passphrase is not right."),
    ],
)
def test_a_passphrase_is_not_changed_by_mistake(
    window: MainWindow, qtbot: QtBot, old: str, new: str, again: str, said: str
) -> None:
    page = settings_page(window, qtbot, "people")
    for field, words in ((page.people.old, old), (page.people.new, new), (page.people.again, again)):
        field._line.setText(words)
    page.people.change()
    qtbot.waitUntil(lambda: said in words_of(page))


def test_another_person_is_added_and_asked_for_on_the_lock_page(window: MainWindow, qtbot: QtBot) -> None:
    people = settings_page(window, qtbot, "people").people
    people.name.set_value("Bilal Ahmed")
    for field, words in ((people.theirs, NEW), (people.theirs_again, NEW), (people.mine, PASSPHRASE)):
        field._line.setText(words)
    people.add()
    qtbot.waitUntil(lambda: "Bilal Ahmed" in people.people.words())

    with qtbot.waitSignal(window.ready):
        window.lock()
    page = window.currentWidget()
    assert isinstance(page, UnlockPage)
    page.who.set_value("Bilal Ahmed")
    page.passphrase._line.setText(NEW)
    with qtbot.waitSignal(window.ready):
        page.unlock()
    assert area_of(window).desk.sitting.person.name == "Bilal Ahmed"


def test_the_time_until_locking_is_kept(window: MainWindow, qtbot: QtBot) -> None:
    office = settings_page(window, qtbot, "office").office
    office.minutes.set_value("5")
    office.minutes.changed.emit("5")
    area = area_of(window)
    quiet(qtbot, area)
    assert opening.settings(area.desk.sitting).lock_after_minutes == 5
    assert window._idle_minutes == 5


def test_the_program_says_what_it_is_and_where_its_log_lies(window: MainWindow, qtbot: QtBot) -> None:
    words = words_of(settings_page(window, qtbot, "about"))
    assert "EUPL-1.2" in words
    assert "never what somebody typed" in words
