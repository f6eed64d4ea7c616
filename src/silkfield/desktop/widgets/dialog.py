"""Ask before what cannot be undone or leaves the laptop: a question, what follows from it, and two verbs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget
from typing_extensions import override

from silkfield.desktop.widgets.buttons import danger as danger_button
from silkfield.desktop.widgets.buttons import primary, second
from silkfield.desktop.widgets.layout import Item, column, row
from silkfield.desktop.widgets.text import IconMark, Text

_WIDTH = 444


class WordsDialog(QDialog):
    """A question in words. The safe choice has the focus and Esc; the other one is never the default."""

    def __init__(
        self,
        parent: QWidget | None,
        question: str,
        consequence: str,
        safe: str,
        act: str,
        icon: str = "",
        danger: bool = True,
        extra: QWidget | None = None,
    ) -> None:
        """`extra` is a part shown between the consequence and the choices, such as the 40 digits."""
        super().__init__(parent)
        self.setObjectName("words")
        self.setWindowTitle(question)
        self.setAccessibleDescription(consequence)
        self.setModal(True)
        tone = "bad" if danger else "accent"
        title = Text(question, "big", wrap=True)
        title.setFixedWidth(_WIDTH - 48 - (36 if icon else 0))
        heading: list[Item] = [IconMark(icon, 24, tone)] if icon else []
        words = Text(consequence, "body", "ink2", wrap=True)
        words.setFixedWidth(_WIDTH - 48)
        self.safe = second(safe, "Esc", run=self.reject)
        # Small icon only on the dangerous verb: it repeats the sign beside the question.
        self.act = danger_button(act, icon=icon, run=self.accept) if danger else primary(act, run=self.accept)
        parts: list[Item] = [row(*heading, title, None, spacing=12), 6, words, 14]
        if extra is not None:
            parts += [extra, 10]
        whole = column(*parts, row(None, self.safe, self.act, spacing=0), margins=(24, 20, 20, 12))
        whole.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        self.setLayout(whole)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.safe.setFocus(Qt.FocusReason.TabFocusReason)


def ask(
    parent: QWidget | None, question: str, consequence: str, safe: str, act: str, icon: str = "", danger: bool = True
) -> bool:
    """Ask a question and return whether the person chose to act; closing the dialog is the safe choice."""
    return WordsDialog(parent, question, consequence, safe, act, icon, danger).exec() == QDialog.DialogCode.Accepted
