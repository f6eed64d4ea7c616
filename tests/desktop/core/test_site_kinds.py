"""A team of facilitators and a facilitator at a centre work in windows of their own: what they do not do is not offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, entry, quiet, words_of
from desktop_seed import site_store
from offices import PASSPHRASE
from page_windows import Windows, button, cut_words
from silkfield.clock import SetClock
from silkfield.desktop.today.today_page import TodayPage
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import opening
from silkfield.operations.roles import FACILITATOR


@pytest.fixture
def office(qapp: QApplication, qtbot: QtBot, tmp_path: Path, clock: SetClock) -> Callable[..., WorkArea]:
    """Open Today on a filled store of a kind of office, as somebody of a role."""
    windows = Windows(qapp, qtbot, tmp_path)

    def opened(kind: str, role: str = "", language: str = "en") -> WorkArea:
        windows.dress(language)
        site_store(tmp_path / kind, clock, kind)
        sitting = opening.open_store(tmp_path / kind, PASSPHRASE, clock=clock)
        person = replace(sitting.person, role=role or sitting.person.role)
        windows.open(replace(sitting, person=person), "today")
        area = windows.opened[-1]
        quiet(qtbot, area)
        return area

    yield opened
    windows.close()


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_team_reaches_reports_and_excel_from_today(
    office: Callable[..., WorkArea], picture: Callable[[QWidget, str], Path], qtbot: QtBot, language: str
) -> None:
    area = office("team", language=language)
    page = area.page()
    assert isinstance(page, TodayPage)
    picture(area, f"team-today-{language}")
    assert cut_words(page) == []
    if language == "en":
        button(page, "Reports").click()
        quiet(qtbot, area)
        assert area.key() == "reports"
        area.back()
        button(area.page(), "From Excel").click()
        quiet(qtbot, area)
        assert area.key() == "intake"


def test_the_keys_of_a_team_lead_to_sessions_and_people(
    office: Callable[..., WorkArea], keyboard: Keyboard, qtbot: QtBot
) -> None:
    area = office("team")
    keyboard.press("Ctrl+3")
    quiet(qtbot, area)
    assert area.key() == "directory"
    keyboard.press("Ctrl+N")
    quiet(qtbot, area)
    assert entry(area).sheet.form.key == "session"


def test_a_facilitator_at_a_centre_is_offered_no_client(
    office: Callable[..., WorkArea], keyboard: Keyboard, qtbot: QtBot, picture: Callable[[QWidget, str], Path]
) -> None:
    area = office("centre", FACILITATOR)
    picture(area, "facilitator-at-a-centre")
    said = words_of(area)
    assert "Your role does not allow this" not in said
    assert "Latest sessions" in said
    assert "Counselling contact" not in said, "a draft of somebody who counsels is not told"
    assert "New contact" not in said
    assert "Clients" not in said
    keyboard.press("Ctrl+F")
    quiet(qtbot, area)
    assert area.key() == "sessions"
    keyboard.press("Ctrl+N")
    quiet(qtbot, area)
    assert entry(area).sheet.form.key == "session"
