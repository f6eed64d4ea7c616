"""The first window is painted before the libraries of the store are read from the disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from silkfield.desktop.starting import first_window
window = first_window(Path(sys.argv[1]))
splash = window.currentWidget()
splash.painted.connect(lambda: print("painted", *sorted({"sqlalchemy", "openpyxl"} & set(sys.modules))))
window.ready.connect(lambda: (print("ready", type(window.currentWidget()).__name__), app.quit()))
window.show()
app.exec()
"""


def first_words(folder: Path) -> list[str]:
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder)], capture_output=True, text=True, timeout=60, check=True
    )
    return told.stdout.splitlines()


def test_the_first_window_is_painted_before_the_store_s_libraries_are_read(store: Path) -> None:
    assert first_words(store) == ["painted", "ready UnlockPage"]


def test_without_a_store_the_first_run_is_shown(tmp_path: Path) -> None:
    assert first_words(tmp_path / "nowhere") == ["painted", "ready FirstRunPage"]
