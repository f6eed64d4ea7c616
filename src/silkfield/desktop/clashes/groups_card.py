"""The table of a clash: one row for each group of answers, a column for each side, and what has been taken so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from silkfield.desktop.clashes.cells import BeforeCell, ResultCell, SideCell, spoken
from silkfield.desktop.clashes.compared import Compared, GroupWords, Line, Lines
from silkfield.desktop.clashes.typed_answers import TypedAnswers
from silkfield.desktop.desk import Desk
from silkfield.desktop.widgets import Panel, Rule, Text, column, refill
from silkfield.language import _, ngettext
from silkfield.operations.exchange.clashing import WHOLE


class GroupsCard(Panel):
    """Shows one clash and keeps which side is taken in which row; `decided` says that this changed."""

    decided = Signal()

    def __init__(
        self, desk: Desk, shown: Compared, taken: Mapping[str, int], typed: Mapping[str, Mapping[str, Any]]
    ) -> None:
        """`taken` and `typed` are what was decided about this clash before."""
        self.desk, self.shown = desk, shown
        self.taken: dict[str, int] = {}
        self.typed: dict[str, dict[str, Any]] = {}
        self._last = ""
        self._anew: dict[str, TypedAnswers] = {}
        self._below: dict[str, QVBoxLayout] = {}
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
        for name, kept in typed.items():
            if name in self._results:
                self._type(name, kept)

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
        self._below[group.name] = column()
        self._grid.addLayout(self._below[group.name], line + 2, 1, 1, -1)
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
            anew = self._anew.get(name)
            if focus in cells.values() or (focus is not None and anew is not None and anew.isAncestorOf(focus)):
                return name
        return ""

    def can_type(self) -> bool:
        """Tell whether any row can be answered anew."""
        return not self.shown.decider and any(group.typed for group in self._rows())

    def type_here(self) -> None:
        """Answer anew the row with the cursor, else the last decided or first open one; begin with what is taken there."""
        name = self._here() or self._last or next((one for one in self.open_names() if self._group(one).typed), "")
        if name and self._group(name).typed and not self.shown.decider:
            side = self.taken.get(name)
            begin = self.typed.get(name, self.shown.answers) if side is None else self._group(name).answers[side] or {}
            self._set(name, None)
            self._type(name, begin)
            self.decided.emit()

    def _type(self, name: str, kept: Mapping[str, Any]) -> None:
        form = self.desk.sitting.form(self.shown.form)
        anew = TypedAnswers([form.by_name[one] for one in self._group(name).typed], self.desk, self._answers_now, kept)
        self._anew[name] = anew

        def changed() -> None:
            self.typed[name] = anew.kept()
            self._show(name)
            self.decided.emit()

        def left() -> None:
            self._set(name, None)
            next(iter(self._cells[name].values())).setFocus(Qt.FocusReason.OtherFocusReason)
            self.decided.emit()

        anew.changed.connect(changed)
        anew.left.connect(left)
        refill(self._below[name], [anew])
        self.typed[name] = anew.kept()
        self._show(name)
        anew.begin()

    def _answers_now(self) -> dict[str, Any]:
        """Return the answers of the record as far as they are decided, for editors that look at others."""
        now = dict(self.shown.answers)
        for name, side in self.taken.items():
            now.update((self._group(name).answers[side] if name != WHOLE else None) or {})
        for kept in self.typed.values():
            now.update(kept)
        return now

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
        typed = {
            name for name, kept in self.typed.items() if any(one not in (None, "", [], {}) for one in kept.values())
        }
        begun = self.typed.keys() - typed
        return [
            one.name
            for one in self._rows()
            if (one.open or one.name in begun) and one.name not in self.taken and one.name not in typed
        ]

    def laptops(self) -> dict[str, str]:
        """Return whose side is taken, by row: the ids of the keys of the laptops."""
        return {name: self.shown.sides[side].device for name, side in self.taken.items()}

    def answers(self) -> dict[str, Any] | None:
        """Return what was answered anew, by question; nothing, said beside it, while one of them cannot be read."""
        answers: dict[str, Any] = {}
        for one in self._anew.values():
            said = one.answers()
            if said is None:
                one.begin()
                return None
            answers |= said
        return answers

    def open_titles(self) -> list[str]:
        """Return the titles of the rows that are still to be decided."""
        waiting = self.open_names()
        return [one.title for one in self._rows() if one.name in waiting]

    def _rows(self) -> list[GroupWords]:
        return [_whole_row(self.shown), *self.shown.groups] if self.shown.whole else list(self.shown.groups)

    def _set(self, name: str, side: int | None) -> None:
        self._last = name
        self.typed.pop(name, None)
        if self._anew.pop(name, None) is not None:
            refill(self._below[name], [])
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
        if name in self.typed and name not in self.open_names():
            lines = (Line(_("Answered anew, below"), changed=True),)
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
    return GroupWords(WHOLE, _("The whole record"), "", (Line(_("in use")),), said, None, True, (), ())
