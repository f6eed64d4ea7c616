"""Shows the program at work with nobody at the screen: types one contact with keys alone, takes pictures of the pages."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from silkfield.clock import Clock
from silkfield.desktop.entry.entry_page import EntryPage
from silkfield.desktop.look import Look, read_look
from silkfield.desktop.main_window import SIZE, MainWindow, wear
from silkfield.desktop.pages import rail_pages
from silkfield.desktop.setup.unlock_page import UnlockPage
from silkfield.desktop.work_area import WorkArea
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.records.changes import Changes

W = TypeVar("W")
Key, Held = Qt.Key, Qt.KeyboardModifier

_LONGEST = 20  # seconds for one step; a passphrase is slow on purpose
_PAUSE = 160  # milliseconds: pages ask the store a little after the last key
_MOST_PEOPLE = 20
_OFFSCREEN = "offscreen"

CONTACT = (
    ("channel", "walk"),
    ("sex", "m"),
    ("age_group", "25"),
    ("stage", "i"),
    ("topics", "12"),
    ("destination_1", "qatar"),
    ("purpose", "1"),
    ("district", "rawalp"),
    ("outcomes", "1"),
    ("note", "Asked how to check an agency. Brings the contract next week."),
    ("may_keep", "y"),
    ("full_name", "Nadeem Akhtar"),
    ("name_urdu", "ندیم اختر"),
    ("phone", "0300 7654321"),
    ("relative_name", "Bashir Akhtar"),
)
"""What is typed, question by question; the person is invented."""

SITE_PAGES = ("today", "contacts", "sessions", "send", "settings")


def type_a_contact(store: Path, user: str, passphrase: str, clock: Clock, pictures: Path) -> str:
    """Type one contact into a centre's store with the keyboard alone, take pictures, and return its id."""
    with _unlocked(store, user, passphrase, clock) as shown:
        shown.begin_contact()
        for name, words in CONTACT:
            shown.answer(name, words)
        shown.picture(pictures / "new-contact.png")
        shown.dress("ur")
        shown.picture(pictures / "new-contact-ur.png")
        shown.dress("en")
        record = shown.save()
        shown.go_through(SITE_PAGES, pictures)
        shown.dress("ur")
        shown.go_through(SITE_PAGES, pictures, "-ur")
        shown.dress("en")
    return record


def take_pictures(
    store: Path, user: str, passphrase: str, clock: Clock, pictures: Path, month: str | None = None
) -> list[Path]:
    """Take a picture of each page of an office, in English and right to left; reports show `month` (2016-05)."""
    with _unlocked(store, user, passphrase, clock) as shown:
        office = f"{shown.area().kind}-"
        shown.month = month
        pages = (*(page.key for page in rail_pages(shown.area().kind)), "settings")
        taken = shown.go_through(pages, pictures, before=office)
        shown.dress("ur")
        taken += shown.go_through(pages, pictures, "-ur", before=office)
        shown.dress("en")
    return taken


def leave_open(store: Path) -> None:
    """Leave the window open for the person at the screen, until it is closed; does nothing without a screen."""
    if not _has_screen():
        return
    app = _application()
    if app.platformName() == _OFFSCREEN:
        return
    look = read_look(store)
    wear(look)
    window = MainWindow(store, look)
    window.show()
    app.exec()


