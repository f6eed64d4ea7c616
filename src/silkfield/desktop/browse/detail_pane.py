"""The pane beside a list: the chosen record with its answers, what stands beside it, its history, and what can be done."""

from __future__ import annotations

from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from silkfield.desktop.browse.attachments_part import AttachmentActs, AttachmentsPart
from silkfield.desktop.browse.whole import Link, Part, Told, Whole
from silkfield.desktop.lists.stations import STATIONS
from silkfield.desktop.style import theme
from silkfield.desktop.widgets import (
    Button,
    Card,
    EmptyState,
    ListRow,
    Panel,
    Rule,
    Scrolled,
    StateChip,
    Text,
    column,
    danger,
    primary,
    quiet,
    row,
    second,
)
from silkfield.desktop.widgets.layout import Item
from silkfield.forms import all_forms
from silkfield.forms.attachment import HOLDERS
from silkfield.language import _, ngettext
from silkfield.operations.directory import NAMES

_KEY_WIDTH = 128
_MOST_CHANGES = 8


class Acts(Protocol):
    """What the page does for its pane."""

    def correct(self) -> None:
        """Correct the record."""
        ...

    def repeat(self) -> None:
        """Begin another record like it."""
        ...

    def remove(self) -> None:
        """Remove the record."""
        ...

    def restore(self) -> None:
        """Bring the removed record back."""
        ...

    def print_slip(self) -> None:
        """Ask what is printed on the slip of the referral."""
        ...

    def begin_talk(self) -> None:
        """Record a talk with somebody who stayed after the session."""
        ...

    def erase(self) -> None:
        """Ask what erasing the record for good would take away."""
        ...

    def bring_back(self, values: dict[str, Any]) -> None:
        """Give the record the answers it had before."""
        ...

    def go_to(self, form: str, record: str) -> None:
        """Show another record."""
        ...

    def begin_joining(self) -> None:
        """Ask whether another entry of the directory is the same."""
        ...

    def separate(self, record: str) -> None:
        """Part an entry from those it was joined with."""
        ...


