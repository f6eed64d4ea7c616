"""The real program in a process of its own, in which somebody types into the note of a contact, a letter at a time.

Each letter is told with the milliseconds at which it was pressed, so that whoever kills the process knows what was typed.
Run it with the folder of a store and its passphrase.
"""

from __future__ import annotations

import itertools
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

FORM, FIELD = "counselling_contact", "note"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PACE = 20  # milliseconds between two letters


def letter(place: int) -> str:
    """Return the letter that is typed at a place; no place of a long text looks like another."""
    return (LETTERS[place % 26] + LETTERS[place // 26 % 26])[place % 2]


def typed(count: int) -> str:
    """Return what stands there after so many letters."""
    return "".join(map(letter, range(count)))


def main(folder: str, passphrase: str) -> None:
    """Unlock, open the page, and type until somebody kills this."""
    app = QApplication([])
    from silkfield.desktop.setup.unlock_page import UnlockPage
    from silkfield.desktop.starting import first_window

    window = first_window(Path(folder))
    window.show()
    window.activateWindow()
    gate = window.currentWidget()
    while not isinstance(gate, UnlockPage):
        QTest.qWait(5)
        gate = window.currentWidget()
    gate.passphrase._line.setText(passphrase)
    gate.unlock()
    while window.area is None:
        QTest.qWait(5)
    window.area.open_page("enter", form=FORM)
    page = window.area.page()
    while page.questions.here() != "channel":  # type: ignore[attr-defined]
        QTest.qWait(5)
    page.questions.go_to(FIELD)  # type: ignore[attr-defined]
    places = itertools.count()

    def press() -> None:
        QTest.keyClick(QApplication.focusWidget(), letter(next(places)))
        sys.stdout.write(f"{time.monotonic_ns() // 1_000_000}\n")
        sys.stdout.flush()

    timer = QTimer(window)
    timer.timeout.connect(press)
    timer.start(PACE)
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
