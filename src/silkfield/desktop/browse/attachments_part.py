"""The part of a record's pane with its scans and photos: add one, save a plain copy, remove one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from silkfield.desktop.widgets import IconMark, Panel, PathField, Rule, Scrolled, Text, column, documents, quiet, row
from silkfield.desktop.widgets.layout import Item
from silkfield.language import _, isolated
from silkfield.locations import size
from silkfield.operations.attachments import Attached
from silkfield.operations.finding import state_in_words

_MARGIN = 60  # so that the button to attach stays in sight below


class AttachmentActs(Protocol):
    """What the page does for the attachments of the record it shows."""

    def attach(self, path: Path) -> None:
        """Attach a file."""
        ...

    def save_copy(self, attachment: str, path: Path) -> None:
        """Write a plain copy of an attached file."""
        ...

    def remove_attachment(self, attachment: str) -> None:
        """Remove an attachment; it can be brought back."""
        ...

    def erase_attachment(self, attachment: str) -> None:
        """Ask what erasing an attachment for good would take away."""
        ...


class AttachmentsPart(QFrame):
    """Lists what is attached. `site` is this office: only its own attachments can be removed here."""

    def __init__(self, acts: AttachmentActs, attached: Sequence[Attached], site: str) -> None:
        super().__init__()
        self._acts, self._site = acts, site
        self.add = PathField(
            _("File to attach"),
            "file",
            _("PDF and pictures") + " (*.pdf *.jpg *.jpeg *.png *.PDF *.JPG *.JPEG *.PNG)",
            _("Attach"),
            _("PDF, JPEG or PNG"),
            "plus",
        )
        self.add.given.connect(lambda paths: self._acts.attach(paths[0]))
        self.copy: PathField | None = None
        self._scrolled: Scrolled | None = None
        self._copy_place = column(spacing=4)
        items: list[Item] = [Rule(), Text(_("Attachments"), "label", "ink2")]
        items += [self._one(one) for one in attached]
        self.setLayout(column(*items, Panel(self._copy_place), self.add, spacing=6))

    def _one(self, one: Attached) -> QWidget:
        facts = _(" · ").join((size(one.size), one.words, state_in_words(one.shown)))
        lines: list[Item] = [
            row(IconMark("files", 16, "ink2"), (Text(one.name, "body", elide=True), 1), spacing=6),
            Text(facts, "meta", "ink2", wrap=True),
        ]
        if one.lost:
            lines.append(Text(one.lost, "meta", "warn", wrap=True))
        buttons: list[Item] = []
        if one.is_complete:
            save = quiet(_("Save a copy"), icon="folder-open", run=partial(self.ask_where, one), small=True)
            save.setAccessibleName(_("Save a copy of {file}").format(file=one.name))
            buttons.append(save)
        if one.shown.site == self._site:
            remove = quiet(_("Remove"), icon="trash", run=partial(self._acts.remove_attachment, one.id), small=True)
            remove.setAccessibleName(_("Remove {file}").format(file=one.name))
            buttons.append(remove)
        erase = quiet(_("Erase…"), run=partial(self._acts.erase_attachment, one.id), small=True)
        erase.setAccessibleName(_("Erase {file} for good…").format(file=one.name))
        buttons.append(erase)
        return Panel(column(*lines, row(*buttons, None, spacing=4), spacing=2))

    def ask_where(self, one: Attached) -> None:
        """Ask where the copy goes, and say that nobody protects it there."""
        while item := self._copy_place.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.copy = PathField(_("Where the copy goes"), "save", "", _("Choose"))
        self.copy.set_value(documents() / one.name)
        self.copy.given.connect(lambda paths: self._acts.save_copy(one.id, paths[0]))
        title = _("Copy of {name}: type where it goes, then Enter.").format(name=isolated(one.name))
        words = _("The copy is not encrypted: whoever has the folder can read it.")
        self._copy_place.addWidget(Text(title, "meta", "ink2", wrap=True))
        self._copy_place.addWidget(Text(words, "meta", "warn", wrap=True))
        self._copy_place.addWidget(self.copy)
        self.copy.line.setFocus()
        around = self.parentWidget()
        while around is not None and not isinstance(around, Scrolled):
            around = around.parentWidget()
        if around is not None:
            self._scrolled = around
            around.verticalScrollBar().rangeChanged.connect(self._show_copy)  # once it has its place
            QTimer.singleShot(0, self, self._show_copy)  # where nothing had to make room

    def _show_copy(self) -> None:
        if self._scrolled is not None and self.copy is not None:
            self._scrolled.ensureWidgetVisible(self.copy, 0, _MARGIN)
