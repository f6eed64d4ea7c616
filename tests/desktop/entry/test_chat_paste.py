"""A chat that was copied fills a new contact: one contact a day, the number only after a yes, and nothing kept beyond."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, entry, quiet, toast_of, words_of
from silkfield.desktop.entry.chat_paste import ChatPaste
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import drafting, finding

CHAT = """30/05/2016, 14:32 - +966 55 123 4567: My employer keeps my passport.
30/05/2016, 14:40 - MIC Islamabad: Since when?
31/05/2016, 09:05 - +966 55 123 4567: Since January."""


@pytest.fixture
def chat(area: WorkArea, qtbot: QtBot) -> ChatPaste:
    area.open_page("enter", form="counselling_contact")
    quiet(qtbot, area)
    found = entry(area).chat
    assert found is not None
    return found


def kept(area: WorkArea) -> dict[str, object]:
    return entry(area).questions.kept()


def test_each_day_of_a_chat_is_a_contact_and_the_next_one_its_follow_up(
    chat: ChatPaste, area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText(CHAT)
    keyboard.press("Ctrl+Shift+V")
    assert chat.menu is not None
    assert [one.text()[-10:] for one in chat.menu.actions()] == ["2 messages", " 1 message"]
    QTest.keyClick(chat.menu, Qt.Key.Key_1)
    assert QGuiApplication.clipboard().text() == ""
    told = kept(area)
    assert (told["contact_date"], told["channel"]) == ("2016-05-30", "WHATSAPP")
    assert told["note"] == "Client: My employer keeps my passport. / Centre: Since when?"
    assert entry(area).questions.here() == "sex"
    keyboard.type("m\n25-\na\n")  # a man of 25 to 34, abroad
    entry(area).questions.fill({**kept(area), "topics": ["KAFALA"], "outcomes": ["INFO"]})
    keyboard.press("Ctrl+Enter")
    quiet(qtbot, area)
    first = finding.listing(area.desk.sitting, "counselling_contact").records[0]
    assert toast_of(area) == "Saved. The next day of the chat is here."
    told = kept(area)
    assert (told["contact_date"], told["note"]) == ("2016-05-31", "Client: Since January.")
    assert told["follow_up_of"] == first.id
    assert "sex" not in told


def test_the_number_is_shown_only_after_a_yes_and_lies_in_no_draft(
    chat: ChatPaste, area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText(CHAT.splitlines()[2])
    keyboard.press("Ctrl+Shift+V")
    page = entry(area)
    page.keeper.keep()
    quiet(qtbot, area)
    assert "phone" not in kept(area)
    assert "966" not in str(drafting.drafts(area.desk.sitting))
    page.go_to("may_keep")
    keyboard.press("Y")
    assert kept(area)["phone"] == "+966551234567"


def test_what_was_copied_and_is_no_chat_is_said_and_stays_where_it_is(
    chat: ChatPaste, area: WorkArea, keyboard: Keyboard
) -> None:
    QGuiApplication.clipboard().setText("a shopping list")
    keyboard.press("Ctrl+Shift+V")
    assert "There is no chat in what was copied." in words_of(area.page())
    assert QGuiApplication.clipboard().text() == "a shopping list"
    assert "note" not in kept(area)
