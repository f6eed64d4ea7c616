"""The questions of a form on the screen: numbered blocks of fields, asked when they apply, with their problems beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from silkfield.desktop.desk import Desk
from silkfield.desktop.editors.asked import Asked
from silkfield.desktop.editors.by_kind import editor_for
from silkfield.desktop.editors.editor import Setting
from silkfield.desktop.editors.flow import FieldFlow
from silkfield.desktop.entry.block import QuestionBlock
from silkfield.desktop.style import theme
from silkfield.desktop.widgets import Panel, Rule, column
from silkfield.desktop.widgets.buttons import ENTER_KEYS
from silkfield.formkit.answers import HumanNumber
from silkfield.formkit.days import DATES_TEXT
from silkfield.formkit.field import Field as Question
from silkfield.formkit.form import Section
from silkfield.formkit.problems import Around, Problem, Unreadable, error
from silkfield.language import _


class Questions(QWidget):
    """All questions of one record. `changed` is a person's change; `moved` names the question the cursor came to."""

    changed = Signal()
    moved = Signal(str)
    looked_at = Signal(QWidget)
    """The widget that has the cursor now; it must be in sight."""

    finished = Signal()
    """Enter on the last question."""

    def __init__(
        self,
        sections: Sequence[Section],
        desk: Desk,
        around: Around,
        sinking: frozenset[str] = frozenset(),
        beginning: frozenset[str] = frozenset(),
    ) -> None:
        """`sinking` names questions that are shown sunken while they do not apply, `beginning` those that start a row."""
        super().__init__()
        self.around = around
        self.asked: dict[str, Asked] = {}
        self.more = False
        self._blocks: list[tuple[QWidget, list[Asked]]] = []
        self._brought_out: set[str] = set()
        self._here = ""
        self._filling = False
        parts: list[QWidget] = []
        numbered = [section for section in sections if any(_is_asked(one) for one in section.fields)]
        for number, section in enumerate(numbered, 1):
            asked = [self._ask(one, desk, one.name in sinking) for one in section.fields if _is_asked(one)]
            flow = FieldFlow(down=8 if theme().right_to_left else 10)
            for one in asked:
                flow.add(one.frame, replace(one.room(), begins=one.question.name in beginning))
            block = QuestionBlock(str(number), _(section.title), _(section.hint), Panel(flow))
            group = Panel(column(*([Rule()] if parts else []), block))
            self._blocks.append((group, asked))
            parts.append(group)
        card = Panel(column(*parts, None, margins=(1, 1, 1, 1)), "card")
        self.setLayout(column(card, None))
        self._follow = QApplication.instance()
        if isinstance(self._follow, QApplication):
            self._follow.focusChanged.connect(self._focus_changed)

    def _ask(self, question: Question, desk: Desk, sinks: bool) -> Asked:
        setting = Setting(_(question.label), self.around, desk, self.kept, editor_for)
        editor = editor_for(question.answer, setting)
        editor.changed.connect(lambda: self._person_changed(question.name))
        editor.written.connect(self._keep_as_written)
        self.asked[question.name] = Asked(question, editor, sinks)
        return self.asked[question.name]

    # -- answers

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these answers; questions not named are empty."""
        self._filling = True
        self._brought_out.clear()
        for name, one in self.asked.items():
            one.editor.show_value(values.get(name))
            one.editor.show_beside(values)
        self._filling = False
        self._apply()

    def answers(self) -> tuple[dict[str, Any], list[Problem]]:
        """Return the answers of the questions that apply, and a problem for each that cannot be read."""
        values: dict[str, Any] = {}
        unreadable: list[Problem] = []
        for name, one in self.asked.items():
            if not one.applies:
                continue
            try:
                value = one.editor.value()
            except Unreadable as fault:
                unreadable.append(error(name, "unreadable", str(fault)))
                continue
            if value not in (None, "", [], {}):
                values[name] = value
            values.update(one.editor.beside())
        return values, unreadable

    def kept(self) -> dict[str, Any]:
        """Return what a draft keeps: all answers, also what cannot be read and what does not apply just now."""
        kept = {name: one.editor.kept() for name, one in self.asked.items()}
        for one in self.asked.values():
            kept.update(one.editor.beside())
        return {name: value for name, value in kept.items() if value not in (None, "", [], {})}

    # -- which questions apply

    def show_more(self, more: bool) -> None:
        """Show the questions that are usually put away, or put them away again."""
        self.more = more
        for one in self.asked.values():
            one.editor.expand(more)
        self._apply()

    def has_more(self) -> bool:
        """Tell whether any question is put away."""
        return any(one.question.more for one in self.asked.values())

    def needs_more(self, usual: Mapping[str, Any]) -> bool:
        """Tell whether a question that is put away has an answer other than its usual one."""
        kept = self.kept()
        return any(
            one.question.more and kept.get(name) not in (None, usual.get(name)) and not one.question.pinned
            for name, one in self.asked.items()
        )

    def _apply(self) -> None:
        kept = self.kept()
        for one in self.asked.values():
            question = one.question
            one.applies = question.when is None or question.when.holds(kept)
            if one.sinks:
                one.editor.set_read_only(not one.applies)
            in_sight = self.more or not question.more or question.name in self._brought_out
            shown = (one.applies or one.sinks) and (in_sight or bool(one.frame.message()))
            one.frame.setVisible(shown)
            if one.editor.needs_neighbours:
                one.editor.neighbours_changed()
        for group, asked in self._blocks:
            group.setVisible(any(not one.frame.isHidden() for one in asked))

    def _person_changed(self, _name: str) -> None:
        if not self._filling:
            self._apply()
            self.changed.emit()

    def _keep_as_written(self, text: str) -> None:
        """Keep how a day was written in another calendar, where the form has a place for it."""
        if (kept := self.asked.get(DATES_TEXT)) is None:
            return
        before = kept.editor.kept() or ""
        if text not in before:
            kept.editor.show_value(f"{before} – {text}" if before else text)
            self._brought_out.add(DATES_TEXT)
            self._person_changed(DATES_TEXT)

    def settle(self) -> None:
        """Write the answer under the cursor in its usual spelling, as if the cursor had left it."""
        if self._here in self.asked:
            self.asked[self._here].editor.left()

    # -- problems

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say beside each question what is wrong with its answer, errors before notes, and nothing beside the others."""
        first: dict[str, Problem] = {}
        for problem in problems:
            kept = first.get(problem.field)
            if kept is None or (problem.blocks and not kept.blocks):
                first[problem.field] = problem
        for name, one in self.asked.items():
            problem_here = first.get(name)
            if problem_here is None:
                if one.frame.message():
                    one.frame.clear_messages()
            elif problem_here.blocks:
                one.frame.show_error(problem_here.sentence)
            else:
                one.frame.show_note(problem_here.sentence)
        self._apply()

    # -- where the cursor is

    def go_to(self, name: str) -> None:
        """Put the cursor on a question."""
        one = self.asked.get(name)
        if one is not None:
            one.frame.setVisible(True)
            one.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_first(self) -> None:
        """Put the cursor on the first question that has no answer, else on the first one."""
        order = self._reachable()
        kept = self.kept()
        name = next((name for name in order if name not in kept), order[0] if order else "")
        self.go_to(name)

    def here(self) -> str:
        """Return the name of the question the cursor is on, or was on last."""
        return self._here

    def label_of(self, name: str) -> str:
        """Return the label of a question, empty when it is none of this form."""
        return _(self.asked[name].question.label) if name in self.asked else ""

    def _reachable(self) -> list[str]:
        return [
            name
            for name, one in self.asked.items()
            if not one.frame.isHidden() and one.applies and not isinstance(one.question.answer, HumanNumber)
        ]

    def go_on(self) -> None:
        """Go to the next question, or say that there is none."""
        order = self._reachable()
        after = order[order.index(self._here) + 1 :] if self._here in order else order
        if after:
            self.go_to(after[0])
        else:
            self.finished.emit()

    def _name_at(self, widget: QWidget | None) -> str:
        while widget is not None and widget is not self:
            for name, one in self.asked.items():
                if one.editor is widget:
                    return name
            widget = widget.parentWidget()
        return ""

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        name = self._name_at(now)
        if name:
            self.looked_at.emit(now)
        if name == self._here:
            return
        if self._here in self.asked:
            self.asked[self._here].editor.left()
        if name:
            self._here = name
            self.moved.emit(name)
        elif self._here:
            self.moved.emit("")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.go_on()
        elif event.key() == Qt.Key.Key_PageDown:
            self.go_on()  # also out of the middle of a count
        else:
            super().keyPressEvent(event)


def _is_asked(question: Question) -> bool:
    return not isinstance(question.answer, HumanNumber)
