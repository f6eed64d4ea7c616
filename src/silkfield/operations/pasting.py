"""Pasting in a chat: a copied or exported WhatsApp thread becomes one contact a day, with a note without names and numbers.

Nothing of the thread is kept but what the counsellor saves: no name of a sender, no number, no attachment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from silkfield.errors import Trouble
from silkfield.formkit.folding import plain_digits
from silkfield.formkit.problems import Unreadable
from silkfield.formkit.reading import read_phone
from silkfield.forms.counselling_note import IDENTITY_CARD, PHONE_NUMBER
from silkfield.language import _

WHATSAPP = "WHATSAPP"
LONGEST_NOTE = 500
_DAY = r"(?P<a>\d{1,4})[/.\-](?P<b>\d{1,2})[/.\-](?P<c>\d{2,4})"
_TIME = r"(?:[^\W\d_]+ ){0,2}\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?(?:[ap]\.?m\.?|[^\W\d_a-z]+(?: [^\W\d_a-z]+)?))?"
_LINES = (
    re.compile(rf"\[{_DAY}[,،] ?{_TIME}\] ?(?P<rest>.*)", re.IGNORECASE),  # exported on an iPhone
    re.compile(rf"\[{_TIME}[,،] ?{_DAY}\] ?(?P<rest>.*)", re.IGNORECASE),  # copied on a computer
    re.compile(rf"{_DAY}[,،]? ?{_TIME} [-–] (?P<rest>.*)", re.IGNORECASE),  # exported on Android
)
_SAID = re.compile(r"(?P<who>[^:\n]{1,60}): (?P<text>.*)", re.DOTALL)
_NO_WORDS = re.compile(r"<[^>]*>|\S+ (?:omitted|attached)|‎?<?(?:Media omitted|میڈیا شامل نہیں)>?|null", re.IGNORECASE)
_DROPPED = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\r"
_MARKS: dict[int, str | None] = {**dict.fromkeys(map(ord, _DROPPED)), ord("\u202f"): " ", ord("\u00a0"): " "}
"""Signs of direction that WhatsApp puts around numbers, and blanks that do not break; what joins letters stays."""


@dataclass(frozen=True, slots=True)
class DayOfChat:
    """What was said on one day: how many messages, the note made of them, and whether it had to be cut."""

    day: date
    messages: int
    note: str
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Chat:
    """A thread, day by day. `phone` is the client's number where WhatsApp wrote it; it is asked for before it is kept.

    Of days that can be read day first or month first, `day_first` says how they were read; it is `unsure` where both could be.
    """

    days: tuple[DayOfChat, ...]
    phone: str
    day_first: bool
    unsure: bool


@dataclass(frozen=True, slots=True)
class _Message:
    numbers: tuple[int, int, int]
    who: str
    text: str


def read_chat(text: str, today: date) -> Chat:
    """Read a copied or exported thread. Raises Trouble when there is no message in it."""
    messages = [one for one in _messages(text) if one.who and one.text]
    if not messages:
        raise Trouble(
            _("There is no chat in what was copied."),
            _("Mark the messages in WhatsApp and copy them, or copy all of an exported chat without media."),
            code="no_chat",
        )
    ways = {first: days for first in (True, False) if (days := _days(messages, today, day_first=first))}
    if not ways:
        raise Trouble(
            _("The days of this chat cannot be read."), _("Write the day and the note by hand."), code="no_days"
        )
    day_first = next((first for first, days in ways.items() if days == sorted(days)), next(iter(ways)))
    phones = [phone for one in dict.fromkeys(one.who for one in messages) if (phone := _phone(one))]
    client = next((one.who for one in messages if _phone(one.who)), messages[0].who)
    days = ways[day_first]
    parts = tuple(
        _day(day, [one for one, its in zip(messages, days, strict=True) if its == day], client)
        for day in sorted(set(days))
    )
    return Chat(parts, phones[0] if len(phones) == 1 else "", day_first, len({tuple(one) for one in ways.values()}) > 1)


def _messages(text: str) -> Iterable[_Message]:
    """Yield messages; lines without a time belong to the one before, lines of WhatsApp itself have no sender."""
    now: _Message | None = None
    for line in plain_digits(text).translate(_MARKS).split("\n"):
        found = next((match for one in _LINES if (match := one.fullmatch(line.strip()))), None)
        if found is None:
            if now is not None and line.strip():
                now = _Message(now.numbers, now.who, f"{now.text} {line.strip()}".strip())
            continue
        if now is not None:
            yield now
        said = _SAID.fullmatch(found["rest"])
        numbers = (int(found["a"]), int(found["b"]), int(found["c"]))
        words = said["text"].strip() if said else ""
        now = _Message(numbers, said["who"].strip() if said else "", "" if _NO_WORDS.fullmatch(words) else words)
    if now is not None:
        yield now


def _days(messages: Sequence[_Message], today: date, *, day_first: bool) -> list[date] | None:
    """Return the day of each message, or None when one of them is no day, or one that is not here yet."""
    days: list[date] = []
    for a, b, c in (one.numbers for one in messages):
        year, month, day = (a, b, c) if a > 31 else (c, b, a) if day_first else (c, a, b)
        try:
            days.append(date(year + 2000 if year < 100 else year, month, day))
        except ValueError:
            return None
    return days if all(day <= today for day in days) else None


def _phone(who: str) -> str:
    if not re.fullmatch(r"\+?[\d ()\-]{9,22}", who):
        return ""
    try:
        return read_phone(who)
    except Unreadable:
        return ""


def _day(day: date, messages: Sequence[_Message], client: str) -> DayOfChat:
    """Write the messages of a day as a note: who of the two spoke, no name, and no personal number."""
    parts, before = [], ""
    for one in messages:
        who = _("Client") if one.who == client else _("Centre")
        parts.append(one.text if who == before else f"{who}: {one.text}")
        before = who
    whole = " / ".join(parts)
    for number in (IDENTITY_CARD, PHONE_NUMBER):
        whole = number.sub("…", whole)
    is_cut = len(whole) > LONGEST_NOTE
    return DayOfChat(day, len(messages), f"{whole[: LONGEST_NOTE - 1].rstrip()}…" if is_cut else whole, is_cut)
