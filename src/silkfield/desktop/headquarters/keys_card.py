"""The card of headquarters' keys: the transport key and the recovery kit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from silkfield.clock import local_time
from silkfield.desktop.headquarters.laptop_card import row_of
from silkfield.desktop.headquarters.printing import make_folder_of
from silkfield.desktop.widgets import (
    Card,
    Field,
    LineField,
    Panel,
    PathField,
    Rule,
    Text,
    WordsDialog,
    column,
    danger,
    documents,
    row,
    second,
)
from silkfield.language import _, isolated, ngettext
from silkfield.locations import write_whole
from silkfield.operations.exchange import recovering
from silkfield.operations.exchange.recovering import KitState
from silkfield.operations.exchange.rotating import KeyLine
from silkfield.operations.leaflet import Leaflet
from silkfield.operations.sitting import Sitting

KIT, PAGE = "headquarters.skf-kit", "recovery-code.pdf"


@dataclass(frozen=True, slots=True)
class WrittenKit:
    """A recovery kit that was just written: its file, its bytes for the trial, and the page with its code, to go beside it."""

    path: Path
    file: bytes
    leaflet: Leaflet

    @property
    def page(self) -> Path:
        """Where the page with the code goes."""
        return self.path.with_name(PAGE)


def write_kit(sitting: Sitting, folder: Path) -> WrittenKit:
    """Make a recovery kit and write its file. Raises Trouble; the folder is tried first."""
    make_folder_of(folder / KIT)
    made = recovering.make_kit(sitting)
    write_whole(folder / KIT, made.file)
    return WrittenKit(folder / KIT, made.file, made.page)


class KeysCard(Card):
    """`rotating` asks for a new transport key, `destroying` that old ones go at once.

    `making` carries the folder for a kit, `trying` the kit and the code typed.
    """

    rotating = Signal()
    destroying = Signal()
    making = Signal(object)
    trying = Signal(object, str)

    def __init__(self) -> None:
        self.kit: WrittenKit | None = None
        self.key = Text("", "body", "ink2", wrap=True)
        self.rotate_button = second(_("New transport key"), icon="refresh", run=self._rotate)
        self.destroy_button = danger(_("Destroy old keys…"), icon="alert-octagon", run=self._destroy)
        self.old = Text(
            _("Old keys are destroyed by themselves in time. At once is for the day a key may have been copied."),
            "body",
            "ink2",
            wrap=True,
        )
        self.state = Text("", "body", "ink2", wrap=True)
        self.folder = PathField(_("Folder or stick for the kit"), "folder")
        self.folder.set_value(documents())
        self.make_button = second(_("Make a recovery kit"), icon="printer", run=self._make)
        self.typed = LineField(
            _("Code from the printed page"), placeholder=_("seven groups of four"), left_to_right=True
        )
        self.try_button = second(_("Try"), icon="check", run=self._try)
        self.typed.returnPressed.connect(self._try)
        self._trial = Panel(column(Field(_("Type the printed code back"), row_of(self.typed, self.try_button))))
        super().__init__(
            Text(_("Transport key"), "strong"),
            self.key,
            row(None, self.rotate_button),
            self.old,
            row(None, self.destroy_button),
            Rule(),
            Text(_("Recovery kit"), "strong"),
            self.state,
            Field(_("Folder or stick for the kit"), self.folder),
            row(None, self.make_button),
            self._trial,
            title=_("Keys of headquarters"),
            spacing=10,
        )
        self._trial.hide()

    def show_keys(self, keys: tuple[KeyLine, ...], kit: KitState | None, zone: int) -> None:
        """Show what the keys are doing and whether headquarters could be brought back."""
        self.key.set_words(key_words(keys, zone))
        self.rotate_button.setEnabled(not (keys and keys[0].waiting))
        old = any(not one.destroyed_at for one in keys[1:])
        self.old.setVisible(old)
        self.destroy_button.setVisible(old)
        if kit is None or kit.sentence:
            self.state.set_words(f"{kit.sentence} {kit.advice}" if kit else "")
        else:
            day = isolated(local_time(kit.tried, zone).date().isoformat())
            self.state.set_words(_("Made, and tried on {day}.").format(day=day))

    def show_kit(self, kit: WrittenKit | None) -> None:
        """Ask for the code of a kit that was just written, or no more."""
        self.kit = kit
        self.typed.set_value("")
        self._trial.setVisible(kit is not None)
        if kit is not None:
            self.typed.setFocus()

    def _rotate(self) -> None:
        self.rotating.emit()

    def _destroy(self) -> None:
        self.destroying.emit()

    def _make(self) -> None:
        self.making.emit(self.folder.value())

    def _try(self) -> None:
        if self.kit is not None:
            self.trying.emit(self.kit.file, self.typed.value())


def destroying_dialog(parent: QWidget, losses: Sequence[str]) -> WordsDialog:
    """Ask whether the old transport keys are destroyed at once, after saying what can be opened no more."""
    lines = Panel(column(*(Text(f"· {one}", "body", "ink2", wrap=True) for one in losses), spacing=8), width=396)
    return WordsDialog(
        parent,
        _("Destroy the old transport keys now?"),
        _("This cannot be undone. What can be opened no more:"),
        _("Keep them"),
        _("Destroy them"),
        "alert-octagon",
        extra=lines,
    )


def key_words(keys: tuple[KeyLine, ...], zone: int) -> str:
    """Say which transport key is in use and what becomes of the old ones."""
    if not keys:
        return ""
    words = [_("In use since list {version}.").format(version=keys[0].announced)]
    if keys[0].waiting:
        words.append(
            ngettext(
                "{laptops} has not heard of it yet: write its site a bundle.",
                "{laptops} have not heard of it yet: write their sites a bundle.",
                len(keys[0].waiting),
            ).format(laptops=isolated(_(", ").join(keys[0].waiting)))
        )
    old = [one for one in keys[1:] if not one.destroyed_at]
    if old:
        count = ngettext(
            "{count} old key still opens what is on its way.",
            "{count} old keys still open what is on its way.",
            len(old),
        )
        words.append(count.format(count=len(old)))
        if due := max(one.due for one in old):
            day = isolated(local_time(due, zone).date().isoformat())
            words.append(_("All of it is destroyed after {day}.").format(day=day))
    return " ".join(words)
