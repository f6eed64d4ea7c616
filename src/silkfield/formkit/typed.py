"""Answers that are written out: words, whole numbers, amounts, yes or no, phone numbers, and the number given to a record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from silkfield.formkit.answer import Answer
from silkfield.formkit.folding import folded, plain_digits
from silkfield.formkit.problems import Around, Unreadable
from silkfield.formkit.reading import read_count, read_phone, shown_phone
from silkfield.language import _

LONGEST_NUMBER = 40


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
        plain = (
            sign if sign == "\n" and self.lines else " " if sign.isspace() else sign
            for sign in text.strip()
            if sign.isspace() or sign.isprintable() or sign in "\u200c\u200d"
        )
        return "".join(plain)

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

    def search_text(self, value: Any, around: Around) -> str:
        """Find a record by the words themselves."""
        return str(value)


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
        return str(int(value)) if float(value).is_integer() else str(value)

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when it is no number or out of bounds."""
        if type(value) not in (int, float):
            return _("Write a number.")
        if not self.low <= value <= self.high:
            return _("Write a number from {low} to {high}.").format(low=f"{self.low:g}", high=f"{self.high:g}")
        return None


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
class HumanNumber(Answer):
    """The number people read aloud (SRP-ISB2-2016-0041-7); given at the first save, never typed, never a key.

    `series` is the first part; the series "CLIENT" makes a short code such as ISB2-7K4Q-M for a person to take home.
    """

    series: str = ""

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when it is no text."""
        good = isinstance(value, str) and len(value) <= LONGEST_NUMBER
        return None if good else _("The number is given by the program.")
