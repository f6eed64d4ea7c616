"""Kinds of answers: each knows how to read what is typed, show itself, find its own fault and merge two edits.

An answer's value is plain JSON everywhere (a day is "2016-05-03", a choice its code), so that the screen, the log, the
bundle and the projection hold the same thing. What differs by surface (editor, column, Excel cell) stands in one
`singledispatch` table beside each surface.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from silkfield.formkit.codes import CodeList
from silkfield.formkit.folding import folded, plain_digits
from silkfield.formkit.problems import Around, Unreadable
from silkfield.formkit.reading import read_count, read_day, read_phone, shown_phone
from silkfield.language import _, ngettext

CLASH: Any = object()
"""What `merge` returns when two sides changed the same answer differently and a person must decide."""


class Answer:
    """One kind of answer; the default behaves like a single value that cannot be merged."""

    takes_keys: ClassVar[bool] = False

    def read(self, text: str, around: Around) -> Any:
        """Read what a person typed; raises Unreadable with what to write instead."""
        raise Unreadable(_("This answer cannot be typed as text."))

    def show(self, value: Any, around: Around) -> str:
        """Write the value for people, in the language chosen."""
        return str(value)

    def fault(self, value: Any, around: Around) -> str | None:
        """Return one sentence when the value is impossible, else None."""
        return None

    def merge(self, before: Any, here: Any, there: Any) -> Any:
        """Join two edits made from `before`; CLASH when both changed it differently."""
        if here == there or there == before:
            return here
        return there if here == before else CLASH

    def search_text(self, value: Any, around: Around) -> str:
        """Return what a person may type to find a record by this answer."""
        return self.show(value, around)


@dataclass(frozen=True, slots=True)
class Text(Answer):
    """Words of a person; `longest` counts characters, `lines` asks for a tall box."""

    longest: int = 200
    shortest: int = 0
    lines: bool = False
    pattern: str = ""
    pattern_sentence: str = ""

    def read(self, text: str, around: Around) -> str:
        """Keep the words, without blanks at the ends and without characters that no text holds."""
        return "".join(sign for sign in text.strip() if sign == "\n" or sign.isprintable() or sign in "\u200c\u200d")

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when a text is none, too short, too long or not of its shape."""
        if not isinstance(value, str):
            return _("This must be a text.")
        if len(value) > self.longest:
            return _("Write at most {count} characters.").format(count=self.longest)
        if len(value) < self.shortest:
            return _("Write at least {count} characters.").format(count=self.shortest)
        if self.pattern and not re.fullmatch(self.pattern, value):
            return _(self.pattern_sentence)
        return None


@dataclass(frozen=True, slots=True)
class Count(Answer):
    """A whole number between `low` and `high`."""

    low: int = 0
    high: int = 1_000_000

    def read(self, text: str, around: Around) -> int:
        """Read a whole number in any digits."""
        return read_count(text)

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when it is no whole number or out of bounds."""
        if type(value) is not int:
            return _("Write a whole number.")
        if not self.low <= value <= self.high:
            return _("Write a number from {low} to {high}.").format(low=self.low, high=self.high)
        return None


@dataclass(frozen=True, slots=True)
class Amount(Answer):
    """A number that may have decimals (a score, days of work), between `low` and `high`."""

    low: float = 0
    high: float = 1_000_000

    def read(self, text: str, around: Around) -> float | int:
        """Read a number with a decimal point or comma, in any digits."""
        written = plain_digits(text).strip().replace("\u066b", ".").replace(",", ".")
        try:
            number = float(written)
        except ValueError:
            raise Unreadable(_("Write a number, for example 31 or 31.5.")) from None
        return int(number) if number.is_integer() else number

    def show(self, value: Any, around: Around) -> str:
        """Write the number without needless zeros."""
        return f"{value:g}"

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when it is no number or out of bounds."""
        if type(value) not in (int, float):
            return _("Write a number.")
        if not self.low <= value <= self.high:
            return _("Write a number from {low} to {high}.").format(low=f"{self.low:g}", high=f"{self.high:g}")
        return None


