"""A real window for tests of pages: the work area around one open store, in any dress, and its picture."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from silkfield import language
from silkfield.desktop.desk import Desk
from silkfield.desktop.navigator import DeskPage
from silkfield.desktop.style import apply_theme, text_width
from silkfield.desktop.widgets import Select, Text
from silkfield.desktop.widgets.buttons import Button
from silkfield.desktop.widgets.cells import cell_width
from silkfield.desktop.widgets.table_model import CELL
from silkfield.desktop.work_area import WorkArea
from silkfield.operations.sitting import Sitting

WIDE, NARROW = (1366, 768), (1093, 614)


class Windows:
    """Opens windows on stores and closes them after the test; the store is closed with its window."""

    def __init__(self, qapp: QApplication, qtbot: QtBot, folder: Path) -> None:
        self.qapp, self.qtbot, self.folder = qapp, qtbot, folder
        self.opened: list[WorkArea] = []

    def dress(self, code: str = "en", *, dark: bool = False) -> None:
        """Choose the language and the colours of what is opened next."""
        language.choose(code)
        apply_theme(self.qapp, dark, code)

    def open(self, sitting: Sitting, key: str, size: tuple[int, int] = WIDE, **what: object) -> DeskPage:
        """Open a page of the program on a store, and wait until it has answers."""
        area = WorkArea(Desk(sitting), {})
        self.opened.append(area)
        area.resize(*size)
        area.show()
        area.activateWindow()
        area.open_page(key, **what)
        for _turn in range(3):
            self.qapp.processEvents()
        return area.page()

    def until(self, true: Callable[[], object]) -> None:
        """Wait until something is true and what was laid out with it is shown: Qt shows new children a turn later."""
        self.qtbot.waitUntil(lambda: bool(true()))
        self.qapp.processEvents()

    def say(self, page: DeskPage) -> str:
        """Return what the page says in its banner or its trouble."""
        trouble = page._trouble
        if trouble is not None:
            return " ".join(text.words() for text in trouble.findChildren(Text))
        banner = page.frame.banner if page.frame else None
        return banner.accessibleName() if banner is not None else ""

    def picture(self, page: QWidget, name: str) -> QImage:
        """Return the picture of the window of a page, kept in SILKFIELD_GALLERY when that names a folder."""
        window = page.window()
        for _turn in range(6):
            self.qapp.processEvents()
        picture = window.grab().toImage()
        if folder := os.environ.get("SILKFIELD_GALLERY"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            picture.save(str(Path(folder) / f"{name}.png"))
        return picture

    def close(self) -> None:
        """Close everything that was opened."""
        for area in self.opened:
            area.desk.put_away()()
            self.qapp.processEvents()
            shiboken6.delete(area)
        self.dress()


def cut_words(page: QWidget) -> list[str]:
    """Return the words of a page that do not fit where they stand."""
    cut = [text.words() for text in page.findChildren(Text) if text.isVisible() and text.words() and text.is_cut()]
    for select in page.findChildren(Select):
        if select.isVisible() and text_width(select.currentText(), "body") > select.width() - 42:
            cut.append(select.currentText())
    for view in page.findChildren(QTableView):
        model = view.model()
        for number in range(min(model.rowCount(), 40)) if view.isVisible() else ():
            for place in range(model.columnCount()):
                cell = model.index(number, place).data(CELL)
                if cell_width(cell) > view.columnWidth(place) + 1 and not cell.mark:
                    cut.append(cell.spoken)
    return cut


def nameless(page: QWidget) -> list[str]:
    """Return the kinds of controls that a screen reader could not name."""
    controls = (one for one in page.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return [type(one).__name__ for one in controls if one.isVisible() and not one.accessibleName()]


def button(page: QWidget, words: str) -> Button:
    """Return the button with these words."""
    return next(one for one in page.findChildren(Button) if one.text() == words)
