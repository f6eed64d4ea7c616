"""A form with all its questions and all its problems at once: nothing is cut off, nothing outgrows the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, quiet
from page_windows import NARROW, WIDE, nameless
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.widgets import Button, Text
from silkfield.desktop.widgets.answers import Opt

FORMS = ("counselling_contact", "event", "participation", "session")


def clipped(window: QWidget) -> list[str]:
    """Return words that are cut off without an ellipsis, and controls that have less room than they need."""
    texts = [one.words() for one in window.findChildren(Text) if one.isVisible() and one.is_cut() and not one._elide]
    tiles = [one.text() for one in window.findChildren(Opt) if one.isVisible() and one.is_cut()]
    buttons = [
        one.text() for one in window.findChildren(Button) if one.isVisible() and one.width() < one.sizeHint().width()
    ]
    return texts + tiles + buttons


@pytest.mark.parametrize(("look", "size"), [(Look(), NARROW), (Look("ur", dark=True), WIDE)])
def test_nothing_is_cut_off(
    unlocked: Callable[..., MainWindow],
    picture: Callable[[QWidget, str], Path],
    keyboard: Keyboard,
    qtbot: QtBot,
    look: Look,
    size: tuple[int, int],
) -> None:
    window = unlocked(look, size=size)
    area = area_of(window)
    found: dict[str, list[str]] = {}
    for form in FORMS:
        area.open_page("enter", form=form)
        keyboard.press("Alt+M", "Ctrl+S")
        quiet(qtbot, area)
        assert (window.width(), window.height()) == size
        picture(window, f"full-{form}-{look.language}-{size[0]}")
        if faults := clipped(window) + nameless(window):
            found[form] = faults
    assert found == {}
