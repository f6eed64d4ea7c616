"""Starts the desktop program: the first window is painted before the libraries of the store are read from the disk."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from silkfield.desktop.look import read_look
from silkfield.desktop.main_window import MainWindow, wear
from silkfield.locations import standard_store


def start(folder: str = "") -> int:
    """Open the window on a store, the usual one when none is named; returns when it is closed."""
    store = Path(folder) if folder else standard_store()
    os.environ.setdefault("QT_SCALE_FACTOR", f"{read_look(store).size / 100:g}")  # Qt asks once, when it begins
    app = QApplication.instance() or QApplication(sys.argv[:1])
    window = first_window(store)

    def tell_bug(kind: type[BaseException], fault: BaseException, places: TracebackType | None) -> None:
        if isinstance(fault, Exception):
            window.tell_bug(fault)
        else:
            sys.__excepthook__(kind, fault, places)

    sys.excepthook = tell_bug
    window.show()
    return app.exec()


def first_window(folder: Path) -> MainWindow:
    """Return the window in the look it had last; it finds the store by itself once it was painted."""
    look = read_look(folder)
    wear(look)
    return MainWindow(folder, look)
