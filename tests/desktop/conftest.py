"""What the tests of the window share: a filled store, a network, windows on them in each look, a keyboard, and pictures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, quiet
from desktop_seed import PASSPHRASE, site_store
from network_of_stores import Network, make_network
from offices import OFFICE
from page_windows import Windows
from silkfield.clock import SetClock
from silkfield.desktop.desk import Desk
from silkfield.desktop.door import Opened
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow, wear
from silkfield.desktop.style import apply_theme
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import opening

Unlock = Callable[..., MainWindow]


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made-once") / "store"
    site_store(folder, SetClock.on("2016-06-01", hour=11))
    return folder


@pytest.fixture
def store(tmp_path: Path, _made_once: Path) -> Path:
    """The folder of a centre's store with a few records of everything, closed; a copy of one that is made once."""
    return Path(shutil.copytree(_made_once, tmp_path / "store"))


@pytest.fixture
def unlocked(qtbot: QtBot, store: Path, clock: SetClock) -> Iterator[Unlock]:
    """Open a window on the store; it is closed at the end of the test."""
    windows: list[MainWindow] = []

    def unlock(look: Look | None = None, folder: Path | None = None, size: tuple[int, int] = (1366, 768)) -> MainWindow:
        look = look or Look()
        wear(look)
        window = MainWindow(folder or store, look, clock)
        windows.append(window)
        window.resize(*size)
        with qtbot.waitSignal(window.ready):
            window.show()
        window.activateWindow()

        def opened() -> Opened:
            sitting = opening.open_store(folder or store, PASSPHRASE, clock=clock)
            return Opened(sitting, opening.change_settings(sitting, language=look.language, dark=look.dark))

        with qtbot.waitSignal(window.ready):
            window.door.run(window, opened, done=window.enter)
        quiet(qtbot, area_of(window))
        return window

    yield unlock
    for window in windows:
        window.close()
        shiboken6.delete(window)  # at once: a new look dresses every window there is, dead ones too
    wear(Look())


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    """Headquarters of a network of real stores; laptops are added to it."""
    with ExitStack() as stack:
        yield make_network(tmp_path, stack)


@pytest.fixture
def windows(qapp: QApplication, qtbot: QtBot, network: Network, tmp_path: Path) -> Iterator[Windows]:
    """Open single pages on the stores of the network."""
    made = Windows(qapp, qtbot, tmp_path)
    made.dress()
    yield made
    made.close()


@pytest.fixture
def window(unlocked: Unlock) -> MainWindow:
    """An unlocked window, English, light."""
    return unlocked()


@pytest.fixture
def area(window: MainWindow) -> WorkArea:
    """The work area of an unlocked window."""
    return area_of(window)


@pytest.fixture
def keyboard(qtbot: QtBot) -> Keyboard:
    """Somebody who has only a keyboard."""
    return Keyboard(qtbot)


@pytest.fixture
def picture(qapp: QApplication, tmp_path: Path) -> Callable[[QWidget, str], Path]:
    """Save a picture of a widget (in SILKFIELD_PICTURES when that is set) and return its path."""
    folder = Path(os.environ.get("SILKFIELD_PICTURES", tmp_path))

    def take(widget: QWidget, name: str) -> Path:
        for _turn in range(8):
            qapp.processEvents()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.png"
        widget.grab().save(str(path))
        return path

    return take


@pytest.fixture(scope="module")
def desk(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One store for all tests of a file: they look at editors, and what they record does not disturb the others."""
    apply_theme(qapp)
    folder = tmp_path_factory.mktemp("desk") / "store"
    made = Desk(opening.make_store(folder, OFFICE, "Ayesha", PASSPHRASE, clock=SetClock.on("2016-06-01")))
    yield made
    made.put_away()()
