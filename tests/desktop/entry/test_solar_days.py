"""A day of the calendar of Iran and Afghanistan: typed as on the letter, shown beside the Gregorian one, kept as written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, entry, quiet, words_of
from offices import training
from page_windows import nameless
from silkfield.desktop.editors.typed_editors import DayEditor
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import finding, opening


def fill(area: WorkArea, keyboard: Keyboard, qtbot: QtBot, first: str, last: str) -> None:
    values = {name: value for name, value in training().items() if not name.endswith("_date")}
    area.open_page("enter", form="event", values=values)
    quiet(qtbot, area)
    entry(area).questions.go_to("start_date")
    for text in (first, last):
        keyboard.here().insert(text)  # type: ignore[attr-defined]
        keyboard.here().textEdited.emit(text)  # type: ignore[attr-defined]
        keyboard.press("Enter")
    quiet(qtbot, area)


@pytest.mark.parametrize("look", [Look(), Look("ur")])
def test_days_of_a_nomination_letter_are_shown_in_both_calendars_and_kept_as_written(
    unlocked: Callable[..., MainWindow],
    picture: Callable[[QWidget, str], Path],
    keyboard: Keyboard,
    qtbot: QtBot,
    look: Look,
) -> None:
    window = unlocked(look)
    area = area_of(window)
    fill(area, keyboard, qtbot, "26 Ordibehesht 1395", "۲۸ ثور ۱۳۹۵")
    asked = entry(area).questions.asked
    start = asked["start_date"].editor
    assert isinstance(start, DayEditor)
    assert start.other.isVisible()
    assert "1395" in start.other.words()
    assert start.typed().endswith("2016")
    assert not asked["dates_text"].frame.isHidden()
    picture(window, f"solar-{look.language}")
    assert nameless(area.page()) == []
    keyboard.press("Ctrl+S")
    quiet(qtbot, area)
    kept = finding.listing(area.desk.sitting, "event").records[0].values
    assert (kept["start_date"], kept["end_date"]) == ("2016-05-15", "2016-05-17")
    assert kept["dates_text"] == "26 Ordibehesht 1395 – ۲۸ ثور ۱۳۹۵"


def test_a_day_that_is_saved_while_the_cursor_is_on_it_is_kept_as_written_too(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    area.open_page("enter", form="session", values={"session_type": "AWARE", "heads": {"cells": {"M": {"A18": 3}}}})
    quiet(qtbot, area)
    assert entry(area).questions.here() == "held_on"
    keyboard.type("26 Sawr 1395")
    keyboard.press("Ctrl+S")
    quiet(qtbot, area)
    found = finding.listing(area.desk.sitting, "session", where={"held_on": "2016-05-15"}).records
    assert [one.values["dates_text"] for one in found] == ["26 Sawr 1395"]


def test_a_record_shows_its_day_in_the_second_calendar_that_was_chosen(area: WorkArea, qtbot: QtBot) -> None:
    opening.change_settings(area.desk.sitting, calendar="solar")
    area.open_page("sessions", form="session")
    quiet(qtbot, area)
    qtbot.waitUntil(lambda: "Khordad / Jawza" in words_of(area.page()))
