"""Ctrl+Shift+V on a new contact: the chat that was copied fills its day, its channel and its note; one contact a day.

What is not saved yet lies in the memory of the page only. The client's number is shown after a yes, and not before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QGuiApplication

from silkfield.desktop.entry.contact_sheet import KEEP, NOTE
from silkfield.desktop.entry.questions import Questions
from silkfield.desktop.navigator import DeskPage
from silkfield.desktop.trouble import tell
from silkfield.desktop.widgets.choice_menu import ChoiceMenu
from silkfield.errors import Trouble
from silkfield.formkit.answers import Day
from silkfield.language import _, ngettext
from silkfield.operations.pasting import LONGEST_NOTE, WHATSAPP, Chat, DayOfChat, read_chat

_MOST = 9  # days that have a key of their own


class ChatPaste:
    """Fills the questions of a page; `menu` is the choice of the day while it is open."""

    def __init__(self, page: DeskPage, questions: Questions, filled: Callable[[], object]) -> None:
        self._page, self._questions, self._filled = page, questions, filled
        self._phone = ""
        self._waiting: list[DayOfChat] = []
        self.menu: ChoiceMenu | None = None

    def paste(self) -> None:
        """Read what was copied; of several days ask which one this contact is about."""
        clipboard = QGuiApplication.clipboard()
        try:
            chat = read_chat(clipboard.text(), self._page.desk.sitting.around().today)
        except Trouble as trouble:
            tell(self._page, trouble)
            return
        clipboard.clear()  # so that the thread lies nowhere
        self._phone, self._waiting = chat.phone, list(chat.days)
        if len(chat.days) == 1:
            self._take(chat, 0)
        else:
            self._ask(chat)

    def _ask(self, chat: Chat) -> None:
        shown = chat.days[-_MOST:]
        options = [
            (str(place), self._named(one), str(chat.days.index(one))) for place, one in enumerate(shown, start=1)
        ]
        words = _("Each day is a contact of its own. Which day?")
        self.menu = ChoiceMenu(self._page, words, options, lambda place: self._take(chat, int(place)))
        self.menu.open_at(self._questions)

    def _named(self, one: DayOfChat) -> str:
        day = Day().show(one.day.isoformat(), self._page.desk.sitting.around())
        count = ngettext("{count} message", "{count} messages", one.messages).format(count=one.messages)
        return _("{day}: {messages}").format(day=day, messages=count)

    def _take(self, chat: Chat, place: int) -> None:
        chosen = chat.days[place]
        self._waiting = list(chat.days[place + 1 :])
        self._fill(chosen)
        more = [_("The days were read with the day first; look at the date.")] if chat.unsure and chat.day_first else []
        more += [_("The days were read with the month first; look at the date.")] if not chat.day_first else []
        more += [_("The note holds the beginning only.")] if chosen.is_cut else []
        self._page.navigator.toast(_("Filled from the chat."), " ".join(more))

    def _fill(self, chosen: DayOfChat, **others: Any) -> None:
        kept = self._questions.kept()
        note = " / ".join(part for part in (kept.get(NOTE), chosen.note) if part)[:LONGEST_NOTE]
        answers = {"contact_date": chosen.day.isoformat(), "channel": WHATSAPP, NOTE: note, **others}
        self._questions.fill({**kept, **answers})
        self._filled()
        self._questions.go_to_first()

    def after_yes(self) -> None:
        """Show the client's number once the client agreed that it is kept, where no other one was typed."""
        kept = self._questions.kept()
        if self._phone and kept.get(KEEP) is True and not kept.get("phone"):
            self._questions.fill({**kept, "phone": self._phone})
            self._phone = ""

    def go_on(self, saved: str) -> None:
        """Fill the next contact with the next day of the chat, as a follow-up of the one that was saved, if there is one."""
        if self._waiting:
            self._fill(self._waiting.pop(0), follow_up_of=saved)
            self._page.navigator.toast(_("Saved. The next day of the chat is here."))
