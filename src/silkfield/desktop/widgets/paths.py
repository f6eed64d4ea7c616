"""Files and folders: typed, chosen in the system's dialog, or dropped from a stick; never only one of the three."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QSizePolicy, QWidget
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.widgets.buttons import ENTER_KEYS, second
from silkfield.desktop.widgets.layout import row
from silkfield.desktop.widgets.lines import LineField
from silkfield.desktop.widgets.text import IconMark, Text
from silkfield.language import _

Purpose = Literal["file", "files", "folder", "save"]
Take = Callable[[list[Path]], object]


def _local_paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class _Drops(QObject):
    """Takes files that are dropped on a widget."""

    def __init__(self, widget: QWidget, take: Take) -> None:
        super().__init__(widget)
        self._take = take
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, (QDragEnterEvent, QDropEvent)) and _local_paths(event.mimeData()):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._take(_local_paths(event.mimeData()))
            return True
        return False


def take_drops(widget: QWidget, take: Take) -> None:
    """Let files be dropped on a widget; `take` is given their paths."""
    _Drops(widget, take)


def show_folder(path: Path) -> None:
    """Show a folder, or the one a file lies in, in the system's file manager."""
    folder = path if path.is_dir() else path.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def documents() -> Path:
    """Return the folder in which this person's own files lie."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


class PathField(QFrame):
    """A file or folder to type, to choose in a dialog or to drop here.

    `given` carries the paths (a list) when a person has chosen them: Enter, the dialog, a drop. `changed` is typing.
    """

    given = Signal(object)
    changed = Signal()

    def __init__(
        self,
        name: str,
        purpose: Purpose,
        kinds: str = "",
        button: str = "",
        placeholder: str = "",
        icon: str = "folder-open",
        keys: str = "",
    ) -> None:
        """`kinds` limits what the dialog shows: "Bundles (*.skf)"."""
        super().__init__()
        self._name, self._purpose, self._kinds = name, purpose, kinds
        self.line = LineField(name, placeholder=placeholder, left_to_right=True)
        self.line.setAcceptDrops(False)  # a path is dropped whole, not as text into the text
        self.line.changed.connect(self.changed.emit)
        self.line.installEventFilter(self)
        label = button or _("Choose…")
        self.button = second(label, keys, icon, self.choose)
        self.button.setAccessibleName(f"{label} · {name}")
        self.setLayout(row((self.line, 1), self.button, spacing=4))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.line)
        take_drops(self, self.give)

    def value(self) -> Path | None:
        """Return the path typed, without the quotes that Windows puts round a copied one."""
        typed = self.line.value().strip('"')
        return Path(typed).expanduser() if typed else None

    def set_value(self, path: Path | str | None) -> None:
        """Show a path."""
        self.line.set_value(str(path or ""))

    def set_fault(self, fault: bool) -> None:
        """Show the edge that says that the path is needed."""
        self.line.set_fault(fault)

    def give(self, paths: Sequence[Path]) -> None:
        """Show the path chosen and tell the page."""
        if paths:
            self.set_value(paths[0])
            self.given.emit(list(paths))

    def choose(self) -> None:
        """Open the system's dialog and give what was chosen there."""
        start = str(self.value() or "")
        match self._purpose:
            case "folder":
                found = [QFileDialog.getExistingDirectory(self, self._name, start)]
            case "save":
                found = [QFileDialog.getSaveFileName(self, self._name, start, self._kinds)[0]]
            case "files":
                found = QFileDialog.getOpenFileNames(self, self._name, start, self._kinds)[0]
            case _:
                found = [QFileDialog.getOpenFileName(self, self._name, start, self._kinds)[0]]
        self.give([Path(one) for one in found if one])

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENTER_KEYS:
            if path := self.value():
                self.give([path])
            return True
        return False


class DropZone(QFrame):
    """Where files are dropped, with a field to type a path and a button for the dialog; `given` carries the paths."""

    given = Signal(object)

    def __init__(self, fact: str, more: str, field: PathField, icon: str = "package-import") -> None:
        super().__init__()
        self.field = field
        self._over = False
        self.setFixedHeight(48)
        self.setAccessibleName(f"{fact} {more}".strip())
        words = row(IconMark(icon, 20, "accent"), Text(fact, "strong"), (Text(more, "body", "ink2", elide=True), 1))
        self.setLayout(row((words, 1), (field, 1), spacing=12, margins=(16, 0, 4, 0)))
        field.given.connect(self.given.emit)
        take_drops(self, field.give)

    @override
    def event(self, event: QEvent) -> bool:
        over = {QEvent.Type.DragEnter: True, QEvent.Type.DragLeave: False, QEvent.Type.Drop: False}
        if event.type() in over:
            self._over = over[event.type()]
            self.update()
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.box(self.rect(), 6, "infotint" if self._over else "surface")
            canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
            canvas.painter.setPen(QPen(canvas.theme.colour("field"), 1, Qt.PenStyle.DashLine))
            canvas.painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
