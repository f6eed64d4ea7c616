"""Joining entries of the directory above their list: an organisation under two spellings, an official in two posts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from silkfield.desktop.joining.join_card import Asking, JoinCard, MayJoin
from silkfield.desktop.lists.lines import as_lines
from silkfield.desktop.navigator import DeskPage
from silkfield.language import _
from silkfield.operations import directory, finding, joined, pairing, undoing
from silkfield.operations.finding import Listing
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.store.reading import Shown

_MOST = 6


class DirectoryJoining:
    """Holds the card. `show` is told the entry to look at: after two were joined the one that stands for both."""

    def __init__(self, page: DeskPage, show: Callable[[str], object]) -> None:
        self._page, self._show = page, show
        self._record = ""
        asking = Asking(
            _("Is it one and the same as…"),
            _("Find the other entry"),
            _("Name or short name"),
            _("The same: join"),
            _("Not the same"),
            _("Nothing in the directory looks like it. Type a name."),
        )
        self.card = JoinCard(asking, self._look, self.join, self.tell_apart, self.close)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Esc"), self.card, self.close, context=within)

    def begin(self, record: str) -> None:
        """Ask what else may be this entry."""
        self._record = record
        self.card.begin()
        self._look("")

    def close(self) -> None:
        """Ask no more."""
        self.card.hide()

    def join(self, other: str) -> None:
        """Join another entry with this one; the first recorded stands for both."""
        self.close()
        more = _("The first recorded stands for both. What belongs to either is found with it.")
        record = self._record
        self._do(
            pairing.join, record, other, said=_("Joined: one entry."), more=more, then=partial(self._go_on, record)
        )

    def tell_apart(self, other: str) -> None:
        """Remember that another entry is not this one."""
        more = _("Nobody is asked again, on the other laptops neither.")
        said = _("Not the same: remembered.")
        self._do(pairing.tell_apart, self._record, other, said=said, more=more, then=lambda: self._look(""))

    def separate(self, record: str) -> None:
        """Part an entry from all it was joined with."""
        more = _("What was recorded or corrected under each one is with that one.")
        said = _("They are two entries again.")
        self._do(pairing.separate, record, said=said, more=more, then=lambda: self._show(record))

    def _look(self, find: str) -> None:
        record = self._record
        self._page.desk.ask(self._page, alike_here, record, find, answer=lambda found: self._tell(record, found))

    def _tell(self, record: str, found: tuple[MayJoin, ...]) -> None:
        if record == self._record and self.card.isVisible():
            self.card.show_alike(found)

    def _go_on(self, record: str) -> None:
        self._page.desk.ask(self._page, first_entry, record, answer=self._show)

    def _do(
        self, operation: Callable[..., Changes], *what: Any, said: str, more: str, then: Callable[[], object]
    ) -> None:
        page = self._page
        desk, navigator = page.desk, page.navigator

        def undo(changes: Changes) -> None:
            desk.do(desk, undoing.take_back, changes, done=lambda _changes: navigator.toast(_("Taken back.")))

        def done(changes: Changes) -> None:
            if changes:
                navigator.toast(said, more, partial(undo, changes))
            then()

        desk.do(page, operation, *what, done=done, trouble=page.show_trouble)


def first_entry(sitting: Sitting, record: str) -> str:
    """Return the entry that stands for this one."""
    form = finding.record(sitting, record).form
    with sitting.store.reading() as connection:
        return joined.entries(sitting.reader(connection), record, form)[0]


def alike_here(sitting: Sitting, record: str, find: str) -> tuple[MayJoin, ...]:
    """Return entries that may be this one: those found by what is typed, else those that look alike and were not told apart."""
    shown = finding.record(sitting, record)
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        own = joined.entries(reader, record, shown.form)
        alike = [] if find else directory.alike(reader, shown.form, record, shown.values)[:_MOST]
    if find:
        found = finding.listing(sitting, shown.form, find=find, limit=_MOST).records
        return _as_told(sitting, [one for one in found if one.id not in own], {})
    return _as_told(sitting, [one.shown for one in alike], {one.shown.id: one.evidence for one in alike})


def _as_told(
    sitting: Sitting, entries: list[Shown], evidence: dict[str, tuple[tuple[str, bool | None], ...]]
) -> tuple[MayJoin, ...]:
    if not entries:
        return ()
    form = sitting.form(entries[0].form)
    lines = as_lines(sitting, Listing(form.key, len(entries), tuple(entries)))
    return tuple(
        MayJoin(
            line.shown.id,
            line.texts.get(form.heading[0], ""),
            " · ".join(text for name, text in line.texts.items() if name != form.heading[0] and text),
            evidence.get(line.shown.id, ()),
        )
        for line in lines
    )
