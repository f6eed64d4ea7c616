"""The calendar of a month by keyboard: what is planned and was held, days of rest, and what begins on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, entry, quiet, words_of
from offices import session, training
from page_windows import NARROW, WIDE, nameless
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.planning.calendar_page import CalendarPage
from silkfield.desktop.planning.month_grid import another_month
from silkfield.desktop.widgets import ListRow, Text
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import finding, planning, recording, reporting

PLANNED = {"session_type": "PDO", "held_on": "2016-06-15", "status": "PLANNED", "venue": "PoE Rawalpindi"}


def calendar(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> CalendarPage:
    keyboard.press("Ctrl+K")
    quiet(qtbot, area)
    page = area.page()
    assert isinstance(page, CalendarPage)
    return page


def rows(page: CalendarPage) -> list[str]:
    return [one.text() for one in page.findChildren(ListRow) if one.isVisible()]


def test_what_is_planned_and_held_is_reached_by_the_arrows(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    recording.save(area.desk.sitting, "session", PLANNED)
    page = calendar(area, keyboard, qtbot)
    assert page.grid.day == date(2016, 6, 1)
    assert "June 2016" in words_of(page)
    assert "1 held, 1 planned or open" in words_of(page)
    keyboard.press("Down", "Down")
    assert page.grid.day == date(2016, 6, 15)
    assert "Planned · PoE Rawalpindi" in " ".join(one.accessibleName() for one in page.findChildren(ListRow))
    keyboard.press("Enter")
    quiet(qtbot, area)
    assert area.key() == "sessions"
    keyboard.press("Ctrl+K")
    quiet(qtbot, area)
    assert page.grid.day == date(2016, 6, 15), "the calendar stays where it was left"

    page.grid.go_to(date(2016, 5, 24))
    quiet(qtbot, area)
    assert rows(page) == ["Training of trainers on labour migration"]
    assert "May 2016" in words_of(page)


def test_days_of_rest_are_those_of_the_country(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    page = calendar(area, keyboard, qtbot)
    page.grid.go_to(date(2016, 6, 3))  # Friday
    assert "Day of rest" not in words_of(page)
    for country, rests in (("AF", True), ("IR", True), ("TR", False), ("BD", True)):
        page.country.set_value(country)
        page.country.changed.emit(country)
        quiet(qtbot, area)
        assert ("Day of rest" in words_of(page)) is rests
    page.country.set_value("PK")
    page.country.changed.emit("PK")
    page.grid.go_to(date(2016, 7, 6))
    quiet(qtbot, area)
    assert "about Eid al-Fitr" in words_of(page)


def test_a_session_is_planned_on_a_day_and_counts_once_it_was_held(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    page = calendar(area, keyboard, qtbot)
    before = reporting.report(area.desk.sitting, "R1", "2016-06").figures["ISB"]["C"]["sessions"]
    page.grid.go_to(date(2016, 6, 11))  # Saturday
    keyboard.press("Alt+S")
    quiet(qtbot, area)
    keyboard.type("a")
    keyboard.press("Ctrl+S")
    quiet(qtbot, area)
    assert area.key() == "calendar"
    assert rows(page) == ["Awareness session"]
    planned = finding.listing(area.desk.sitting, "session", where={"held_on": "2016-06-11"}).records[0]
    assert planned.values["status"] == "PLANNED"
    assert reporting.report(area.desk.sitting, "R1", "2016-06").figures["ISB"]["C"]["sessions"] == before
    keyboard.press("PgDn", "PgDn", "PgUp")
    assert page.grid.day == date(2016, 7, 11)
    keyboard.press("Home")
    assert page.grid.day == date(2016, 6, 1)


def test_an_event_begins_on_the_day_of_the_cursor(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    page = calendar(area, keyboard, qtbot)
    page.grid.go_to(date(2016, 6, 20))
    keyboard.press("Alt+N")
    quiet(qtbot, area)
    kept = entry(area).questions.kept()
    assert (kept["start_date"], kept["end_date"], kept["status"]) == ("2016-06-20", "2016-06-20", "PLANNED")


def test_a_month_has_what_reaches_into_it(area: WorkArea) -> None:
    sitting = area.desk.sitting
    recording.save(sitting, "event", training(start_date="2016-05-30", end_date="2016-06-02", status="CONFIRMED"))
    recording.save(sitting, "session", session(held_on="2016-06-01"))
    assert [one.title for one in planning.in_month(sitting, "2016-06")].count("Training of trainers") == 1
    assert "Training of trainers" in [one.title for one in planning.in_month(sitting, "2016-05")]
    assert all(one.title != "Training of trainers" for one in planning.in_month(sitting, "2016-07"))


def test_a_month_later_is_a_day_that_exists() -> None:
    assert another_month(date(2016, 1, 31), 1) == date(2016, 2, 29)
    assert another_month(date(2016, 12, 31), 1) == date(2017, 1, 31)
    assert another_month(date(2016, 1, 15), -1) == date(2015, 12, 15)


@pytest.mark.parametrize(("look", "size"), [(Look(), NARROW), (Look("ur"), WIDE)])
def test_nothing_of_the_calendar_and_of_the_lists_that_lead_to_it_is_cut(
    unlocked: Callable[..., MainWindow],
    picture: Callable[[QWidget, str], Path],
    keyboard: Keyboard,
    qtbot: QtBot,
    look: Look,
    size: tuple[int, int],
) -> None:
    window = unlocked(look, size=size)
    area = area_of(window)
    recording.save(area.desk.sitting, "session", PLANNED)
    for key in ("sessions", "events", "calendar"):
        area.open_page(key)
        quiet(qtbot, area)
        picture(window, f"{key}-{look.language}-{size[0]}")
        page = area.page()
        cut = [one.words() for one in page.findChildren(Text) if one.isVisible() and one.is_cut() and not one._elide]
        assert cut == []
        assert nameless(page) == []
        assert (window.width(), window.height()) == size
