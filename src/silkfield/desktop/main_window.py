"""The one window of the program: a splash first, then the lock page or the first run, then the work area."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from typing_extensions import override

from silkfield import language as languages
from silkfield.desktop.door import Door, Opened
from silkfield.desktop.idle import COUNTDOWN, IdleWatch
from silkfield.desktop.look import Look, note_look
from silkfield.desktop.style import apply_theme
from silkfield.desktop.trouble import as_trouble
from silkfield.desktop.widgets import BrandMark, EmptyState, Text, column, row, second
from silkfield.language import _

if TYPE_CHECKING:  # the store's libraries are imported after the first window is painted
    from silkfield.clock import Clock
    from silkfield.desktop.desk import Desk
    from silkfield.desktop.setup.gate import GatePage
    from silkfield.desktop.work_area import Where, WorkArea
    from silkfield.errors import Trouble
    from silkfield.operations.opening import Waiting

SIZE = (1366, 768)
SMALLEST = (880, 560)


class Splash(QWidget):
    """What is seen first: the name of the program, while the rest of it is read from the disk."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        name = row(None, BrandMark(40), Text("Silkfield", "fig"), None, spacing=12)
        self.setLayout(column(None, name, 8, row(None, Text(_("Opening…"), "body", "ink2"), None), None))
        self._was_painted = False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)


