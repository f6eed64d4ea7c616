"""Fields for long lists: type a few letters and Enter takes the first answer found; or a plain drop-down list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.style.typography import text_width
from silkfield.desktop.widgets.buttons import ENTER_KEYS
from silkfield.desktop.widgets.choice_search import Choice, exact, found
from silkfield.desktop.widgets.lines import TypedField
from silkfield.desktop.widgets.select import paint_chevron

_ROW = 32
_MOST_ROWS = 8
_CHOICE = Qt.ItemDataRole.UserRole


class _ChoiceRows(QStyledItemDelegate):
    """Paint one found answer: its label, and its second text at the end of the line."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, _ROW)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        choice = index.data(_CHOICE)
        rect = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        view = self.parent()
        if not isinstance(view, QWidget) or not isinstance(choice, Choice):
            return
        painter.save()
        with Canvas(view, painter) as canvas:
            if chosen:
                canvas.box(rect, 4, "sel")
                canvas.start_marker(rect, 4, "accent", 3)
            room = rect.adjusted(10, 0, -10, 0)
            end = min(text_width(choice.detail, "meta") + 8, room.width() // 2) if choice.detail else 0
            label = canvas.mirrored(rect, QRect(room.x(), room.y(), room.width() - end, room.height()))
            canvas.text(label, choice.label, "strong" if chosen else "body")
            canvas.text(room, choice.detail, "meta", "ink2", "end")
        painter.restore()


class _ChoiceList(QListView):
    """The list under a field: it floats above the page and never takes the focus from the field."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setObjectName("choices")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_ChoiceRows(self))
        self.rows = QStandardItemModel(0, 1, self)
        self.setModel(self.rows)
        self.entered.connect(self.setCurrentIndex)

    def fill(self, choices: Sequence[Choice]) -> None:
        """Show these answers, the first one ready to be taken."""
        self.rows.clear()
        for choice in choices:
            item = QStandardItem(choice.label)
            item.setData(choice, _CHOICE)
            item.setData(f"{choice.label} {choice.detail}".strip(), Qt.ItemDataRole.AccessibleTextRole)
            self.rows.appendRow(item)
        self.go_to(0)

    def go_to(self, place: int) -> None:
        """Move to a row, stopping at both ends."""
        if self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(max(0, min(place, self.rows.rowCount() - 1)), 0))

    def current(self) -> Choice | None:
        """Return the answer the list stands on."""
        choice = self.currentIndex().data(_CHOICE)
        return choice if isinstance(choice, Choice) else None

    def place_under(self, field: QWidget) -> None:
        """Open just below the field, or above it where the screen ends."""
        height = min(self.rows.rowCount(), _MOST_ROWS) * _ROW + 8
        width = max(field.width(), 200)
        below = field.mapToGlobal(QPoint(0, field.height() + 2))
        room = field.screen().availableGeometry()
        top = below.y() if below.y() + height <= room.bottom() else below.y() - field.height() - height - 4
        self.setLayoutDirection(field.layoutDirection())
        self.setGeometry(below.x(), top, width, height)
        self.show()


class ComboField(TypedField):
    """A field over a long list. Typing finds answers by label, code and synonym and forgives a slip of the finger.

    While the list is open, Enter takes the answer it stands on and then goes on to the form, so that one key chooses
    and moves to the next field. `free` keeps text that is not in the list.
    """

    def __init__(
        self, name: str = "", choices: Sequence[Choice] = (), placeholder: str = "", free: bool = False, width: int = 0
    ) -> None:
        super().__init__(name, placeholder, width=width)
        self.setObjectName("combo")
        self._choices: Sequence[Choice] = choices
        self._free = free
        self._chosen: Choice | None = None
        self._list = _ChoiceList(self)
        self._list.clicked.connect(lambda _index: self._take())

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer another list; an answer it no longer holds is taken back."""
        self._choices = choices
        if self._chosen is not None:
            self.set_value(self._chosen.code)

    def value(self) -> str | None:
        """Return the code chosen; with `free`, the text typed when it is not in the list."""
        if self._chosen is not None:
            return self._chosen.code
        return self.typed() or None if self._free else None

    def set_value(self, code: str | None) -> None:
        """Show the answer with this code; with `free`, any text."""
        self._chosen = next((choice for choice in self._choices if choice.code == code), None)
        unknown = code if self._free and code else ""
        self.show_text(self._chosen.label if self._chosen else unknown)

    def fault(self) -> bool:
        """Tell whether something was typed that is not in the list."""
        return bool(self.typed()) and self.value() is None

    def offered(self) -> list[str]:
        """Return the labels the open list offers, first one first."""
        if not self._list.isVisible():
            return []
        return [self._list.rows.item(place).text() for place in range(self._list.rows.rowCount())]

    @override
    def _typed(self) -> None:
        self._chosen = None
        self._open(self.typed())
        super()._typed()

    def _open(self, query: str) -> None:
        choices = found(query, self._choices)
        self._list.fill(choices)
        if choices and not self.isReadOnly():
            self._list.place_under(self)
        else:
            self._list.hide()

    def _take(self) -> None:
        choice = self._list.current()
        self._list.hide()
        if choice is not None:
            self._chosen = choice
            self.setText(choice.label)
            super()._typed()

    @override
    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._list.isVisible()
            and event.key() in (*ENTER_KEYS, Qt.Key.Key_Escape)
        ):
            event.accept()  # Enter and Esc belong to the open list before they belong to a button
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, place = Qt.Key(event.key()), self._list.currentIndex().row()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _MOST_ROWS, Qt.Key.Key_PageUp: -_MOST_ROWS}
        if not self._list.isVisible():
            if key in (Qt.Key.Key_Down, Qt.Key.Key_F4) and not self.isReadOnly():
                self._open("")
            else:
                super().keyPressEvent(event)
        elif key in steps:
            self._list.go_to(place + steps[key])
        elif key in ENTER_KEYS:
            self._take()
            event.ignore()
        elif key == Qt.Key.Key_Escape:
            self._list.hide()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._list.isVisible() and event.reason() == Qt.FocusReason.TabFocusReason and self.typed():
            self._take()
        self._list.hide()
        if self._chosen is None and (meant := exact(self.typed(), self._choices)):
            self._chosen = meant
            self.setText(meant.label)
            super()._typed()
        super().focusOutEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._list.hide()
        super().hideEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._list.isVisible():
            self._list.hide()
        elif not self.isReadOnly():
            self.selectAll()
            self._open("")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with Canvas(self) as canvas:
            paint_chevron(canvas, self.rect())
