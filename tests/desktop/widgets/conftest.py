"""What the tests of parts share: a dressed program, portraits of a window, and a look for cut words."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
import shiboken6
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from silkfield.desktop.style import Theme, apply_theme, theme
from silkfield.desktop.widgets import Panel, Rail, RailItem, row
from silkfield.desktop.widgets.answers import Opt
from silkfield.desktop.widgets.cells import cell_width
from silkfield.desktop.widgets.table_model import CELL
from silkfield.desktop.widgets.text import Text

Portrait = Callable[..., QImage]
Say = Callable[[str], str]


@pytest.fixture(scope="session")
def urdu() -> Say:
    """Words of the gallery in Urdu, where they are known."""
    words = json.loads((Path(__file__).parent / "urdu.json").read_text(encoding="utf-8"))
    return lambda text: words.get(text, text)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """Every test starts in English, light."""
    if not qapp.styleSheet():
        apply_theme(qapp)
    yield qapp
    if theme() != Theme():
        apply_theme(qapp)


@dataclass(frozen=True)
class Dress:
    """One way a window can look: a name for its picture, how words are said, and its size."""

    name: str
    say: Say
    size: tuple[int, int]


_DRESSES = {
    "light": (False, "en", (1366, 768)),
    "dark": (True, "en", (1366, 768)),
    "urdu": (False, "ur", (1366, 768)),
    "urdu-dark": (True, "ur", (1366, 768)),
    "narrow": (False, "en", (1093, 614)),
}


@pytest.fixture(params=_DRESSES)
def dress(request: pytest.FixtureRequest, qapp: QApplication, urdu: Say) -> Dress:
    """Dress the program in every way, one after the other."""
    dark, language, size = _DRESSES[request.param]
    apply_theme(qapp, dark, language)
    return Dress(request.param, urdu if language == "ur" else str, size)


@pytest.fixture
def in_window() -> Callable[..., QWidget]:
    """Put a page into a window with a rail."""

    def put(say: Say, page: QWidget, current: str = "Today") -> QWidget:
        pages = {"Today": "home", "Clients": "address-book", "Contacts": "message-2", "Events": "calendar-event"}
        items = [RailItem(label, say(label), icon) for label, icon in pages.items()]
        items += [
            RailItem("Sessions", say("Sessions"), "speakerphone"),
            RailItem("Send", say("Send data"), "send", "31"),
        ]
        bottom = [RailItem("Settings", say("Settings"), "settings"), RailItem("Lock", say("Lock"), "lock")]
        rail = Rail(say("Silkfield"), say("MIC Islamabad"), say("Ayesha S. · laptop 1"), items, bottom)
        rail.choose(current)
        return Panel(row(rail, (page, 1), spacing=0), "page")

    return put


@pytest.fixture
def portrait(qapp: QApplication, tmp_path: Path) -> Iterator[Portrait]:
    """Show a window at a size and return its picture, also kept as a file (in SILKFIELD_GALLERY when that is set)."""
    shown: list[QWidget] = []
    folder = Path(os.environ.get("SILKFIELD_GALLERY", tmp_path))

    def take(window: QWidget, name: str, focus: QWidget | None = None, size: tuple[int, int] = (1366, 768)) -> QImage:
        window.resize(*size)
        window.show()
        window.activateWindow()
        for _turn in range(3):
            qapp.processEvents()
            window.resize(*size)  # now that the rail knows whether it is narrow
        if focus is not None:
            focus.setFocus()
        elif (holder := QApplication.focusWidget()) is not None:
            holder.clearFocus()
        for _turn in range(4):
            qapp.processEvents()
        picture = window.grab().toImage()
        folder.mkdir(parents=True, exist_ok=True)
        picture.save(str(folder / f"{name}.png"))
        shown.append(window)
        return picture

    yield take
    for window in shown:
        shiboken6.delete(window)


def _colours_in(picture: QImage) -> set[int]:
    return {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}


def _cut_words(window: QWidget) -> list[str]:
    cut = [text.words() for text in window.findChildren(Text) if text.isVisible() and text.words() and text.is_cut()]
    cut += [opt.text() for opt in window.findChildren(Opt) if opt.isVisible() and opt.is_cut()]
    for view in window.findChildren(QTableView):
        model = view.model()
        for number in range(min(model.rowCount(), 40)):
            for place in range(model.columnCount()):
                cell = model.index(number, place).data(CELL)
                if cell_width(cell) > view.columnWidth(place) + 1 and not cell.mark:
                    cut.append(cell.spoken)
    return cut


@pytest.fixture(scope="session")
def colours_in() -> Callable[[QImage], set[int]]:
    """Give the colours of a coarse sample of a picture."""
    return _colours_in


@pytest.fixture(scope="session")
def cut_words() -> Callable[[QWidget], list[str]]:
    """Give the words of a window that do not fit where they stand."""
    return _cut_words
