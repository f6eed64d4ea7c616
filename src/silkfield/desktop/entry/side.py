"""What stands beside a form: the help of the question the cursor is on, and the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from silkfield.desktop import read_aloud
from silkfield.desktop.widgets import Card, IconMark, KeyCap, KeyList, Panel, Rule, Text, column, refill, row
from silkfield.formkit.field import Field as Question
from silkfield.language import _

_GAP = 12


class HelpCard(Card):
    """The help of one question, at most five lines, and what is read aloud before it is asked."""

    def __init__(self) -> None:
        self._title = Text("", "h2", elide=True)
        self._words = Text("", "body", "ink2", wrap=True)
        self._aloud = column(spacing=6)
        title = row(IconMark("help", 18), (self._title, 1), KeyCap("F1"))
        super().__init__(title, self._words, Panel(self._aloud), spacing=6)
        self.show_question(None)

    def show_question(self, question: Question | None) -> None:
        """Show the help of a question, or instead of it what is read aloud: that is said to somebody now."""
        aloud = question.read_aloud if question else ""
        self._title.set_words(_("Read aloud") if aloud else _(question.label) if question else _("Help"))
        self._words.set_words(_help_of(question))
        self._words.setVisible(not aloud)
        refill(self._aloud, read_aloud.boxes(aloud, labelled=False) if aloud else ())
        self.updateGeometry()


def _help_of(question: Question | None) -> str:
    if question is None:
        return _("What this question is about stands here.")
    if question.help:
        return _(question.help)
    return _("Needed to save.") if question.required else _("Optional. It can stay empty and be filled in later.")


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
