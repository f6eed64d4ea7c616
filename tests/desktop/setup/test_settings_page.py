"""Settings hold at once; a passphrase is changed and a person added without anybody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, quiet, toast_of, words_of
from desktop_seed import PASSPHRASE
from page_windows import nameless
from silkfield.clock import SetClock
from silkfield.desktop.look import Look, read_look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.navigator import PINS
from silkfield.desktop.notices import NoticesPage
from silkfield.desktop.setup.settings_page import SettingsPage
from silkfield.desktop.style import theme
from silkfield.desktop.work_area import WorkArea
from silkfield.errors import Trouble
from silkfield.operations import opening, peopling


@pytest.fixture
def page(area: WorkArea, qtbot: QtBot) -> SettingsPage:
    return settings_page(area, qtbot)


def settings_page(area: WorkArea, qtbot: QtBot) -> SettingsPage:
    area.open_page("settings")
    quiet(qtbot, area)
    page = area.page()
    assert isinstance(page, SettingsPage)
    return page


def test_the_language_changes_at_once_and_is_kept(
    window: MainWindow, page: SettingsPage, keyboard: Keyboard, qtbot: QtBot
) -> None:
    page.display.language.setFocus()
    keyboard.type("u")
    qtbot.waitUntil(lambda: theme().language == "ur")
    area = area_of(window)
    quiet(qtbot, area)
    assert area.key() == "settings"
    assert opening.settings(area.desk.sitting).language == "ur"
    settings_page(area, qtbot).display.language.setFocus()
    keyboard.type("e")
    qtbot.waitUntil(lambda: theme().language == "en")


def test_colours_change_at_once(page: SettingsPage, keyboard: Keyboard, qtbot: QtBot) -> None:
    page.display.colours.setFocus()
    keyboard.type("d")
    qtbot.waitUntil(lambda: theme().dark)


def test_a_passphrase_is_changed(
    window: MainWindow, page: SettingsPage, qtbot: QtBot, store: Path, clock: SetClock
) -> None:
    people = page.people
    people.old._line.setText("not this one")
    for field in (people.new, people.again):
        field._line.setText("another walk at dawn")
    people.change()
    qtbot.waitUntil(lambda: "The passphrase is not right." in words_of(page))
    people.old._line.setText(PASSPHRASE)
    people.change()
    qtbot.waitUntil(lambda: people.said.words() != "")
    window.close()
    opening.open_store(store, "another walk at dawn", clock=clock).store.close()
    with pytest.raises(Trouble):
        opening.open_store(store, PASSPHRASE, clock=clock)


def test_two_different_new_passphrases_change_nothing(page: SettingsPage, area: WorkArea, qtbot: QtBot) -> None:
    page.people.new._line.setText("another walk at dawn")
    page.people.change()
    qtbot.waitUntil(lambda: "The two passphrases differ." in words_of(page))
    assert not area.desk.busy()


def test_another_person_is_let_in(page: SettingsPage, area: WorkArea, qtbot: QtBot, store: Path) -> None:
    people = page.people
    people.name.set_value("Bilal")
    for field in (people.theirs, people.theirs_again):
        field._line.setText("a cup of green tea")
    people.mine._line.setText(PASSPHRASE)
    people.add()
    qtbot.waitUntil(lambda: "Bilal" in people.roles)
    assert opening.waiting(store).people == ("Ayesha Siddiqua", "Bilal")
    people.roles["Bilal"].set_value("coordinator")
    people.roles["Bilal"].changed.emit("coordinator")
    quiet(qtbot, area)
    assert [one.role for one in peopling.listing(area.desk.sitting)] == ["coordinator", "coordinator"]


def test_when_to_lock_and_to_remind_is_kept(page: SettingsPage, area: WorkArea, qtbot: QtBot) -> None:
    page.office.minutes.set_value("20")
    page.office.minutes.changed.emit("20")
    page.office.days.set_value("14")
    page.office.days.changed.emit("14")
    quiet(qtbot, area)
    kept = opening.settings(area.desk.sitting)
    assert (kept.lock_after_minutes, kept.remind_after_days) == (20, 14)


def test_the_panels_are_reached_by_key_and_their_controls_have_names(
    page: SettingsPage, area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    for panel in ("display", "people", "office", "key", "about"):
        area.open_page("settings", panel=panel)
        quiet(qtbot, area)
        assert nameless(page) == [], panel


def test_a_setting_is_found_by_a_word_of_it_and_enter_goes_there(
    page: SettingsPage, area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    keyboard.press("Ctrl+F")
    keyboard.type("remind")
    assert page.tabs.chosen() == "office"
    keyboard.press("Enter")
    assert page.office.days.hasFocus()
    keyboard.press("Ctrl+F")
    keyboard.type("signs with")
    assert page.tabs.chosen() == "key"
    keyboard.press("Ctrl+F")
    keyboard.type("zebra")
    assert "Nothing found." in words_of(page)


def test_what_was_set_is_set_back_to_the_office_defaults(page: SettingsPage, area: WorkArea, qtbot: QtBot) -> None:
    sitting = area.desk.sitting
    opening.change_settings(sitting, lock_after_minutes=30, week_begins=6, dark=True)
    area.memory[PINS] = {"counselling_contact": {"channel": "PHONE"}}
    area.open_page("settings", panel="office")
    quiet(qtbot, area)
    assert "Contact: Channel" in words_of(page)
    page.set_back()
    quiet(qtbot, area)
    kept = opening.settings(sitting)
    assert (kept.lock_after_minutes, kept.week_begins, area.memory.get(PINS)) == (10, 0, None)
    area.open_page("settings", panel="about")
    assert not page._back.isVisible()
    area.open_page("settings", panel="display")
    page.set_back()
    qtbot.waitUntil(lambda: not opening.settings(sitting).dark)


def test_a_problem_report_is_looked_at_before_it_is_saved_and_holds_no_answer(
    page: SettingsPage, area: WorkArea, qtbot: QtBot, tmp_path: Path
) -> None:
    area.open_page("settings", panel="about")
    page.about.look()
    qtbot.waitUntil(lambda: "counselling_contact: 6" in page.about.report.words())
    page.about.path.set_value(tmp_path / "problem.txt")
    page.about.save()
    quiet(qtbot, area)
    text = (tmp_path / "problem.txt").read_text(encoding="utf-8")
    assert text == page.about.report.words()
    for name in ("Ayesha", "Kamran", "Islamabad", str(area.desk.sitting.store.folder)):
        assert name not in text


def test_every_toast_stands_in_the_notices_and_enter_undoes_one_once(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    undone: list[str] = []
    area.toast("Session removed.", "", lambda: undone.append("session"))
    area.toast("Written: file", "Not encrypted: delete it after use.")
    keyboard.press("Ctrl+Shift+N")
    quiet(qtbot, area)
    page = area.page()
    assert isinstance(page, NoticesPage)
    rows = [page.table.model.row(place) for place in range(page.table.model.rowCount())]
    assert [row.cells[1].text for row in rows if row] == ["Written: file", "Session removed."]
    keyboard.press("Enter")
    assert undone == []
    keyboard.press("Down", "Enter", "Enter")
    assert undone == ["session"]


def test_titles_size_and_a_second_calendar_are_kept_and_set_back(
    window: MainWindow, page: SettingsPage, area: WorkArea, qtbot: QtBot, store: Path
) -> None:
    display = page.display
    display.calendar.set_value("islamic")
    display.calendar.changed.emit("islamic")
    display.titles.set_value("naskh")
    display.digits.set_value("urdu")
    display.how_large.set_value("110")
    display._dress()
    qtbot.waitUntil(lambda: read_look(store) == Look("en", nastaliq=False, urdu_digits=True, size=110))
    area = area_of(window)
    area.open_page("today")
    quiet(qtbot, area)
    assert "Wednesday, 1 June 2016 · about 24 Shaʻban 1437" in words_of(area.page())
    assert not theme().nastaliq
    settings_page(area, qtbot).display.set_back()
    qtbot.waitUntil(lambda: read_look(store) == Look())
    assert opening.settings(area_of(window).desk.sitting).calendar == ""


def test_the_data_dictionary_is_written_from_the_settings(
    page: SettingsPage, area: WorkArea, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    page.about.dictionary.to_excel()
    dialog = page.about.dictionary.dialog
    assert dialog is not None
    dialog.where.set_value(tmp_path / "dictionary.xlsx")
    keyboard.press("Enter")
    qtbot.waitUntil(lambda: toast_of(area).startswith("Written:"))
    assert (tmp_path / "dictionary.xlsx").stat().st_size > 10_000
