"""The questions a workbook raises, one after the other, with the list of all of them and what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal

from silkfield.desktop.intake.question_card import QuestionCard, answer_words
from silkfield.desktop.intake.row_words import shortened
from silkfield.desktop.intake.wanted import Looked
from silkfield.desktop.widgets import Beside, Card, Cell, Column, DataTable, EmptyState, Panel, Row, column, refill
from silkfield.formkit.problems import Around
from silkfield.language import N_, _, isolated, ngettext
from silkfield.workbooks.drafts import Question

SIDE, NARROW_SIDE = 352, 324
_CHIP = 80  # pixels for the words of an answer in the list
NAMES = "names"
_SHORT = {"keep": N_("Kept"), "drop": N_("Codes only"), "same": N_("The same"), "not_same": N_("Two people")}


class QuestionsView(Panel):
    """Asks one question at a time. `answered` is a new answer, `finished` says that none is open any more."""

    answered = Signal()
    finished = Signal()

    def __init__(self, around: Around) -> None:
        self._around = around
        self._looked: Looked | None = None
        self._questions: dict[str, Question] = {}
        self._answers: dict[str, Any] = {}
        self._later: set[str] = set()
        self.card = QuestionCard(around)
        columns = (Column("what", _("Question"), 120, stretch=True), Column("answer", _("Answer"), _CHIP + 56))
        self.table = DataTable(columns, _("All questions"), height="two")
        self._done_place = column()
        self.done = Card(self._done_place)
        self.done.hide()
        main = Panel(column((self.card, 1), (self.done, 1)))
        side = Panel(column((Card(self.table, title=_("All questions"), flush=True), 1)))
        super().__init__(column((Beside(main, side, SIDE, NARROW_SIDE), 1)))
        self.card.answered.connect(self._answer)
        self.card.later.connect(self._put_off)
        self.card.back.connect(self._go_back)
        self.table.moved.connect(self._chosen)
        self.table.chosen.connect(lambda _id: self.card.setFocus())

    # -- what is known

    def answers(self) -> dict[str, Any]:
        """Return the answers given so far, by question."""
        return dict(self._answers)

    def begin(self, answers: Mapping[str, Any] | None = None) -> None:
        """Begin with another workbook, of which this much was answered before."""
        self._questions.clear()
        self._later.clear()
        self._answers = dict(answers or {})
        self._looked = None
        self.card.question = None

    def open_questions(self) -> list[str]:
        """Return the questions without an answer."""
        return [key for key in self._questions if key not in self._answers]

    def names_open(self) -> bool:
        """Tell whether nobody has said yet what shall be done with the names."""
        return NAMES in self.open_questions()

    def show_looked(self, looked: Looked) -> None:
        """Take over the questions of a workbook; the one in front stays in front."""
        self._looked = looked
        asked = looked.checked.intake.questions if looked.checked else ()
        now = {question.id: question for question in asked}
        kept = {key: question for key, question in self._questions.items() if key in now or key in self._answers}
        self._questions = {**kept, **now}
        self._list()
        front = self.card.question
        if front is None or self._questions.get(front.id) != front:
            self._show(self._next(front.id if front else ""))

    # -- going through them

    def take_focus(self) -> None:
        """Stand on the question in front."""
        (self.card if self.card.isVisible() else self.table).setFocus()

    def go_to_names(self) -> None:
        """Ask what shall be done with the names."""
        self._show(NAMES)
        self.card.setFocus()

    def _answer(self, answer: Any) -> None:
        if self.card.question is None:
            return
        asked = self.card.question.id
        self._answers[asked] = answer
        self._later.discard(asked)
        self._go_on(asked)
        self.answered.emit()

    def _put_off(self) -> None:
        if self.card.question is not None:
            asked = self.card.question.id
            had = self._answers.pop(asked, None)
            self._later.add(asked)
            self._go_on(asked)
            if had is not None:
                self.answered.emit()

    def _go_back(self) -> None:
        keys = list(self._questions)
        if self.card.question is not None and (place := keys.index(self.card.question.id)):
            self._show(keys[place - 1])
            self.card.setFocus()

    def _go_on(self, asked: str) -> None:
        self._list()
        self._show(self._next(asked))
        if self.card.isVisible():
            self.card.setFocus()
        else:
            self.finished.emit()

    def _next(self, asked: str) -> str:
        """Return the next question that is open and not put off, after this one or from the start; "" for none."""
        keys = list(self._questions)
        start = keys.index(asked) + 1 if asked in keys else 0
        wanted = (key for key in [*keys[start:], *keys[:start]] if key not in self._answers and key not in self._later)
        return next(wanted, "")

    def _chosen(self, key: object) -> None:
        if isinstance(key, str) and (self.card.question is None or key != self.card.question.id):
            self._show(key)

    def _show(self, key: str) -> None:
        question = self._questions.get(key)
        self.card.setVisible(question is not None)
        self.done.setHidden(question is not None)
        if question is None or self._looked is None:
            self.card.question = None
            self._say_done()
            return
        number = list(self._questions).index(key) + 1
        self.card.show_question(question, self._looked, number, len(self._questions), self._answers.get(key))
        self.table.choose(key)

    def _say_done(self) -> None:
        left = len(self.open_questions())
        many = ngettext("{count} question is left for later.", "{count} questions are left for later.", left)
        fact = many.format(count=left) if left else _("Nothing has to be asked any more.")
        why = _("Odd rows go in as they are, refused ones come back in a workbook.") if left else _("Take the rows in.")
        state = EmptyState("history" if left else "circle-check", fact, why)
        refill(self._done_place, [(state, 1)])

    def _list(self) -> None:
        self.table.show_rows([self._as_row(question) for question in self._questions.values()])

    def _as_row(self, question: Question) -> Row:
        title, second = _named(question)
        if question.id in self._answers:
            answer = self._answers[question.id]
            words = _(_SHORT[answer]) if answer in _SHORT else answer_words(question, answer, self._around)
            cell = Cell(shortened(words, _CHIP, "cap"), chip="ok", icon="check")
        elif question.id in self._later:
            cell = Cell(_("Later"), chip="warn", icon="history")
        else:
            cell = Cell(_("Open"), chip="neu")
        room = 150
        return Row(question.id, (Cell(shortened(title, room, "strong"), shortened(second, room, "meta")), cell))


def _named(question: Question) -> tuple[str, str]:
    """Say in two short lines what a question is about."""
    numbers = [isolated(str(number)) for _sheet, number in question.rows]
    count = len(numbers)
    shown = _(", ").join(numbers) if count < 4 else str(count)
    rows = ngettext("row {rows}", "rows {rows}", count) if count < 4 else _("{rows} rows")
    where = rows.format(rows=shown)
    match question.kind:
        case "names":
            return _("Names of clients"), where
        case "date":
            return _("A day"), where
        case "same":
            return _("The same person?"), where
        case "word":
            return _("“{word}”").format(word=question.id.split(":", 2)[2]), where
        case _:
            return question.sentence, where
