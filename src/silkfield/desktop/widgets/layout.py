"""How parts are put together on a page: rows, columns, cards and numbered blocks that mirror themselves in Urdu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from silkfield.desktop.style.tokens import theme
from silkfield.desktop.widgets.text import KeyCap, NumberDisc, Text

Part: TypeAlias = QWidget | QLayout | int | None
Item: TypeAlias = Part | tuple[Part, int]
Margins: TypeAlias = tuple[int, int, int, int]

DRAWER = 1000  # and below which a side panel is shown only when asked for
BAR = 12  # width of a scroll bar, as in the style sheet
NARROW = 1200  # window width in logical pixels below which the rail shrinks and block titles move above their fields


def set_margins(layout: QLayout, margins: Margins) -> None:
    """Set the margins of a layout, given as start, top, end, bottom."""
    start, top, end, bottom = margins
    # Qt mirrors the order of a row but not the margins of a layout.
    layout.setContentsMargins(*((end, top, start, bottom) if theme().right_to_left else margins))


def _fill(layout: QBoxLayout, items: Sequence[Item], spacing: int, margins: Margins) -> None:
    layout.setSpacing(spacing)
    set_margins(layout, margins)
    _add(layout, items)


def _add(layout: QBoxLayout, items: Sequence[Item]) -> None:
    for item in items:
        part, stretch = item if isinstance(item, tuple) else (item, 0)
        match part:
            case None:
                layout.addStretch(stretch or 1)
            case int():
                layout.addSpacing(part)
            case QLayout():
                layout.addLayout(part, stretch)
            case _:
                layout.addWidget(part, stretch)


def refill(place: QBoxLayout, items: Sequence[Item]) -> None:
    """Put other parts in the place of those in a row or column."""
    while old := place.takeAt(0):
        if widget := old.widget():
            widget.hide()
            widget.deleteLater()
    _add(place, items)


def row(*items: Item, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Lay parts out side by side. An item is a part, a gap in pixels, None for free room, or (part, stretch).

    Margins are start, top, end, bottom.
    """
    layout = QHBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


def column(*items: Item, spacing: int = 0, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Lay parts out below each other; items and margins are those of `row`."""
    layout = QVBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


class Panel(QFrame):
    """A plain frame round a layout; `kind` names it in the style sheet (card, footer, status, page)."""

    def __init__(self, layout: QLayout, kind: str = "", width: int | None = None, height: int | None = None) -> None:
        super().__init__()
        self.setObjectName(kind)
        self.setLayout(layout)
        if width is not None:
            self.setFixedWidth(width)
        if height is not None:
            self.setFixedHeight(height)


class Rule(QFrame):
    """A line one pixel thin; a `strong` one separates a header or a total."""

    def __init__(self, vertical: bool = False, strong: bool = False) -> None:
        super().__init__()
        self.setObjectName("header_rule" if strong else "rule")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Scrolled(QScrollArea):
    """Let one part scroll up and down when the window is low, without a frame of its own."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        part.setObjectName(part.objectName() or "scrolled")
        self.setWidget(part)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)


class Card(Panel):
    """A white card with a rounded edge: an optional title with its facts and actions, then the parts."""

    def __init__(
        self,
        *items: Item,
        title: str = "",
        facts: str = "",
        actions: Sequence[QWidget] = (),
        spacing: int = 8,
        padding: Margins = (16, 12, 16, 12),
        flush: bool = False,
    ) -> None:
        """`flush` lets the parts, a table for example, reach the edges of the card while the title keeps its margin."""
        self.title = Text(title, "h2")
        self.facts = Text(facts, "body", "ink2", elide=True)
        heading = row(self.title, (self.facts, 1), *actions, spacing=12 if facts else 8)
        self.body = column(*items, spacing=spacing)
        margins = (0, 4 if title else 0, 0, 4) if flush else padding
        super().__init__(column(spacing=0 if flush or not title else 6, margins=margins), "card")
        outer = self.layout()
        if not isinstance(outer, QBoxLayout):
            raise TypeError
        if title:
            outer.addWidget(Panel(row(heading, margins=(12, 2, 8, 0) if flush else (0, 0, 0, 0))))
        else:
            self.title.setParent(self)
            self.facts.setParent(self)
            self.title.hide()
            self.facts.hide()
        outer.addLayout(self.body, 1)


class Block(QFrame):
    """A numbered part of a form: number, title and hint in a gutter, rows of fields beside it."""

    def __init__(self, number: str, title: str, hint: str, *rows: Item) -> None:
        super().__init__()
        urdu = theme().right_to_left
        self._number = NumberDisc(number)
        self._title = Text(title, "h2")
        self._hint = Text(hint, "meta", "ink2", wrap=True)
        self._title_above = Text(title, "h2")
        self._title_above.hide()
        heading = row(self._number, self._title, None)
        self._gutter = Panel(column(heading, self._hint, None, spacing=4, margins=(0, 2, 8, 0)), width=120)
        self.body = column(self._title_above, *rows, spacing=8 if urdu else 10)
        self.setLayout(row(self._gutter, (self.body, 1), margins=(16, 6, 16, 7) if urdu else (16, 10, 16, 10)))

    def set_narrow(self, narrow: bool) -> None:
        """Move the title above the fields and put the hint away, or back beside them."""
        self._title.setHidden(narrow)
        self._hint.setHidden(narrow)
        self._title_above.setHidden(not narrow)
        self._gutter.setFixedWidth(32 if narrow else 120)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_narrow(self.window().width() < NARROW)


class BlockCard(Panel):
    """One card that holds the numbered blocks of a form, split by rules."""

    def __init__(self, *blocks: QWidget) -> None:
        parts: list[Item] = []
        for block in blocks:
            parts += [Rule(), block] if parts else [block]
        super().__init__(column(*parts, None), "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)


class Beside(QFrame):
    """A page's main part with a side panel: narrower in narrow windows, a drawer in very narrow ones."""

    def __init__(self, main: QWidget, side: QWidget, width: int = 292, narrow_width: int = 252) -> None:
        super().__init__()
        self._side, self._widths = side, (width, narrow_width)
        self._opened = False
        side.setFixedWidth(narrow_width)  # a window must be able to become narrow before its parts know that it is
        self.setLayout(row((main, 1), side, spacing=16))

    def turn_drawer(self) -> None:
        """Open the side panel where the window is too narrow to show it always, or close it again."""
        self._opened = not self._opened
        self._fit()

    def _fit(self) -> None:
        window = self.window().width()
        self._side.setFixedWidth(self._widths[window < NARROW])
        self._side.setHidden(window < DRAWER and not self._opened)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class Figure(QFrame):
    """A number over what it counts."""

    def __init__(self, number: str, label: str, role: str = "big") -> None:
        super().__init__()
        self.number = Text(number, role)
        self.label = Text(label, "meta", "ink2")
        self.setLayout(column(self.number, self.label))


class KeyList(QFrame):
    """The keys that work on a page, each with what it does."""

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        caps = [(KeyCap(key), words) for key, words in keys]
        width = max(56, *(cap.width() for cap, _words in caps))
        lines = [row(Panel(row(cap, None), width=width), Text(words, "body", "ink2"), None) for cap, words in caps]
        self.setLayout(column(*lines, spacing=6))
