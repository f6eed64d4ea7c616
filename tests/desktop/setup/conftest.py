"""A window on an empty folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from silkfield.clock import SetClock
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow, wear
from silkfield.desktop.setup.first_run_page import FirstRunPage

FirstRun = Callable[[Path], tuple[MainWindow, FirstRunPage]]


@pytest.fixture
def first_run(qtbot: QtBot, clock: SetClock) -> Iterator[FirstRun]:
    """Open the window on a folder without a store."""
    windows: list[MainWindow] = []

    def run(folder: Path) -> tuple[MainWindow, FirstRunPage]:
        wear(Look())
        window = MainWindow(folder, Look(), clock)
        windows.append(window)
        with qtbot.waitSignal(window.ready):
            window.show()
        window.activateWindow()
        page = window.currentWidget()
        assert isinstance(page, FirstRunPage)
        return window, page

    yield run
    for window in windows:
        window.close()
        shiboken6.delete(window)
    wear(Look())
