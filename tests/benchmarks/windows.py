"""The first window, from the start of the process until it is painted: the program's, and a bare one of Qt."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from measuring import cpu_seconds
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow


class _Painted(QObject):
    """Sees when a window is painted for the first time."""

    seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen = self.seen or event.type() is QEvent.Type.Paint
        return False


def _seconds_to_paint(window: QMainWindow) -> float:
    painted = _Painted()
    window.installEventFilter(painted)
    window.show()
    while not painted.seen:
        QApplication.processEvents()
    return cpu_seconds()


def bare(folder: Path) -> dict[str, Any]:
    """Paint an empty window of Qt."""
    _app = QApplication(sys.argv[:1])
    return {"seconds": _seconds_to_paint(QMainWindow())}


def first(folder: Path) -> dict[str, Any]:
    """Paint the window that the program starts with."""
    _app = QApplication(sys.argv[:1])
    from silkfield.desktop.starting import first_window  # its import is part of the start

    seconds = _seconds_to_paint(first_window(folder / "store"))
    return {"seconds": seconds, "late": "sqlalchemy" not in sys.modules}
