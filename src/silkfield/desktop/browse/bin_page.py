"""The bin: everything that was removed in the last thirty days, whatever it was; Enter brings one back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from typing_extensions import override

from silkfield.desktop.desk import Desk
from silkfield.desktop.lists.lines import called
from silkfield.desktop.moments import day_and_time
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    Card,
    Cell,
    Column,
    DataTable,
    EmptyState,
    Page,
    PageHeader,
    Row,
    StatusBar,
    grouped,
    quiet,
    second,
)
from silkfield.desktop.widgets.table_model import PAGE, Deliver
from silkfield.language import _, ngettext
from silkfield.operations import binning, recording
from silkfield.operations.binning import Binned
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes


@dataclass(frozen=True, slots=True)
class Lying:
    """What is called what in the bin, and how much lies there in all."""

    count: int
    records: tuple[tuple[Binned, str], ...]


def lying(sitting: Sitting, first: int = 0, count: int = PAGE) -> Lying:
    """Return what lies in the bin, each with the name it goes by at this office."""
    found, around = binning.binned(sitting, limit=count, offset=first), sitting.around()
    named = (called(sitting, sitting.form(one.shown.form), one.shown, around) for one in found.records)
    return Lying(found.count, tuple(zip(found.records, named, strict=True)))


class BinPage(DeskPage):
    """A table of what was removed, over all forms."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.table = DataTable(
            (
                Column("what", _("Removed"), 320, stretch=True),
                Column("when", _("When"), 150),
                Column("who", _("By whom"), 220),
                Column("left", _("In the bin for"), 140),
            ),
            _("Bin"),
            height="two",
        )
        self.table.chosen.connect(lambda record: self._bring_back(str(record)))
        self._names: dict[str, str] = {}
        self._full = Card(self.table, flush=True)
        reason = _("What is removed lies here for thirty days and can be brought back.")
        self._empty = Card(EmptyState("trash", _("The bin is empty."), reason))
        self._empty.hide()
        erased = second(
            _("Erased for good"),
            icon="shield-lock",
            run=lambda: self.navigator.open_page("erasures"),
            keys="Ctrl+Shift+B",
        )
        self.header = PageHeader(_("Bin"), " ", actions=[erased])
        words = _("Enter brings a record back. After thirty days it is not offered here any more; its history stays.")
        status = StatusBar(words, icon="trash", tone="ink2")
        self.set_frame(Page(self.header, [(self._full, 1), (self._empty, 1)], status=status))

    @override
    def open(self, **what: Any) -> None:
        self._look()

    @override
    def refresh(self, changes: Changes) -> None:
        self._look()

    def _look(self) -> None:
        self.desk.ask(self, lying, answer=self._show)

    def _show(self, found: Lying) -> None:
        words = ngettext("{count} record was removed lately", "{count} records were removed lately", found.count)
        self.header.set_facts(words.format(count=grouped(found.count)) if found.count else " ")
        back = second(_("Bring back"), icon="arrow-back-up", run=self._bring_current_back)
        told = quiet(_("Notices"), icon="info-circle", run=lambda: self.navigator.open_page("notices"))
        self.header.set_actions([told, *([back] if found.count else [])])
        self._full.setVisible(found.count > 0)
        self._empty.setVisible(found.count == 0)
        self.table.show_pages(found.count, partial(self._fetch, found))
        if found.count:
            if self.table.current_id() is None:
                self.table.choose(found.records[0][0].shown.id)
            self.table.setFocus()

    def _fetch(self, here: Lying, first: int, count: int, deliver: Deliver) -> None:
        def bring(found: Lying) -> None:
            deliver([self._row(one, name) for one, name in found.records])

        if first == 0:
            bring(here)
        else:
            self.desk.ask(self, lying, first, count, answer=bring)

    def _row(self, one: Binned, name: str) -> Row:
        form = self.desk.sitting.form(one.shown.form)
        self._names[one.shown.id] = _(form.title)
        left = ngettext("{count} more day", "{count} more days", one.days_left).format(count=one.days_left)
        return Row(
            one.shown.id,
            (
                Cell(name, _(form.title)),
                Cell(day_and_time(one.at, self.desk.sitting), role="body"),
                Cell(one.who, role="body"),
                Cell(left, tone="ink2"),
            ),
        )

    def _bring_current_back(self) -> None:
        if (record := self.table.current_id()) is not None:
            self._bring_back(str(record))

    def _bring_back(self, record: str) -> None:
        """Bring a record back; Undo removes it again."""
        desk = self.desk
        said = _("{form} is back in the list.").format(form=self._names[record])
        self.desk.do(
            self,
            recording.restore,
            record,
            done=lambda _changes: self.navigator.toast(said, "", lambda: desk.do(desk, recording.remove, record)),
        )