class MainWindow(QStackedWidget):
    """Shows what the store's state asks for: making one, unlocking it, working in it."""

    ready = Signal()
    """The lock page, the first run, a trouble or the work area is shown."""

    def __init__(self, folder: Path, look: Look, clock: Clock | None = None) -> None:
        super().__init__()
        self.door = Door(folder, clock)
        self.look = look
        self.area: WorkArea | None = None
        self._desk: Desk | None = None
        self._closing: Future[None] | None = None
        self._put_down: tuple[str, Where | None] = ("", None)
        self._memories: dict[str, dict[str, Any]] = {}
        self._idle: IdleWatch | None = None
        self._idle_minutes = 10
        self.setObjectName("page")
        self.setWindowTitle("Silkfield")
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        splash = Splash()
        splash.painted.connect(self._find_store)
        self.addWidget(splash)

    # -- before a store is open

    def _find_store(self) -> None:
        self.door.run(self, _who_waits, self.door.folder, done=self._show_gate)

    def _show_gate(self, waiting: Waiting | None) -> None:
        from silkfield.desktop.setup.first_run_page import FirstRunPage  # noqa: PLC0415  (after the first paint)
        from silkfield.desktop.setup.unlock_page import UnlockPage  # noqa: PLC0415

        unfinished = self._put_down[1] is not None and self._put_down[1][0] == "enter"
        page: GatePage = FirstRunPage(self.door) if waiting is None else UnlockPage(self.door, waiting, unfinished)
        self._show_gate_page(page)

    def _show_gate_page(self, page: GatePage) -> None:
        page.opened.connect(self.enter)
        page.dressing.connect(self.dress)
        page.putting_back.connect(self._show_restore)
        page.practising.connect(self._show_practice)
        page.left.connect(self._find_store)
        self._show_only(page)
        page.begin()
        self.ready.emit()

    def _show_restore(self, why: Trouble | None = None) -> None:
        from silkfield.desktop.setup.restore_page import RestorePage  # noqa: PLC0415  (after the first paint)

        page = RestorePage(self.door, why)
        self._show_gate_page(page)

    def _show_practice(self) -> None:
        from silkfield.desktop.setup.first_run_page import FirstRunPage  # noqa: PLC0415  (after the first paint)

        page = FirstRunPage(self.door)
        self._show_gate_page(page)
        page.practise()

    def put_back(self) -> None:
        """Lock the store and lead to putting a backup back."""
        self._put_away()
        self._show_restore()

    def show_trouble(self, fault: Exception) -> None:
        """Say what went wrong before there is a page for it; where a backup helps, lead to it."""
        trouble = as_trouble(fault)
        if trouble.code in ("vault_damaged", "vault_missing"):
            self._show_restore(trouble)
            return
        again = second(_("Try again"), icon="refresh", run=self._find_store)
        self._show_only(EmptyState("alert-octagon", trouble.message, trouble.advice, again))
        self.ready.emit()

    def tell_bug(self, fault: Exception) -> None:
        """Say in a plain sentence that the window itself made a mistake; never show a traceback."""
        if self.area is not None:
            self.area.tell(fault)
        else:
            as_trouble(fault)

    # -- working

    def enter(self, opened: Opened) -> None:
        """Begin to work in a store that was just unlocked or made."""
        from silkfield.desktop.desk import Desk  # noqa: PLC0415  (after the first paint)

        self._desk = Desk(opened.sitting)
        self._idle_minutes = opened.settings.lock_after_minutes
        person, where = self._put_down
        self._put_down = ("", None)
        self.setWindowTitle(f"Silkfield · {opened.sitting.office.name}")
        kept = opened.settings
        wanted = Look(kept.language, kept.dark, kept.nastaliq, kept.urdu_digits, kept.size_percent)
        if wanted != self.look:
            self._wear(wanted)
        self._show_area(self._desk, where if person == opened.sitting.person.id else None)
        self.ready.emit()

    def _show_area(self, desk: Desk, where: Where | None) -> None:
        from silkfield.desktop.work_area import WorkArea  # noqa: PLC0415  (after the first paint)

        self.area = WorkArea(desk, self._memories.setdefault(desk.sitting.person.id, {}))
        self.area.locking.connect(self.lock)
        self.area.putting_back.connect(self.put_back)
        self.area.dressing.connect(self.put_on)
        self.area.idle_minutes_set.connect(self._watch)
        self._show_only(self.area)
        self.area.begin(where)
        self._watch(self._idle_minutes)

    def lock(self) -> None:
        """Lock at once: keep what is being typed, hide the page, close the store behind it."""
        self._put_away()
        self._find_store()

    def _put_away(self) -> None:
        if self._idle is not None:
            self._idle.stop()
        if self.area is not None and self._desk is not None:
            self._put_down = (self._desk.sitting.person.id, self.area.put_down())
            self.area = None
            self._show_only(Splash())
            self._closing = self.door.run(self, self._desk.put_away())
            self._desk = None

    def _show_only(self, page: QWidget) -> None:
        gone = self.currentWidget()
        self.addWidget(page)
        self.setCurrentWidget(page)
        if gone is not None:
            self.removeWidget(gone)
            gone.deleteLater()

    # -- looks, idleness, the end

    def dress(self, language: str, dark: bool) -> None:
        """Show the program in another language or other colours, at once, on the page somebody is on."""
        self.put_on(replace(self.look, language=language, dark=dark))

    def put_on(self, look: Look) -> None:
        """Show the program in another look, at once; another size is noted for the next start."""
        where = self.area.put_down() if self.area is not None else None
        self._wear(look)
        if self._desk is not None:
            self._show_area(self._desk, where)
        else:
            self._find_store()

    def _wear(self, look: Look) -> None:
        self.look = look
        wear(look)
        if self.door.folder.exists():
            self.door.run(self, note_look, self.door.folder, look)

    def _watch(self, minutes: int) -> None:
        self._idle_minutes = minutes
        handle = self.windowHandle()
        if handle is None or self.area is None:
            return
        if self._idle is None:
            self._idle = IdleWatch(handle)
            self._idle.warned.connect(self._count_down)
            self._idle.calmed.connect(lambda: self._count_down(0))
            self._idle.expired.connect(self.lock)
        self._idle.start(max(1, minutes) * 60 + COUNTDOWN)

    def _count_down(self, seconds: int) -> None:
        if self.area is not None:
            self.area.count_down(seconds)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._put_away()
        if self._closing is not None:
            self._closing.result()
        super().closeEvent(event)


def wear(look: Look) -> None:
    """Choose the language and the theme for all that is made from now on."""
    languages.choose(look.language)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_theme(app, look.dark, look.language, look.nastaliq, look.urdu_digits)


def _who_waits(folder: Path) -> Waiting | None:
    from silkfield.operations import opening  # noqa: PLC0415  (it brings the store's libraries)

    return opening.waiting(folder) if opening.exists(folder) else None
