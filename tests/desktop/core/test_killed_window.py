"""A window that is killed while somebody types: what was kept is there when the store is opened again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, entry, quiet
from desktop_seed import PASSPHRASE, PERSON
from silkfield.clock import SetClock
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.operations import drafting, opening

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
app = QApplication([])
from silkfield.desktop.starting import first_window
window = first_window(Path(sys.argv[1]))
window.show()
window.activateWindow()
while not hasattr(window.currentWidget(), "passphrase"):
    QTest.qWait(5)
window.currentWidget().passphrase._line.setText(sys.argv[2])
window.currentWidget().unlock()
while window.area is None:
    QTest.qWait(5)
window.area.open_page("enter", form="organisation")
page = window.area.page()
page.keeper.kept.connect(lambda _time: print("kept", flush=True))
while page.questions.here() != "name" or not page.isAncestorOf(QApplication.focusWidget() or window):
    QTest.qWait(5)
QTest.keyClicks(QApplication.focusWidget(), "Protectorate")
app.exec()
"""


def test_a_killed_window_loses_nothing_that_was_kept(
    store: Path, clock: SetClock, qtbot: QtBot, keyboard: Keyboard
) -> None:
    program = [sys.executable, "-c", SCRIPT, str(store), PASSPHRASE]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "kept\n"
        running.kill()

    sitting = opening.open_store(store, PASSPHRASE, PERSON, clock=clock)
    (draft,) = (one for one in drafting.drafts(sitting) if one.form == "organisation")
    sitting.store.close()
    window = MainWindow(store, Look(), clock)
    with qtbot.waitSignal(window.ready):
        window.show()
    window.activateWindow()
    keyboard.type(PASSPHRASE)
    with qtbot.waitSignal(window.ready):
        keyboard.press("Enter")
    area = area_of(window)
    area.open_page("enter", form="organisation", draft=draft.id)
    quiet(qtbot, area)
    assert entry(area).questions.kept()["name"] == "Protectorate"
    window.close()
    window.deleteLater()