class _Shown:
    """A window on a store, and the keys pressed in it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.month: str | None = None

    def area(self) -> WorkArea:
        """Return the pages of the unlocked window."""
        if self.window.area is None:
            raise _stuck()
        return self.window.area

    def unlock(self, user: str, passphrase: str) -> None:
        """Type the passphrase into the lock page."""
        page = _until(lambda: _as(self.window.currentWidget(), UnlockPage))
        page.who.setFocus()
        for _turn in range(_MOST_PEOPLE):
            if page.who.value() == user:
                break
            self.press(Key.Key_Down)
        else:
            raise _stuck()
        page.passphrase.setFocus()
        self.type(passphrase)
        self.press(Key.Key_Return)
        _until(lambda: self.window.area)
        self.settle()

    def settle(self) -> None:
        """Wait until the page in front has its answers."""
        QTest.qWait(_PAUSE)
        _until(lambda: None if self.area().desk.busy() else True)
        QTest.qWait(0)

    def type(self, words: str) -> None:
        """Type words, in any script, where the cursor is."""
        for letter in words:
            for action in (QTest.KeyAction.Press, QTest.KeyAction.Release):
                QTest.simulateEvent(
                    self._here(), action is QTest.KeyAction.Press, Key.Key_unknown, Held.NoModifier, letter, False, -1
                )

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        """Press one key where the cursor is."""
        QTest.keyClick(self._here(), key, held)

    def begin_contact(self) -> None:
        """Open an empty contact."""
        self.press(Key.Key_N, Held.ControlModifier)
        _until(lambda: _as(self.area().page(), EntryPage))
        self.settle()

    def answer(self, name: str, words: str) -> None:
        """Go on with Enter to a question, and type its answer."""
        questions = self._form().questions
        for _turn in questions.asked:
            if questions.here() == name:
                break
            self.press(Key.Key_Return)
        else:
            raise _stuck()
        self.type(words)

    def save(self) -> str:
        """Save with Ctrl+S and return the id of the new record."""
        saved: list[Changes] = []
        self.area().desk.changed.connect(saved.append)
        self.press(Key.Key_S, Held.ControlModifier)
        form = "counselling_contact"
        changes = _until(lambda: next((one for one in saved if form in one.kinds), None))
        self.settle()
        return changes.record

    def dress(self, language: str) -> None:
        """Show the window in another language."""
        self.window.dress(language, dark=False)
        self.settle()

    def go_through(self, pages: tuple[str, ...], pictures: Path, ending: str = "", before: str = "") -> list[Path]:
        """Open pages and take a picture of each; its name is that of the page between `before` and `ending`."""
        taken = []
        for key in pages:
            self.area().open_page(key, **({"period": self.month} if key == "reports" else {}))
            self.settle()
            taken.append(self.picture(pictures / f"{before}{key}{ending}.png"))
        return taken

    def picture(self, path: Path) -> Path:
        """Take a picture of the window."""
        path.parent.mkdir(parents=True, exist_ok=True)
        # An answer that has just arrived is laid out from the inside to the outside, one event each.
        QApplication.sendPostedEvents()
        if not self.window.grab().save(str(path)):
            raise Trouble(_("The picture “{path}” cannot be written.").format(path=path), _("Choose another folder."))
        return path

    def _form(self) -> EntryPage:
        return _until(lambda: _as(self.area().page(), EntryPage))

    def _here(self) -> QWidget:
        return QApplication.focusWidget() or self.window.focusWidget() or self.window


@contextmanager
def _unlocked(store: Path, user: str, passphrase: str, clock: Clock) -> Iterator[_Shown]:
    _application()
    look = Look()
    wear(look)
    window = MainWindow(store, look, clock)
    window.resize(*SIZE)
    try:
        window.show()
        shown = _Shown(window)
        shown.unlock(user, passphrase)
        yield shown
    finally:
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        wear(look)


def _application() -> QApplication:
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    if not _has_screen():
        os.environ.setdefault("QT_QPA_PLATFORM", _OFFSCREEN)
        # Without a screen Qt complains about each list that opens, on the terminal, though nothing is wrong.
        os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    return QApplication(sys.argv[:1])


def _has_screen() -> bool:
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _as(widget: QWidget | None, kind: type[W]) -> W | None:
    return widget if isinstance(widget, kind) else None


def _until(found: Callable[[], W | None]) -> W:
    end = time.monotonic() + _LONGEST
    while (one := found()) is None:
        if time.monotonic() > end:
            raise _stuck()
        QTest.qWait(5)
    return one


def _stuck() -> Trouble:
    return Trouble(
        _("The window did not answer as expected."),
        _("Leave the mouse and the keys alone, and try again."),
        code="stuck",
    )
