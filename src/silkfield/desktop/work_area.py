"""The window while a store is open: the rail, the page in front, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from silkfield.desktop import notices
from silkfield.desktop.client_view import ClientViewBand
from silkfield.desktop.desk import NAMES, Desk
from silkfield.desktop.look import Look
from silkfield.desktop.navigator import DeskPage
from silkfield.desktop.page_help import HELP, HelpDialog
from silkfield.desktop.pages import Declared, declared, first_form, page_of, page_that_opens, rail_pages
from silkfield.desktop.trouble import as_trouble
from silkfield.desktop.widgets import Banner, Panel, PracticeFrame, Rail, RailItem, ToastHost, column, row
from silkfield.formkit.form import CENTRE
from silkfield.formkit.hiding import Hiding
from silkfield.language import _, isolated, ngettext
from silkfield.operations import finding
from silkfield.operations.backup.remembering import is_late
from silkfield.records.changes import Changes

Where = tuple[str, dict[str, Any]]
_ENTRY = "enter"
_BADGES, _CLIENT_VIEW = "badges", "client_view"
_FIND_PAGE = {"counselling_contact": "clients"}


class WorkArea(QWidget):
    """Holds the pages and leads from one to the other; it is the `Navigator` of its pages."""

    locking = Signal()
    putting_back = Signal()
    dressing = Signal(object)
    idle_minutes_set = Signal(int)

    def __init__(self, desk: Desk, memory: dict[str, Any]) -> None:
        super().__init__()
        self.desk = desk
        self.memory = memory
        self.kind = desk.sitting.office.kind
        self.rail_pages = rail_pages(self.kind, desk.sitting.person.role)
        self._new_record = first_form(desk.sitting)
        self._pages: dict[str, DeskPage] = {}
        self._now: Where | None = None
        self._before: list[Where] = []
        self._rail = self._make_rail()
        self._stack = QStackedWidget()
        self._warning = column()
        self._band = ClientViewBand(self.turn_client_view)
        self.setLayout(row(self._rail, (column(self._warning, self._band, (self._stack, 1)), 1), spacing=0))
        self._hide_names(memory.get(_CLIENT_VIEW))
        notices.settle(memory)  # what an earlier look at the store could undo, this one cannot
        self.toasts = ToastHost(self)
        self.desk.changed.connect(self._changed)
        self.desk.unheard = self.tell
        self._bind_keys()
        if desk.sitting.office.practice:
            PracticeFrame(self)

    def _make_rail(self) -> Rail:
        sitting, badges = self.desk.sitting, self.memory.get(_BADGES, {})
        who = _("{person} · laptop {number}").format(person=sitting.person.name, number=sitting.office.laptop)
        rail = Rail(
            "Silkfield",
            sitting.office.name,
            sitting.person.name if sitting.office.is_headquarters else who,
            [
                RailItem(page.key, _(page.called(self.kind)), page.icon, badges.get(page.key, ""))
                for page in self.rail_pages
            ],
            [
                RailItem("bin", _("Bin"), "trash", keys="Ctrl+B"),
                RailItem("settings", _("Settings"), "settings"),
                RailItem("lock", _("Lock"), "lock"),
            ],
        )
        rail.chosen.connect(self._chosen)
        return rail

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+N": lambda: self.open_page("enter", form=self._new_record),
            "Ctrl+E": lambda: self.open_page("enter", form="event"),
            "Ctrl+F": self._search,
            "Ctrl+K": lambda: self.open_page("calendar"),
            "Ctrl+L": self.lock,
            "F1": self._help,
            "Ctrl+Shift+N": lambda: self.open_page("notices"),
        }
        if self.kind == CENTRE:
            keys["F9"] = self.turn_client_view
        for sequence, run in keys.items():
            QShortcut(QKeySequence(sequence), self, run)

    # -- what a page asks of the window

    def open_page(self, key: str, **what: Any) -> None:
        """Bring another page to the front, after the one in front has kept what was being typed."""
        if self.desk.hiding and declared(key).closed_to_clients:
            trouble = finding.hidden_now()
            self.toast(trouble.message, trouble.advice)
            self._rail.choose(self._rail_key(declared(self.key()), self._now[1] if self._now else {}))
            return
        another_form = key == _ENTRY
        parked = self._remember(beside_a_form=another_form or bool(declared(key).opens))
        self._show(declared(key), what)
        if parked and another_form:
            self.toast(_("What you were typing is parked."), _("It comes back when you save or close this form."))

    def open_record(self, form: str, record: str, **what: Any) -> None:
        """Show one record on its own page, or in the list it belongs to; `what` is handed to its `open` too."""
        self.open_page(page_that_opens(form, self.kind).key, form=form, record=record, **what)

    def back(self) -> None:
        """Return to the page before this one, or to the first one of the rail."""
        self._leave()
        while self._before and self.desk.hiding and declared(self._before[-1][0]).closed_to_clients:
            self._before.pop()
        key, what = self._before.pop() if self._before else (self.rail_pages[0].key, {})
        self._show(declared(key), what)

    def toast(self, fact: str, more: str = "", undo: Callable[[], object] | None = None) -> None:
        """Say what was just done, with Undo when it can be taken back."""
        made = notices.note(self.memory, self.desk, fact, more, undo)

        def undo_once() -> None:
            notices.settle(self.memory, made)
            if undo is not None:
                undo()

        self.toasts.show_toast(fact, more, undo_once if undo else None)

    def set_badge(self, key: str, text: str) -> None:
        """Show how much work waits on a page of the rail."""
        if any(page.key == key for page in self.rail_pages):
            self.memory.setdefault(_BADGES, {})[key] = text
            self._rail.set_badge(key, text)

    def dress(self, look: Look) -> None:
        """Show the program in another look, at once."""
        self.dressing.emit(look)

    def set_idle_minutes(self, minutes: int) -> None:
        """Lock by itself after so many minutes without a key or the mouse."""
        self.idle_minutes_set.emit(minutes)

    def lock(self) -> None:
        """Lock the store at once; what is being typed is kept."""
        self.locking.emit()

    def put_back(self) -> None:
        """Lock the store and lead to putting a backup back."""
        self.putting_back.emit()

    # -- the client view

    def turn_client_view(self) -> None:
        """Hide all names but those of the client who sits here, or show them again, on this page and every other."""
        here = declared(self.key())
        if self.desk.hiding:
            self._hide_names(None)
        else:
            present = None if here.closed_to_clients else self.page().present()
            self._hide_names(present or frozenset())
            if present is None:
                here = self.rail_pages[0]
                self.open_page(here.key)
        self._read_again(here)

    def _hide_names(self, present: frozenset[str] | None) -> None:
        self.memory[_CLIENT_VIEW] = present
        self.desk.hide_names(None if present is None else Hiding(present))
        self._band.show_present(present)

    def _read_again(self, here: Declared) -> None:
        """Make the pages anew that were read the other way; what is being typed stays."""
        for key in [key for key in self._pages if key != here.key and declared(key).shows_names]:
            gone = self._pages.pop(key)
            self._stack.removeWidget(gone)
            gone.deleteLater()
        if not here.kept:
            self.page().refresh(Changes(frozenset({NAMES})))
            return
        if not here.shows_names:
            return  # it may be in the middle of long work
        old, what = self.page(), self._leave()
        del self._pages[here.key]
        self._show(here, what)
        self._stack.removeWidget(old)
        old.deleteLater()

    # -- what the window asks

    def begin(self, where: Where | None = None) -> None:
        """Open the page somebody was on, or the first one of the rail."""
        key, what = where or (self.rail_pages[0].key, {})
        if self.desk.hiding and declared(key).closed_to_clients:
            key, what = self.rail_pages[0].key, {}
        self._show(declared(key), what)
        if not self.desk.sitting.office.is_headquarters:
            return  # a site is reminded by Today
        self.desk.ask(self, is_late, answer=self._remind)

    def _remind(self, late: bool) -> None:
        if late:
            self.toast(_("The last backup is more than a week old."), _("Make one in Settings, Data & backups."))

    def put_down(self) -> Where | None:
        """Have the page in front keep what is being typed; return where to go on."""
        if self._now is not None:
            self._now = (self._now[0], self._leave())
        return self._now

    def page(self) -> DeskPage:
        """Return the page in front."""
        page = self._stack.currentWidget()
        if not isinstance(page, DeskPage):
            raise TypeError
        return page

    def key(self) -> str:
        """Return the key of the page in front."""
        return self._now[0] if self._now else ""

    def count_down(self, seconds: int) -> None:
        """Say that the laptop locks soon; 0 takes it back."""
        while item := self._warning.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if seconds:
            fact = ngettext("Silkfield locks in {count} second.", "Silkfield locks in {count} seconds.", seconds)
            banner = Banner(
                "warn", fact.format(count=seconds), _("Press any key to stay. What you typed is kept."), icon="lock"
            )
            self._warning.addWidget(Panel(row(banner, margins=(24, 12, 24, 0)), "page"))

    # -- moving between pages

    def _chosen(self, key: str) -> None:
        if key == "lock":
            self.lock()
        elif key != self.key():
            self.open_page(key)
            self._before.clear()

    def _remember(self, *, beside_a_form: bool = False) -> bool:
        """Note where Back leads to; tells whether that is a form with its draft, which waits while somebody looks at a record
        or fills another form beside it."""
        if self._now is None:
            return False
        key = self._now[0]
        what = self._leave()
        waits = beside_a_form and bool(what.get("draft"))
        if declared(key).kept or waits:
            self._before.append((key, what))
        return waits

    def _leave(self) -> dict[str, Any]:
        what = self.page().leave()
        return {**(self._now[1] if self._now else {}), **what}

    def _show(self, page: Declared, what: dict[str, Any]) -> None:
        gone = self._stack.currentWidget() if self._now and not declared(self._now[0]).kept else None
        shown = self._pages.get(page.key) or page.make(self.desk, self)
        if page.kept:
            self._pages[page.key] = shown
        if self._stack.indexOf(shown) < 0:
            self._stack.addWidget(shown)
        self._now = (page.key, what)
        self._rail.choose(self._rail_key(page, what))
        self._stack.setCurrentWidget(shown)
        if gone is not None:  # before the new page takes the focus: removing a page moves it
            self._stack.removeWidget(gone)
            gone.deleteLater()
        shown.clear_trouble()
        forms = {"forms": page.forms} if page.forms else {}
        shown.open(**{**forms, **page.what, **what})

    def _rail_key(self, page: Declared, what: dict[str, Any]) -> str:
        form = what.get("form")
        return page.key if page.rail or not form else page_of(form, self.kind).key

    # -- what happens everywhere

    def _changed(self, changes: Changes) -> None:
        if self._now is not None:
            self.page().refresh(changes)

    def tell(self, fault: Exception) -> None:
        """Say at the bottom what went wrong where no page has a place for it."""
        trouble = as_trouble(fault)
        self.toasts.show_toast(trouble.message, trouble.advice, icon="alert-circle")

    def _search(self) -> None:
        if not self.page().start_search():
            self.open_page(_FIND_PAGE.get(self._new_record, page_of(self._new_record, self.kind).key))
            self.page().start_search()

    def _help(self) -> None:
        if told := HELP.get(self.key()):
            HelpDialog(self.page(), told).open()
        elif not self.page().show_help():
            new, find, lock, notices = (isolated(one) for one in ("Ctrl+N", "Ctrl+F", "Ctrl+L", "Ctrl+Shift+N"))
            words = _("{new} new record, {find} find, {lock} lock, {told} notices")
            self.toasts.show_toast(words.format(new=new, find=find, lock=lock, told=notices))
