"""The empty sheet of a session: one page in both languages, and its questions stand as the screen asks them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, entry, quiet, toast_of
from silkfield.desktop.browse.list_page import ListPage
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.language import _
from silkfield.operations.paper_form import blank_sheet


def words(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", html)


@pytest.mark.parametrize("look", [Look(), Look("ur")])
def test_the_printed_sheet_asks_in_the_order_of_the_screen(
    unlocked: Callable[..., MainWindow], keyboard: Keyboard, qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    area = area_of(unlocked(look))
    printed = words(blank_sheet(area.desk.sitting, "session"))
    area.open_page("enter", form="session", values={"session_type": "PDO"})
    quiet(qtbot, area)
    keyboard.press("Alt+M")
    asked = [one for one in entry(area).questions.asked.values() if not one.frame.isHidden()]
    place = 0
    for one in asked:
        found = printed.find(_(one.question.label), place)
        assert found >= 0, f"{one.question.label} stands elsewhere on paper"
        place = found + 1

    area.open_page("sessions", form="session")
    page = area.page()
    assert isinstance(page, ListPage)
    quiet(qtbot, area)
    keyboard.press("Ctrl+Shift+P")
    assert page.sheets.dialog is not None
    page.sheets.dialog.where.set_value(tmp_path / "sheet.pdf")
    keyboard.press("Enter")
    qtbot.waitUntil(lambda: "sheet.pdf" in toast_of(area))
    assert (tmp_path / "sheet.pdf").read_bytes().count(b"/Type /Page\n") == 1


def test_every_list_that_is_short_is_printed_with_the_keys_that_choose(
    unlocked: Callable[..., MainWindow],
) -> None:
    printed = words(blank_sheet(area_of(unlocked()).desk.sitting, "session"))
    for part in (
        "Pre-departure orientation",
        "Under 18",
        "This is an estimate",
        "Rawalpindi",
        "Irregular risks",
        "Poster",
    ):
        assert part in printed
    assert len(re.findall(r"(?<!_)_{14}(?!_)", printed)) == 8, "destinations are written by hand"
    assert "Destinations (Pre-departure orientation)" in printed
