"""The table of a clash: one row for each group of answers, a column for each side, and what has been taken so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from silkfield.desktop.clashes.cells import BeforeCell, ResultCell, SideCell, spoken
from silkfield.desktop.clashes.compared import Compared, GroupWords, Line, Lines
from silkfield.desktop.clashes.typed_answers import TypedAnswers
from silkfield.desktop.widgets import Panel, Rule, Text, column
from silkfield.language import _, ngettext

WHOLE = "*"
"""The row that takes one side for the whole record."""


class GroupsCard(Panel):
    """Shows one clash and keeps which side is taken in which row; `decided` says that this changed."""

    decided = Signal()

    def __init__(self, shown: Compared, taken: Mapping[str, int], typed: Mapping[str, Mapping[str, str]]) -> None:
        self.shown = shown
        self.taken: dict[str, int] = {}
        self.typed: dict[str, dict[str, str]] = {}
        self._cells: dict[str, dict[int, SideCell]] = {}
        self._results: dict[str, ResultCell] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(16, 8, 16, 12)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        super().__init__(column(Panel(self._grid)), "card")
        self._columns = len(shown.sides)
        self._head()
        rows = [_whole_row(shown), *shown.groups] if shown.whole else list(shown.groups)
        for group in rows:
            self._row(group)
        if shown.same:
            words = ngettext(
                "{count} group of answers is the same on all sides",
                "{count} groups of answers are the same on all sides",
                shown.same,
            )
            same = Text(words.format(count=shown.same), "body", "ink2", wrap=True)
            self._grid.addWidget(Rule(), self._grid.rowCount(), 0, 1, -1)
            self._grid.addWidget(same, self._grid.rowCount(), 0, 1, -1)
        self._lead()
        for name, side in taken.items():
            if side in self._cells.get(name, {}):
                self._set(name, side)
        for name, texts in typed.items():
            if name in self._results:
                self._type(name, texts)

    # -- what is laid out

    def _head(self) -> None:
        self._grid.setColumnMinimumWidth(0, 128)
        heads = [(_("Before"), _("what all sides started from"))]
        heads += [(side.title, side.second) for side in self.shown.sides]
        heads += [(_("Result"), _("travels with the next bundle"))]
        self._grid.addWidget(Text(_("Answers"), "label", "ink2"), 0, 0, Qt.AlignmentFlag.AlignTop)
        for place, (title, second) in enumerate(heads, 1):
            words = column(Text(title, "strong", wrap=True), Text(second, "meta", "ink2", wrap=True), None)
            self._grid.addWidget(Panel(words), 0, place)
            self._grid.setColumnStretch(place, 6 if 1 < place <= self._columns + 1 else 5)
        self._grid.setColumnStretch(0, 3)

    def _row(self, group: GroupWords) -> None:
        line = self._grid.rowCount()
        self._grid.addWidget(Rule(), line, 0, 1, -1)
        hint = [Text(group.hint, "meta", "ink2", wrap=True)] if group.hint else []
        self._grid.addWidget(Panel(column(Text(group.title, "strong", wrap=True), *hint, None, spacing=2)), line + 1, 0)
        self._grid.addWidget(BeforeCell(group.before), line + 1, 1)
        closed = bool(self.shown.decider) or (self.shown.whole and group.name != WHOLE)
        self._cells[group.name] = {}
        for side, lines in enumerate(group.sides):
            title = self.shown.sides[side].title
            if lines is None:
                self._grid.addWidget(BeforeCell((Line(_("removed the record")),)), line + 1, side + 2)
                continue
            name = _("{group}, {side}: {answers}").format(group=group.title, side=title, answers=spoken(lines))
            cell = SideCell(lines, name, "" if closed or not group.open else f"Alt+{side + 1}")
            cell.setEnabled(not closed)
            cell.clicked.connect(lambda _on=False, name=group.name, side=side: self.take(name, side))
            self._cells[group.name][side] = cell
            self._grid.addWidget(cell, line + 1, side + 2)
        self._results[group.name] = ResultCell()
        self._grid.addWidget(self._results[group.name], line + 1, self._columns + 2)
        self._show(group.name)

    def _lead(self) -> None:
        """Let the arrows go from cell to cell."""
        rows = [cells for cells in self._cells.values() if cells]
        for place, cells in enumerate(rows):
            order = list(cells.values())
            for number, cell in enumerate(order):
                beside = {Qt.Key.Key_Left: number - 1, Qt.Key.Key_Right: number + 1}
                cell.around = {key: order[to] for key, to in beside.items() if 0 <= to < len(order)}
                for key, to in ((Qt.Key.Key_Up, place - 1), (Qt.Key.Key_Down, place + 1)):
                    if 0 <= to < len(rows):
                        there = list(rows[to].values())
                        cell.around[key] = there[min(number, len(there) - 1)]

    # -- what is decided

    def take(self, name: str, side: int) -> None:
        """Take a side in a row, or take that back when it was taken already."""
        self._set(name, None if self.taken.get(name) == side else side)
        self.decided.emit()

    def take_here(self, side: int) -> None:
        """Take a side in the row that has the cursor, else in the first one that is open, and go on to the next."""
        name = self._here() or next(iter(self.open_names()), "")
        if side in self._cells.get(name, {}) and self._cells[name][side].isEnabled():
            self._set(name, side)
            self.decided.emit()
            self.go_to_open(after=name)

    def _here(self) -> str:
        focus = QApplication.focusWidget()
        for name, cells in self._cells.items():
            if focus in cells.values() or (focus is not None and self._results[name].isAncestorOf(focus)):
                return name
        return ""

    def can_type(self) -> bool:
        """Tell whether any row can be answered by typing."""
        return not self.shown.decider and any(group.typed for group in self._rows())

    def type_here(self) -> None:
        """Type the answers of the row that has the cursor, or of the first open one, where no side is right."""
        name = self._here() or next((one for one in self.open_names() if self._group(one).typed), "")
        if name and self._group(name).typed and not self.shown.decider:
            self._set(name, None)
            self._type(name, self.typed.get(name, {}))
            self.decided.emit()

    def _type(self, name: str, texts: Mapping[str, str]) -> None:
        fields = TypedAnswers(self._group(name).typed, texts)
        self.typed[name] = fields.texts()

        def changed() -> None:
            self.typed[name] = fields.texts()
            self.decided.emit()

        def left() -> None:
            self._set(name, None)
            next(iter(self._cells[name].values())).setFocus(Qt.FocusReason.OtherFocusReason)
            self.decided.emit()

        fields.changed.connect(changed)
        fields.left.connect(left)
        self._results[name].show_lines(None, _("Neither side:"), [fields])
        fields.begin(after=list(self._cells[name].values())[-1])

    def go_to_open(self, after: str = "") -> bool:
        """Put the cursor into the next row that nobody has decided; tell whether there is one."""
        names = list(self._cells)
        begin = names.index(after) + 1 if after in names else 0
        waiting = set(self.open_names())
        name = next((one for one in (*names[begin:], *names[:begin]) if one in waiting), "")
        cells: Sequence[QWidget] = list(self._cells.get(name, {}).values())
        if cells:
            cells[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(cells)

    def open_names(self) -> list[str]:
        """Return the rows that are still to be decided."""
        typed = {name for name, texts in self.typed.items() if any(texts.values())}
        begun = self.typed.keys() - typed
        return [
            one.name
            for one in self._rows()
            if (one.open or one.name in begun) and one.name not in self.taken and one.name not in typed
        ]

    def answers(self) -> dict[str, str]:
        """Return what was typed, by question."""
        return {name: text for texts in self.typed.values() for name, text in texts.items()}

    def open_titles(self) -> list[str]:
        """Return the titles of the rows that are still to be decided."""
        waiting = self.open_names()
        return [one.title for one in self._rows() if one.name in waiting]

    def _rows(self) -> list[GroupWords]:
        return [_whole_row(self.shown), *self.shown.groups] if self.shown.whole else list(self.shown.groups)

    def _set(self, name: str, side: int | None) -> None:
        self.typed.pop(name, None)
        if side is None:
            self.taken.pop(name, None)
        else:
            self.taken[name] = side
        for place, cell in self._cells[name].items():
            cell.show_taken(place == side)
        for one in self._rows() if name == WHOLE else [self._group(name)]:
            self._show(one.name)

    def _group(self, name: str) -> GroupWords:
        return next(one for one in self._rows() if one.name == name)

    def _show(self, name: str) -> None:
        group = self._group(name)
        side = self.taken.get(WHOLE if self.shown.whole else name)
        lines: Lines | None = group.merged
        if side is not None:
            lines = group.sides[side] or (Line(_("removed"), changed=True),)
        missing = _("Not decided yet")
        if self.shown.decider:
            missing = _("{who} decides").format(who=self.shown.decider)
        if result := self._results.get(name):
            result.show_lines(lines if side is not None or not self.shown.whole else None, missing)


def _whole_row(shown: Compared) -> GroupWords:
    """Return the row that stands for the whole record, where one side removed it."""
    said = tuple(
        (Line(_("Removed the record"), changed=True),) if side.removed else (Line(_("Keeps it"), changed=True),)
        for side in shown.sides
    )
    return GroupWords(WHOLE, _("The whole record"), "", (Line(_("in use")),), said, None, open=True)