class DetailPane(QFrame):
    """Empty until a record is chosen."""

    def __init__(self, acts: Acts, attachment_acts: AttachmentActs, site: str) -> None:
        """`site` is the office this is, which may remove only its own attachments."""
        super().__init__()
        self._acts, self._attachment_acts = acts, attachment_acts
        self._site = site
        self.attachments: AttachmentsPart | None = None
        self.shown: Whole | None = None
        self._place = column()
        self.setLayout(self._place)
        self.clear()

    def clear(self) -> None:
        """Show that nothing is chosen."""
        self.shown = self.attachments = None
        self._put(Card(EmptyState("list-details", _("Nothing is chosen."), _("Choose a record to see all of it."))))

    def show_whole(self, whole: Whole, can_correct: bool) -> None:
        """Show a record."""
        self.shown = whole
        state = StateChip(STATIONS[whole.shown.state], whole.state)
        items: list[Item] = [
            Text(whole.title, "h2", wrap=True),
            row(state, None),
            self._buttons(whole, can_correct),
            *(_part(part) for part in whole.parts),
        ]
        self.attachments = None
        if whole.shown.form in HOLDERS and not whole.shown.removed:
            self.attachments = AttachmentsPart(self._attachment_acts, whole.attached, self._site)
            items.append(self.attachments)
        if whole.joined:
            items += [
                Rule(),
                Text(_("Joined: one and the same"), "label", "ink2"),
                *(self._one_with(one) for one in whole.joined),
            ]
        if whole.links:
            items += [
                Rule(),
                Text(_("Belongs together"), "label", "ink2"),
                *(self._link(link.form, link.record, link.title, link.second) for link in whole.links),
            ]
        items += [Rule(), Text(_("History"), "label", "ink2"), *(self._told(told) for told in whole.history)]
        erase = quiet(_("Erase for good…"), "Shift+Del", "trash", self._acts.erase, small=True)
        items += [Rule(), row(erase, None), None]
        inside = Panel(column(*items, spacing=8, margins=(16, 12, 12, 12)), "scrolled")
        self._put(Panel(column((Scrolled(inside), 1), margins=(1, 1, 1, 1)), "card"))

    def _buttons(self, whole: Whole, can_correct: bool) -> QWidget:
        if whole.shown.removed:
            words = Text(_("Removed: in no list and in no figure."), "body", "warn", wrap=True)
            return Panel(
                column(words, row(primary(_("Bring back"), icon="arrow-back-up", run=self._acts.restore), None))
            )
        buttons: list[Button] = []
        if can_correct:
            buttons.append(second(_("Correct"), "F2", "pencil", self._acts.correct, small=True))
            buttons.append(danger(_("Remove"), "Del", "trash", self._acts.remove, small=True))
        lines: list[Item] = [row(*buttons, None, spacing=4)]
        if whole.client:
            run = partial(self._acts.go_to, "client", whole.client)
            lines.append(row(quiet(_("Client’s file"), "Alt+F", "address-book", run, small=True), None))
        if can_correct and all_forms()[whole.shown.form].repeats:
            lines.append(row(quiet(_("Another like it"), "Ctrl+Shift+D", "copy", self._acts.repeat, small=True), None))
        if can_correct and whole.shown.form in NAMES:
            same = quiet(_("One and the same?"), "Alt+J", "users-group", self._acts.begin_joining, small=True)
            lines.append(row(same, None))
        if can_correct and whole.shown.form == "referral":
            lines.append(row(second(_("Slip…"), "Alt+P", "printer", self._acts.print_slip, small=True), None))
        if whole.leads_to_talks:
            talk = second(_("Private talk"), "Alt+T", "message-2", self._acts.begin_talk, small=True)
            lines.insert(1, row(talk, None))
        return Panel(column(*lines, spacing=4))

    def _one_with(self, other: Link) -> Panel:
        apart = second(
            _("Separate"), icon="arrows-exchange", run=partial(self._acts.separate, other.record), small=True
        )
        words = column(
            Text(other.title, "body", wrap=True), *([Text(other.second, "meta", "ink2")] if other.second else [])
        )
        return Panel(row((words, 1), apart))

    def _link(self, form: str, record: str, title: str, second_line: str) -> ListRow:
        return ListRow(title, second_line, run=lambda: self._acts.go_to(form, record))

    def _told(self, told: Told) -> QWidget:
        lines: list[Item] = [Text(told.head, "meta", "ink2", wrap=True)]
        lines += [Text(change, "meta", wrap=True) for change in told.changes[:_MOST_CHANGES]]
        if (rest := len(told.changes) - _MOST_CHANGES) > 0:
            words = ngettext("and {count} more change", "and {count} more changes", rest)
            lines.append(Text(words.format(count=rest), "meta", "ink2"))
        if told.values and self.shown is not None and not self.shown.shown.removed:
            back = quiet(_("Bring these answers back"), icon="history", small=True)
            back.clicked.connect(lambda _checked=False: self._acts.bring_back(dict(told.values)))
            lines.append(row(back, None))
        return Panel(column(*lines, spacing=2))

    def _put(self, content: QWidget) -> None:
        while item := self._place.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._place.addWidget(content)


def _part(part: Part) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    grid.setColumnMinimumWidth(0, _KEY_WIDTH)
    grid.setColumnStretch(1, 1)
    for line, (label, text) in enumerate(part.answers):
        key, value = Text(label, "body", "ink2", wrap=True), Text(text, "body", wrap=True)
        key.setFixedWidth(_KEY_WIDTH)
        grid.addWidget(key, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, line, 1, Qt.AlignmentFlag.AlignTop)
    spacing = 4 if theme().right_to_left else 6
    return Panel(column(Rule(), Text(part.title, "label", "ink2"), Panel(grid), spacing=spacing))
