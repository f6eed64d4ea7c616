"""A copied or exported chat, English or Urdu, day first or month first: one contact a day, no name and no number kept."""

from __future__ import annotations

from datetime import date

import pytest

from silkfield import language
from silkfield.errors import Trouble
from silkfield.operations.pasting import LONGEST_NOTE, Chat, read_chat

TODAY = date(2016, 6, 1)
ANDROID = """12/05/2016, 14:30 - Messages and calls are end-to-end encrypted.
12/05/2016, 14:32 - +966 55 123 4567: Salam, my employer keeps my passport.
He says I must pay.
12/05/2016, 14:40 - MIC Islamabad: Write to us what the contract says.
12/05/2016, 14:41 - +966 55 123 4567: <Media omitted>
13/05/2016, 09:05 - +966 55 123 4567: My card is 35202-1234567-1, call 0300 1234567
"""
IPHONE = """[5/13/16, 2:32:05 PM] Ahmed Gulf: Is the agent licensed?
\u200e[5/13/16, 2:33:10 PM] Ahmed Gulf: \u200eimage omitted
[5/14/16, 9:00:00 AM] Ayesha: Send the licence number."""
COPIED = """[2:32 PM, 5/4/2016] +92 300 1234567: First
[9:01 AM, 6/4/2016] +92 300 1234567: Second"""
URDU = """۱۲/۰۵/۲۰۱۶، ۱۴:۳۲ - ‎+92 300 1234567: السلام علیکم، ویزا کے بارے میں پوچھنا ہے
۱۲/۰۵/۲۰۱۶، ۲:۴۰ شام - مرکز: جی فرمائیے
۱۳/۰۵/۲۰۱۶، ۹:۰۵ قبل دوپہر - ‎+92 300 1234567: شکریہ"""


def days(chat: Chat) -> list[tuple[str, int]]:
    return [(one.day.isoformat(), one.messages) for one in chat.days]


def test_an_android_export_is_a_contact_a_day_with_a_note_without_names_and_numbers() -> None:
    chat = read_chat(ANDROID, TODAY)
    assert days(chat) == [("2016-05-12", 2), ("2016-05-13", 1)]
    assert chat.days[0].note == (
        "Client: Salam, my employer keeps my passport. He says I must pay. / Centre: Write to us what the contract says."
    )
    assert chat.days[1].note == "Client: My card is …, call …"
    assert (chat.phone, chat.day_first, chat.unsure) == ("+966551234567", True, False)


def test_an_iphone_export_with_the_month_first_is_read_and_a_saved_name_is_dropped() -> None:
    chat = read_chat(IPHONE, TODAY)
    assert days(chat) == [("2016-05-13", 1), ("2016-05-14", 1)]
    assert (chat.phone, chat.day_first) == ("", False)
    assert "Ahmed" not in "".join(one.note for one in chat.days)


def test_messages_copied_on_a_computer_are_read_and_said_to_be_unsure() -> None:
    chat = read_chat(COPIED, date(2016, 7, 1))
    assert days(chat) == [("2016-04-05", 1), ("2016-04-06", 1)]
    assert chat.unsure
    assert not read_chat(COPIED, TODAY).unsure  # month first, the second day would not be here yet


def test_an_urdu_export_is_read_with_its_own_digits_and_words_for_the_time() -> None:
    language.choose("ur")
    chat = read_chat(URDU, TODAY)
    assert days(chat) == [("2016-05-12", 2), ("2016-05-13", 1)]
    assert chat.phone == "+923001234567"
    assert chat.days[0].note.endswith("جی فرمائیے")


def test_a_long_day_is_cut_where_the_note_ends() -> None:
    chat = read_chat("12/05/2016, 14:32 - A: " + "word " * 300, TODAY)
    assert chat.days[0].is_cut
    assert len(chat.days[0].note) <= LONGEST_NOTE


@pytest.mark.parametrize("text", ["", "Dear all, thank you.", "12/05/2016, 14:32 - Messages are encrypted.", "[x"])
def test_what_is_no_chat_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Trouble, match="no chat"):
        read_chat(text, TODAY)


def test_days_that_are_none_are_not_guessed() -> None:
    with pytest.raises(Trouble, match="cannot be read"):
        read_chat("31/31/2016, 14:32 - A: hello", TODAY)
    with pytest.raises(Trouble, match="cannot be read"):
        read_chat("12/05/2061, 14:32 - A: hello", TODAY)
