"""The card that admits a laptop: its answer is read, and its 40 digits are typed as its people read them aloud."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from silkfield.desktop.widgets import Card, DigitsBlock, Field, LineField, Panel, PathField, Text, column, primary, row
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.exchange import admitting
from silkfield.operations.exchange.admitting import Answer
from silkfield.operations.sitting import Sitting
from silkfield.trust.fingerprint import DIGITS, digits_of


def read_answer_file(sitting: Sitting, path: Path) -> Answer:
    """Read the answer that a laptop's people have sent. Raises Trouble."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise Trouble(_("“{path}” cannot be read.").format(path=path), _("Check its name."), code="no_file") from fault
    return admitting.read_answer(sitting, content)


class AdmissionCard(Card):
    """`reading` carries the path of an answer, `admitting` the answer and the digits typed."""

    reading = Signal(object)
    admitting = Signal(object, str)

    def __init__(self) -> None:
        self.answer: Answer | None = None
        self.file = PathField(
            _("Answer file"), "file", _("Answers") + " (*.skf-enrol)", placeholder=_("type its path or drop it here")
        )
        self.digits = DigitsBlock("")
        self._who = Text("", "body", "ink2", wrap=True)
        self.typed = LineField(_("Digits read to you"), placeholder=_("type all 40"), left_to_right=True)
        self._typed = Field(_("The digits its people read to you"), self.typed, required=True)
        self.button = primary(_("Admit this laptop"), icon="shield-check", run=self._admit)
        self._comparing = Panel(column(self._who, self.digits, self._typed, row(None, self.button), spacing=8))
        super().__init__(Field(_("Its answer"), self.file), self._comparing, title=_("Admit a laptop"), spacing=8)
        self.file.given.connect(lambda paths: self.reading.emit(paths[0]))
        self.typed.textChanged.connect(lambda _text: self._count())
        self.forget()

    def forget(self) -> None:
        """Put the answer away."""
        self.answer = None
        self.typed.set_value("")
        self._comparing.hide()

    def show_answer(self, answer: Answer) -> None:
        """Show whose answer it is and its digits; nothing is admitted."""
        self.answer = answer
        self.digits.set_digits(" ".join(answer.digits))
        words = _("{name}, laptop {laptop}. Call its people and let them read their 40 digits, one group at a time.")
        self._who.set_words(words.format(name=answer.name, laptop=answer.laptop))
        self.typed.set_value("")
        self._count()
        self._comparing.show()
        self.typed.setFocus()

    def _count(self) -> None:
        count = len(digits_of(self.typed.value()))
        self._typed.set_hint(_("{count} of {all}").format(count=count, all=DIGITS))
        self.button.setEnabled(count >= DIGITS)

    def _admit(self) -> None:
        if self.answer is not None:
            self.admitting.emit(self.answer, self.typed.value())