@dataclass(frozen=True, slots=True)
class Day(Answer):
    """A day of the Gregorian calendar, kept as "2016-05-03"; `future` allows days after today."""

    future: bool = False

    def read(self, text: str, around: Around) -> str:
        """Read a day written day first; "today" and "t" are today."""
        if text.strip().lower() in {"t", "today", "آج"}:
            return around.today.isoformat()
        return read_day(text).isoformat()

    def show(self, value: Any, around: Around) -> str:
        """Write the day as 3 May 2016."""
        day = date.fromisoformat(value)
        return f"{day.day} {_(MONTH_NAMES[day.month - 1])} {day.year}"

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when it is no day, or one that is not here yet."""
        try:
            day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
        except ValueError:
            day = None
        if day is None:
            return _("Write the day as 3/5/2016 or 3 May 2016.")
        if not self.future and day > around.today:
            return _("This day is in the future. Write a day up to today.")
        return None


MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True)
class Clocktime(Answer):
    """A time of day, kept as "09:30"."""

    def read(self, text: str, around: Around) -> str:
        """Read 9:30, 09.30 or 930."""
        match = re.fullmatch(r"(\d{1,2})[:.]?(\d{2})", plain_digits(text).strip())
        if not match or int(match[1]) > 23 or int(match[2]) > 59:
            raise Unreadable(_("Write the time as 09:30."))
        return f"{int(match[1]):02d}:{match[2]}"

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when it is no time of day."""
        good = isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value)
        return None if good else _("Write the time as 09:30.")


@dataclass(frozen=True, slots=True)
class Choice(Answer):
    """One code of a list; `keys` are the letters that choose on the keyboard, in the order shown.

    `offered` limits and orders what the screen offers; any code of the list is still valid.
    """

    takes_keys: ClassVar[bool] = True
    codes: str = ""
    offered: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    def read(self, text: str, around: Around) -> str:
        """Read a code, a label in either language, or another word people write for it."""
        return only_code(around.codes[self.codes], text, around.today.isoformat())

    def show(self, value: Any, around: Around) -> str:
        """Write the label of the code."""
        return around.codes[self.codes].text(value) if isinstance(value, str) else str(value)

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when no list of this program knows the code."""
        if isinstance(value, str) and value in around.codes[self.codes].by_key:
            return None
        return _("“{value}” is not in the list. Choose one of the list.").format(value=value)

    def search_text(self, value: Any, around: Around) -> str:
        """Find a record by the English and the Urdu label."""
        code = around.codes[self.codes].by_key.get(value)
        return f"{code.label} {code.urdu}" if code else str(value)


@dataclass(frozen=True, slots=True)
class Choices(Answer):
    """Several codes of a list, the first one the main one; two edits merge as sets."""

    takes_keys: ClassVar[bool] = True
    codes: str = ""
    most: int = 30
    offered: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    def read(self, text: str, around: Around) -> list[str]:
        """Read codes parted by comma, semicolon or plus."""
        words = [word for word in re.split(r"[;,+؛،\n]", text) if word.strip()]
        codes = [only_code(around.codes[self.codes], word, around.today.isoformat()) for word in words]
        return list(dict.fromkeys(codes))

    def show(self, value: Any, around: Around) -> str:
        """Write the labels, the main one first."""
        return _(", ").join(around.codes[self.codes].text(code) for code in value)

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when a code is unknown, named twice, or when there are too many."""
        if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
            return _("Choose from the list.")
        if len(set(value)) != len(value):
            return _("The same answer is chosen twice.")
        if len(value) > self.most:
            return ngettext("Choose at most {count}.", "Choose at most {count}.", self.most).format(count=self.most)
        known = around.codes[self.codes].by_key
        for code in value:
            if code not in known:
                return _("“{value}” is not in the list. Choose one of the list.").format(value=code)
        return None

    def merge(self, before: Any, here: Any, there: Any) -> Any:
        """Join as sets: what either side added is in, what either side took out is out."""
        return merged_sets(before, here, there)

    def search_text(self, value: Any, around: Around) -> str:
        """Find a record by the labels of its choices."""
        codes = (around.codes[self.codes].by_key.get(key) for key in value)
        return " ".join(f"{code.label} {code.urdu}" for code in codes if code)


