"""What stands beside a form: the help of the question the cursor is on, and the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from silkfield.desktop.widgets import Card, IconMark, KeyCap, KeyList, Panel, Rule, Text, column, row
from silkfield.formkit.field import Field as Question
from silkfield.language import _

_GAP = 12


class HelpCard(Card):
    """The help of one question, at most five lines."""

    def __init__(self) -> None:
        self._title = Text("", "h2", elide=True)
        self._words = Text("", "body", "ink2", wrap=True)
        super().__init__(row(IconMark("help", 18), (self._title, 1), KeyCap("F1")), self._words, spacing=6)
        self.show_question(None)

    def show_question(self, question: Question | None) -> None:
        """Show the help of a question."""
        self._title.set_words(_(question.label) if question else _("Help"))
        words = _(question.help) if question and question.help else _("What this question is about stands here.")
        if question and not question.help:
            words = (
                _("Needed to save.") if question.required else _("Optional. It can stay empty and be filled in later.")
            )
        self._words.set_words(words)
        self.updateGeometry()


class KeysCard(Card):
    """The keys of the page."""

    def __init__(self) -> None:
        keys = [
            ("Enter", _("next question")),
            ("PgDn", _("leave a count")),
            ("Alt+M", _("more questions")),
            ("F8", _("next problem")),
            ("Esc", _("close, keeps the draft")),
        ]
        needed = Text(
            _("needed to save. Everything else can be left out and filled in later."), "meta", "ink2", wrap=True
        )
        star = row(column(Text("*", "label", "bad"), None), (needed, 1), spacing=8)
        super().__init__(KeyList(keys), Rule(), star, title=_("Keys"), spacing=8)


class Side(Panel):
    """What stands beside a form; the keys give way where there is no room for all of it."""

    def __init__(self, *cards: QWidget) -> None:
        self._cards, self._keys = cards, KeysCard()
        super().__init__(column(*cards, self._keys, None, spacing=_GAP))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            shown = [one for one in (*self._cards, self._keys) if one is self._keys or not one.isHidden()]
            self._keys.setVisible(sum(map(self._height_of, shown)) + _GAP * (len(shown) - 1) <= self.height())
        return super().event(event)

    def _height_of(self, card: QWidget) -> int:
        return card.heightForWidth(self.width()) if card.hasHeightForWidth() else card.sizeHint().height()


def beside_form(*above: QWidget) -> tuple[QWidget, HelpCard]:
    """Return the side panel of a form and its help card; `above` stands on top."""
    card = HelpCard()
    return Side(*above, card), card
