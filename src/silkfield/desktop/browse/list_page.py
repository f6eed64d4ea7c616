"""The list of any form with the chosen record beside it: search, correct, remove and bring back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from silkfield.desktop.browse.attachment_doing import AttachmentDoing
from silkfield.desktop.browse.detail_pane import DetailPane
from silkfield.desktop.browse.record_table import Asked, RecordTable
from silkfield.desktop.browse.whole import Whole, whole
from silkfield.desktop.desk import Desk, concerns
from silkfield.desktop.joining.directory_joining import DirectoryJoining
from silkfield.desktop.lists.sheet import list_sheet
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.pages import first_form, page_that_opens
from silkfield.desktop.paper.blank_sheet import BlankSheet
from silkfield.desktop.paper.handing_out import HandingOut, Made
from silkfield.desktop.slip.slip_dialog import SlipPrinting
from silkfield.desktop.widgets import (
    Banner,
    Beside,
    Button,
    EmptyState,
    LineField,
    Page,
    PageHeader,
    Panel,
    Select,
    Tabs,
    column,
    grouped,
    quiet,
    row,
    second,
)
from silkfield.formkit.form import Audience, Form
from silkfield.language import _, ngettext
from silkfield.operations import counselling, recording, starting_out
from silkfield.operations.roles import Ability, can
from silkfield.records.changes import Changes

_PAUSE = 150  # milliseconds after a key before the store is asked
_PANE, _NARROW_PANE = 376, 364
_BELONGS_TO_ANOTHER = frozenset({"client"})
"""Forms that are recorded on the page of another one."""


class ListPage(DeskPage):
    """`open` takes `forms` (the first one is shown), `form` and `record` to show one record, `joining` to ask whether it is
    there twice, and `among` to list these records only, with what they have in common as `told`."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._form: Form | None = None
        self._forms: tuple[str, ...] = ()
        self._among: tuple[str, ...] | None = None
        self._told = ""
        self._join_at = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._ask)
        self.find_field = LineField(_("Find"), placeholder=_("Find, Ctrl+F"), width=220)
        self.find_field.changed.connect(self._timer.start)
        self.which = Select([("here", _("In use")), ("removed", _("Removed"))], "here", _("Which records"))
        self.which.changed.connect(lambda _which: self._turn_removed())
        self.slips = SlipPrinting(self)
        self.pane = DetailPane(self, AttachmentDoing(self, self._shown_record), desk.sitting.office.site)
        self.out = HandingOut(self, self._sheet, lambda: self.form.key)
        self.sheets = BlankSheet(self, lambda: self.form.key)
        self.table = RecordTable(desk, self._nothing)
        self.table.moved.connect(self._look_at)
        self.table.counted.connect(self._say_count)
        self.table.chosen.connect(self._open)
        self._tabs: Tabs | None = None
        self._tabs_place = row()
        self._header = PageHeader(_("Records"))
        self.which.setFixedWidth(124)
        top = Panel(row((Panel(self._tabs_place), 1), self.which, self.find_field))
        self.joining = DirectoryJoining(self, self._ask)
        beside = Beside(Panel(column(self.joining.card, (self.table, 1), spacing=12)), self.pane, _PANE, _NARROW_PANE)
        self.set_frame(Page(self._header, [top, (beside, 1)], spacing=12))

    @property
    def form(self) -> Form:
        """The form whose records are listed."""
        if self._form is None:
            raise LookupError
        return self._form

    def open(self, **what: Any) -> None:
        """Show the list of the first form, or of the one that is named, with a record of it."""
        behind = what.get("among") is not None or bool(
            what.get("record")
        )  # headquarters records no contacts, but has them
        forms = tuple(key for key in what.get("forms") or (what["form"],) if self._is_here(key) or behind)
        named = what.get("form", "") or (self._form.key if self._form else "")
        wanted = named if named in forms else forms[0]  # a site has no list of what only headquarters records
        if forms != self._forms:
            self._forms = forms
            self._show_tabs(wanted)
        elif self._tabs is not None:
            self._tabs.choose(wanted)
        self._narrow(what.get("among"), what.get("told", ""))
        if "find" in what:  # the page comes back as it was left
            self.find_field.set_value(what["find"])
        self._join_at = what.get("record", "") if what.get("joining") else ""
        self._show_form(wanted, what.get("record", ""))
        if what.get("search"):
            self.start_search()
        else:
            self.table.take_focus()

    def leave(self) -> dict[str, Any]:
        """Return which list and which record is shown."""
        shown = {"form": self.form.key, "record": self.pane.shown.shown.id if self.pane.shown else ""}
        return {**shown, "among": self._among, "told": self._told, "find": self.find_field.value()}

    def refresh(self, changes: Changes) -> None:
        """Look again when records of any kind shown here changed."""
        if concerns(
            changes, self.form.key, f"{self.form.key}_pair", "bundles", "client_identity", "client", "attachment"
        ):
            self._ask()

    def start_search(self) -> bool:
        """Put the cursor into the search."""
        self.table.take_focus(wanted=False)
        self.find_field.setFocus()
        self.find_field.selectAll()
        return True

    def _is_here(self, key: str) -> bool:
        return self.desk.sitting.office.kind in self.desk.sitting.form(key).kept_at

    # -- which list

    def _show_tabs(self, chosen: str) -> None:
        if self._tabs is not None:
            self._tabs_place.removeWidget(self._tabs)
            self._tabs.hide()
            self._tabs.deleteLater()
            self._tabs = None
        if len(self._forms) > 1:
            self._tabs = Tabs([(key, _(self.desk.sitting.form(key).plural), "") for key in self._forms], chosen)
            self._tabs.changed.connect(self._turn_to)
            self._tabs_place.addWidget(self._tabs)

    def _turn_to(self, key: str) -> None:
        self.find_field.set_value("")
        self._narrow(None, "")
        self._show_form(key, "")

    def _narrow(self, among: Sequence[str] | None, told: str) -> None:
        """List some records only and say which, or all of them again."""
        self._among, self._told = (None if among is None else tuple(among)), told
        every = second(_("Show all"), icon="list-details", run=self._show_all, small=True)
        self.show_banner(None if among is None else Banner("info", told, "", [every], dense=True))

    def _show_all(self) -> None:
        self._narrow(None, "")
        self._ask(clear=True)

    def _turn_removed(self) -> None:
        self._show_actions()
        self._ask(clear=True)

    def _show_actions(self) -> None:
        erasures = quiet(_("Erased for good"), icon="trash", run=lambda: self.navigator.open_page("erasures"))
        lately = quiet(_("Bin"), icon="trash", run=lambda: self.navigator.open_page("bin"))
        before = [lately, erasures] if self.which.value() == "removed" else []
        out = (
            self.out.buttons() if self.form.audience is Audience.HQ else []
        )  # what may not leave the site is not printed
        if self.form.key in ("event", "session") and not before:
            out.insert(0, quiet(_("Calendar"), icon="calendar-due", run=lambda: self.navigator.open_page("calendar")))
        if self.form.on_paper and not before:
            out.insert(0, self.sheets.button())
        self._header.set_actions([*before, *out, *([self._new_button()] if self._can_record() else [])])

    def _show_form(self, key: str, record: str) -> None:
        if self._form is None or self._form.key != key:
            self.joining.close()
            self.pane.clear()
            self._header.set_facts("")
        self._form = self.desk.sitting.form(key)  # headquarters may have added a question since
        self._header.set_title(_(self.form.plural))
        self._show_actions()
        self._ask(record)

    def _ask(self, record: str = "", *, clear: bool = False) -> None:
        self._timer.stop()
        if clear:
            self.pane.clear()
        removed = self.which.value() == "removed"
        self.table.ask(self.form, self.find_field.value(), removed=removed, wanted=record, among=self._among)

    def _say_count(self, count: int) -> None:
        words = ngettext("{count} record", "{count} records", count).format(count=grouped(count))
        self._header.set_facts(words)
        if not count:
            self.pane.clear()

    def _can_record(self) -> bool:
        return self.form.own_page and self._is_here(self.form.key) and self.form.key not in _BELONGS_TO_ANOTHER

    def _new_button(self) -> Button:
        title = _(self.form.title)
        words = _("New {form}").format(form=title[:1].lower() + title[1:])
        usual = "Ctrl+N" if self.form.key == first_form(self.desk.sitting) else ""
        keys = "Ctrl+E" if self.form.key == "event" else usual
        return Button(words, "primary", keys, "plus", partial(self._record, ""))

    def _record(self, record: str) -> None:
        self.navigator.open_page("enter", form=self.form.key, record=record)

    def _nothing(self, asked: Asked) -> QWidget:
        if asked.find:
            clear = second(_("Show all"), run=self._clear_search)
            return EmptyState("search", _("Nothing found."), _("Try fewer letters, or the other script."), clear)
        if asked.removed:
            return EmptyState("trash", _("Nothing was removed."), _("What is removed can be brought back from here."))
        reason = _("What you record stands here, the newest first.")
        if self.form.sealed and not can(self.desk.sitting.person.role, Ability.SAFEGUARD):
            reason = _("Only the coordinator reads these records. What you write is locked as you save it.")
        if self.form.key in _BELONGS_TO_ANOTHER:
            reason = _("A client stands here once somebody said yes to being known by name.")
        new = self._new_button() if self._can_record() else None
        if self.form.key == "organisation" and starting_out.may_add_directory(self.desk.sitting):
            reason = _("Begin with the ministries, agencies and partners of the project, or record one yourself.")
            new = second(_("Add the starter directory"), icon="users-group", run=self._add_directory)
        return EmptyState(self.form.icon, _("Nothing is recorded yet."), reason, new)

    def _add_directory(self) -> None:
        self.desk.do(self, starting_out.add_directory)

    def _clear_search(self) -> None:
        self.find_field.set_value("")
        self._ask()

    def _sheet(self) -> Made:
        find, removed = self.find_field.value(), self.which.value() == "removed"
        return partial(list_sheet, form=self.form.key, find=find, removed=removed, among=self._among, told=self._told)

    # -- one record

    def _shown_record(self) -> str:
        return self.pane.shown.shown.id if self.pane.shown else ""

    def _look_at(self, record: str) -> None:
        if record:
            self.desk.ask(self, whole, record, answer=self._show_whole)

    def _open(self, record: str) -> None:
        """Show a record on the page of its own, where its form has one; others are shown whole beside their list."""
        page = page_that_opens(self.form.key, self.desk.sitting.office.kind)
        if page.opens and self.which.value() != "removed":
            self.go_to(self.form.key, record)

    def _show_whole(self, found: Whole) -> None:
        if found.shown.form == self.form.key:
            self.pane.show_whole(found, self._is_here(found.shown.form))
            if found.shown.id == self._join_at:
                self._join_at = ""
                self.begin_joining()

    def correct(self) -> None:
        """Correct the record that is shown."""
        if self.pane.shown is not None:
            self._record(self.pane.shown.shown.id)

    def repeat(self) -> None:
        """Begin another record like the one that is shown."""
        if self.pane.shown is not None:
            values = self.form.like(self.pane.shown.shown.values)
            self.navigator.open_page("enter", form=self.form.key, values=values)

    def remove(self) -> None:
        """Remove the record that is shown; it can be brought back."""
        if self.pane.shown is None:
            return
        record, desk = self.pane.shown.shown.id, self.desk
        said = _("{form} removed.").format(form=_(self.form.title))
        self.pane.clear()
        self.desk.do(
            self,
            recording.remove,
            record,
            done=lambda changes: self.navigator.toast(
                said,
                changes.warnings[0].sentence if changes.warnings else "",
                lambda: desk.do(desk, recording.restore, record),
            ),
        )

    def restore(self) -> None:
        """Bring the removed record back."""
        if self.pane.shown is not None:
            record = self.pane.shown.shown.id
            self.pane.clear()
            said = _("{form} is back in the list.").format(form=_(self.form.title))
            self.desk.do(self, recording.restore, record, done=lambda _changes: self.navigator.toast(said))

    def print_slip(self) -> None:
        """Ask what is printed on the slip of the referral that is shown."""
        if self.pane.shown is not None:
            self.slips.ask(self.pane.shown.shown.id)

    def begin_talk(self) -> None:
        """Begin a contact with somebody who stayed after the session that is shown; the next one is of this session too."""
        if self.pane.shown is not None:
            usual, values = counselling.talk_after(self.pane.shown.shown)
            told = _("Met at the session: {session}").format(session=self.pane.shown.title)
            self.navigator.open_page("enter", form=counselling.CONTACT, usual=usual, values=values, told=told)

    def erase(self) -> None:
        """Open the page that says what erasing this record for good would take away."""
        if self.pane.shown is not None:
            self.navigator.open_page("erasures", record=self.pane.shown.shown.id)

    def bring_back(self, values: dict[str, Any]) -> None:
        """Give the record the answers it had before, as a new revision."""
        if self.pane.shown is None:
            return
        shown, desk = self.pane.shown.shown, self.desk
        before = dict(shown.values)
        said = _("The earlier answers are back.")
        self.desk.do(
            self,
            recording.save,
            shown.form,
            values,
            shown.id,
            made_from=shown.revision,
            done=lambda _changes: self.navigator.toast(
                said, "", lambda: desk.do(desk, recording.save, shown.form, before, shown.id)
            ),
        )

    def begin_joining(self) -> None:
        """Ask whether another entry of the directory is the same as the one that is shown."""
        if self.pane.shown is not None:
            self.joining.begin(self.pane.shown.shown.id)

    def separate(self, record: str) -> None:
        """Part an entry of the directory from those it was joined with."""
        self.joining.separate(record)

    def go_to(self, form: str, record: str) -> None:
        """Show another record."""
        self.navigator.open_record(form, record)
