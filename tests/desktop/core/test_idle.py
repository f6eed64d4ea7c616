"""Nobody at the laptop: a warning that counts down, which any key takes back, then the time is up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from silkfield.desktop.idle import IdleWatch


@pytest.fixture
def watched(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_after_the_countdown_the_time_is_up(watched: QWidget, qtbot: QtBot) -> None:
    watch = IdleWatch(watched.windowHandle(), countdown=3, tick=5)
    counted: list[int] = []
    watch.warned.connect(counted.append)
    with qtbot.waitSignal(watch.expired):
        watch.start(5)
    assert counted == [3, 2, 1]


def test_any_key_takes_the_warning_back(watched: QWidget, qtbot: QtBot) -> None:
    watch = IdleWatch(watched.windowHandle(), countdown=1000, tick=10)
    with qtbot.waitSignal(watch.warned):
        watch.start(1001)
    with qtbot.waitSignal(watch.calmed):
        QTest.keyClick(watched.windowHandle(), Qt.Key.Key_A)


def test_a_watch_that_was_stopped_warns_nobody(watched: QWidget, qtbot: QtBot) -> None:
    watch = IdleWatch(watched.windowHandle(), countdown=1, tick=1)
    watch.start(2)
    watch.stop()
    with qtbot.assertNotEmitted(watch.warned, wait=20):
        QTest.keyClick(watched.windowHandle(), Qt.Key.Key_A)