@dataclass(frozen=True, slots=True)
class YesNo(Answer):
    """Yes or no; not answered is no answer."""

    takes_keys: ClassVar[bool] = True

    def read(self, text: str, around: Around) -> bool:
        """Read yes or no in English or Urdu."""
        word = folded(text)
        if word in {"y", "yes", "true", "1", "ہاں", "جی ہاں", "x"}:
            return True
        if word in {"n", "no", "false", "0", "نہیں", "جی نہیں"}:
            return False
        raise Unreadable(_("Write yes or no."))

    def show(self, value: Any, around: Around) -> str:
        """Write Yes or No."""
        return _("Yes") if value else _("No")

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when it is neither yes nor no."""
        return None if isinstance(value, bool) else _("Answer yes or no.")


@dataclass(frozen=True, slots=True)
class Phone(Answer):
    """A phone number, kept in the international form (+923001234567)."""

    def read(self, text: str, around: Around) -> str:
        """Read a number as Pakistan writes it, or with + and a country code."""
        return read_phone(text)

    def show(self, value: Any, around: Around) -> str:
        """Write the number as people read it aloud."""
        return shown_phone(value)

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when it is not in the international form."""
        good = isinstance(value, str) and re.fullmatch(r"\+[1-9]\d{6,14}", value)
        return None if good else _("Write the number as 0300 1234567, or with + and the country code.")

    def search_text(self, value: Any, around: Around) -> str:
        """Find a record by the number in both forms, without blanks."""
        return f"{value} {shown_phone(value).replace(' ', '')}"


@dataclass(frozen=True, slots=True)
class Ref(Answer):
    """Another record, by its id; `form` is the key of its form."""

    form: str = ""

    def read(self, text: str, around: Around) -> str:
        """Take an id as it is."""
        return text.strip()

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when it is no record id; a record that is not here yet is no fault, it may arrive later."""
        return None if _is_record_id(value) else _("Choose a record of the list.")

    def search_text(self, value: Any, around: Around) -> str:
        """Ids are not searched."""
        return ""


@dataclass(frozen=True, slots=True)
class Refs(Answer):
    """Several records of one form; two edits merge as sets."""

    form: str = ""
    most: int = 50

    def read(self, text: str, around: Around) -> list[str]:
        """Take ids parted by blanks or commas."""
        return list(dict.fromkeys(re.split(r"[\s,;]+", text.strip())))

    def show(self, value: Any, around: Around) -> str:
        """Write how many there are."""
        return str(len(value))

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when one of them is no record id."""
        good = isinstance(value, list) and len(value) <= self.most and all(_is_record_id(item) for item in value)
        return None if good else _("Choose records of the list.")

    def merge(self, before: Any, here: Any, there: Any) -> Any:
        """Join as sets."""
        return merged_sets(before, here, there)

    def search_text(self, value: Any, around: Around) -> str:
        """Ids are not searched."""
        return ""


@dataclass(frozen=True, slots=True)
class HumanNumber(Answer):
    """The number people read aloud (SRP-ISB2-2016-0041-7); given at the first save, never typed, never a key.

    `series` is the first part; the series "CLIENT" makes a short code such as ISB2-7K4Q-M for a person to take home.
    """

    series: str = ""

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when it is no text."""
        good = isinstance(value, str) and len(value) <= 40
        return None if good else _("The number is given by the program.")


def _is_record_id(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 36 and value.count("-") == 4


def only_code(codes: CodeList, text: str, day: str = "") -> str:
    """Return the key of the one code that a word names; raises Unreadable when none or several do."""
    found = codes.find(text, day)
    if len(found) == 1:
        return found[0].key
    near = found or codes.suggest(text, 3)
    choices = _(", ").join(code.text() for code in near)
    if choices:
        raise Unreadable(
            _("“{text}” is not clear. Did you mean: {choices}?").format(text=text.strip(), choices=choices)
        )
    raise Unreadable(_("“{text}” is not in the list. Choose one of the list.").format(text=text.strip()))


def merged_sets(before: list[str] | None, here: list[str] | None, there: list[str] | None) -> list[str] | None:
    """Join two edits of a list as sets, keeping the order of this side and adding what the other side added."""
    old, ours, theirs = before or [], here or [], there or []
    kept = [item for item in ours if item in theirs or item not in old]
    joined = [*kept, *(item for item in theirs if item not in kept and item not in old)]
    return joined or None
