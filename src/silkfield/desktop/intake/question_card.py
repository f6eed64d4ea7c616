"""One question about a workbook: what is asked, what speaks for which answer, and a key for every answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from silkfield.desktop.intake.question_parts import ROOM, flowing, parts_of
from silkfield.desktop.intake.row_words import shortened
from silkfield.desktop.intake.wanted import Looked, code_choices
from silkfield.desktop.lists.lines import short_day
from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.widgets import (
    Button,
    Card,
    Chip,
    ComboField,
    DateField,
    Field,
    Panel,
    Rule,
    Scrolled,
    Text,
    column,
    quiet,
    refill,
    row,
)
from silkfield.desktop.widgets.buttons import ENTER_KEYS
from silkfield.desktop.widgets.layout import Item
from silkfield.formkit.days import iso_day
from silkfield.formkit.problems import Around, Unreadable
from silkfield.formkit.reading import read_day
from silkfield.language import _
from silkfield.workbooks.drafts import Question

_KEYS = {"keep": "Y", "drop": "N", "same": "J", "not_same": "N", "new": "N", "": "X"}
"""Answers that have a letter of their own; the others are counted through."""


def answer_words(question: Question, answer: Any, around: Around) -> str:
    """Return an answer as people read it."""
    if question.kind == "date":
        return short_day(answer) if iso_day(answer) else str(answer)
    if label := dict(question.choices).get(answer):
        return label
    codes = around.codes[question.id.split(":")[1]].by_key if question.kind == "word" else {}
    return codes[answer].text() if answer in codes else str(answer)


class QuestionCard(Card):
    """`answered` carries the answer given, `later` leaves the question open, `back` goes to the one before."""

    answered = Signal(object)
    later = Signal()
    back = Signal()

    def __init__(self, around: Around, room: int = ROOM) -> None:
        """`room` is how many pixels the answers always have side by side."""
        self._around, self._room = around, room
        self.question: Question | None = None
        self.other: ComboField | DateField | None = None
        self.buttons: dict[Any, Button] = {}
        self._count = Text("", "meta", "ink2")
        self._chip_place = row()
        self._title = Text("", "big", wrap=True)
        self._parts = column(spacing=12, margins=(0, 4, 8, 8))
        self._answers = column(spacing=4)
        super().__init__(
            row(self._count, None, self._chip_place),
            self._title,
            (Scrolled(Panel(self._parts, "scrolled")), 1),
            Rule(),
            self._answers,
            spacing=8,
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_question(self, question: Question, looked: Looked, number: int, count: int, answer: Any = None) -> None:
        """Ask another question; `answer` is what was answered before."""
        self.question = question
        self._count.set_words(_("Question {number} of {count}").format(number=number, count=count))
        answered = answer is not None
        said = _("answered: {answer}").format(answer=answer_words(question, answer, self._around)) if answered else ""
        refill(self._chip_place, [Chip(said, "ok", "check")] if answered else [])
        self._title.set_words(question.sentence)
        refill(self._parts, [*_packed(parts_of(question, looked)), *self._typed_answer(question), None])
        refill(self._answers, [_held(line) for line in self._buttons_of(question, first=number == 1)])
        self.setAccessibleName(f"{self._count.words()}: {question.sentence}")
        self.setAccessibleDescription(", ".join(question.evidence))

    def _typed_answer(self, question: Question) -> list[Item]:
        self.other = None
        if question.kind == "word":
            label, codes = _("Another word of the list"), self._around.codes[question.id.split(":")[1]]
            self.other = ComboField(label, code_choices(codes), _("type a few letters, then Enter"))
        elif question.kind == "date":
            label = _("Another day")
            self.other = DateField(label, _day, lambda day: short_day(day.isoformat()), _("3/5/2016, then Enter"))
        if self.other is None:
            return []
        return [Panel(row(Field(label, self.other, width=280), None))]

    def _buttons_of(self, question: Question, *, first: bool) -> list[Item]:
        self.buttons = {}
        counted = iter("123456789")
        for answer, _label in question.choices:
            proposed = question.proposal is not None and answer == question.proposal
            key = _KEYS.get(answer) or next(counted, "")
            words = shortened(answer_words(question, answer, self._around), self._room - 72, "strong")
            button = _button(words, "Enter" if proposed else key, partial(self._answer, answer), main=proposed)
            if proposed and key:
                button.setAccessibleDescription(key)
            self.buttons[answer] = button
        beside = [quiet(_("Later"), "L", run=self.later.emit)]
        if not first:
            beside.append(quiet(_("Previous"), "P", run=self.back.emit))
        lines = flowing(list(self.buttons.values()), 0, self._room)
        if len(lines) == 1 and self._room >= ROOM:
            return [row(*self.buttons.values(), None, *beside, spacing=0)]
        return [*lines, row(None, *beside, spacing=0)]

    def _answer(self, answer: Any) -> None:
        self.answered.emit(answer)

    def _typed(self) -> Any:
        """Return what was typed instead of a choice, None for nothing that can be taken."""
        value = self.other.value() if self.other is not None else None
        return value.isoformat() if isinstance(value, date) else value

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER_KEYS or self.question is None:
            super().keyPressEvent(event)
        elif self.other is not None and self.other.hasFocus():
            if (typed := self._typed()) is not None:
                self._answer(typed)
        elif self.hasFocus() and self.question.proposal is not None:
            self._answer(self.question.proposal)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            with Canvas(self) as canvas:
                canvas.box(self.rect(), 8, edge="accent", width=2)


def _button(words: str, keys: str, run: Callable[[], object], *, main: bool) -> Button:
    """Make the button of an answer; Enter belongs to the card, so that it never presses what has not the focus."""
    button = Button(words, "primary" if main else "second", keys, run=run)
    if keys and keys != "Enter":
        button.bind_keys(keys)
    return button


def _packed(items: list[Item]) -> list[Item]:
    return [_held(item) for item in items]


def _held(item: Item) -> Item:
    """Return a part that goes as a whole when others take its place."""
    return item if isinstance(item, (QWidget, tuple, int)) or item is None else Panel(item)


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except Unreadable:
        return None
