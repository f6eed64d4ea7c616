"""The tally of evaluation papers: for each question how many gave 1, 2, 3, 4 and 5, typed from number to number by Enter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from silkfield.desktop.widgets import Field, NumberField, Panel, Text, WordsDialog, column, row
from silkfield.desktop.widgets.buttons import ENTER_KEYS
from silkfield.forms.evaluation import MARKS, papers_of
from silkfield.language import _, isolated

_QUESTION, _NUMBER, _LINE = 250, 58, 40  # pixels


class TallyDialog(WordsDialog):
    """The question; what is typed is an evaluation's `papers` and `items`."""

    def __init__(self, parent: QWidget, values: Mapping[str, Any]) -> None:
        self._items = [dict(item) for item in values.get("items") or ()]
        self.papers = NumberField(_("Papers that came back"), maximum=10_000, width=90)
        self.papers.set_value(values.get("papers"))
        self.numbers: list[list[NumberField]] = []
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        for place, mark in enumerate(MARKS, 1):
            grid.addWidget(Text(str(mark), "label", "ink2", align="center"), 0, place)
        for line, item in enumerate(self._items, 1):
            self._add_line(grid, line, item)
        self._fault = Text("", "meta", "bad", wrap=True)
        extra = Panel(
            column(row(Field(_("Papers that came back"), self.papers), None), Panel(grid), self._fault, spacing=10)
        )
        words = _("Count for each question. Enter goes to the next number. Nobody's paper is kept.")
        super().__init__(
            parent, _("Tally of the evaluation"), words, _("Not now"), _("Save"), "chart-bar", danger=False, extra=extra
        )

    def _add_line(self, grid: QGridLayout, line: int, item: Mapping[str, Any]) -> None:
        asked = Text(str(item.get("item") or ""), "body", wrap=True)
        asked.setFixedWidth(_QUESTION)
        grid.addWidget(asked, line, 0)
        grid.setRowMinimumHeight(line, _LINE)
        fields = []
        for place, mark in enumerate(MARKS, 1):
            field = NumberField(f"{asked.words()}: {mark}", maximum=10_000, width=_NUMBER)
            field.set_value(item.get(f"marks_{mark}"))
            grid.addWidget(field, line, place)
            fields.append(field)
        self.numbers.append(fields)

    def _fields(self) -> list[NumberField]:
        return [self.papers, *(field for line in self.numbers for field in line)]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        fields = self._fields()
        here = next((place for place, field in enumerate(fields) if field.hasFocus()), None)
        if event.key() not in ENTER_KEYS or self.safe.hasFocus():
            super().keyPressEvent(event)
        elif here is not None and here + 1 < len(fields):
            fields[here + 1].setFocus()
            fields[here + 1].selectAll()
        else:
            self.accept()

    @override
    def accept(self) -> None:
        """Keep what was typed only when it can be: numbers, and no more marks for a question than papers."""
        wrong = [field for field in self._fields() if field.fault()]
        for field in self._fields():
            field.set_fault(field in wrong)
        papers, items = self.said()
        over = next((item for item in items if papers_of(item) > papers), None)
        if wrong:
            wrong[0].setFocus()
        elif over is not None:
            words = _("“{item}” has more answers than papers came back. Correct one of them.")
            self._fault.set_words(words.format(item=isolated(str(over["item"]))))
            self.numbers[items.index(over)][0].setFocus()
        else:
            super().accept()

    def said(self) -> tuple[int, list[dict[str, Any]]]:
        """Return how many papers came back (the most for any question where nobody counted them), and the tally."""
        items = []
        for item, line in zip(self._items, self.numbers, strict=True):
            counts = {f"marks_{mark}": field.value() for mark, field in zip(MARKS, line, strict=True)}
            items.append({**item, **{name: count for name, count in counts.items() if count is not None}})
        most = max(map(papers_of, items), default=0)
        papers = self.papers.value()
        return (most if papers is None else papers), items
