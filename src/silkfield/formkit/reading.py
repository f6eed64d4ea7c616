"""Reading what people type and paste: days, whole numbers and phone numbers in the ways they are written here."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import phonenumbers

from silkfield.formkit.folding import plain_digits
from silkfield.formkit.problems import Unreadable
from silkfield.language import _

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january جنوری",
            "feb february فروری",
            "mar march مارچ",
            "apr april اپریل",
            "may مئی",
            "jun june جون",
            "jul july جولائی",
            "aug august اگست",
            "sep sept september ستمبر",
            "oct october اکتوبر",
            "nov november نومبر",
            "dec december دسمبر",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_NUMBERS = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/.,\s]*([^\W\d_]{3,})\.?[-/.,\s]*(\d{4}|\d{2})", re.IGNORECASE)
_NAMED_AMERICAN = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)


def read_day(text: str) -> date:
    """Read a day, day first (3/5/2016 is 3 May): numbers, month names in English and Urdu, ISO, any digits.

    Two-digit years are of this century. Raises Unreadable with what to write instead, also for a 31st of June.
    """
    written = plain_digits(text).replace("\u00a0", " ").strip().lower()
    if match := _ISO.fullmatch(written):
        year, month, day = (int(group) for group in match.groups())
    elif match := _NUMBERS.fullmatch(written):
        day, month, year = (int(group) for group in match.groups())
    elif match := _NAMED.fullmatch(written):
        day, month, year = int(match[1]), _month(match[2]), int(match[3])
    elif match := _NAMED_AMERICAN.fullmatch(written):
        day, month, year = int(match[2]), _month(match[1]), int(match[3])
    else:
        raise Unreadable(_("Write the day as 3/5/2016 or 3 May 2016."))
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise Unreadable(_("There is no such day in the calendar. Write it as 3/5/2016 or 3 May 2016.")) from None


def _month(name: str) -> int:
    month = MONTHS.get(name) or MONTHS.get(name[:3])
    if month is None:
        raise Unreadable(_("Write the day as 3/5/2016 or 3 May 2016."))
    return month


def read_count(text: str) -> int:
    """Read a whole number of 0 or more in any digits; raises Unreadable."""
    written = plain_digits(text).replace("\u00a0", "").replace("\u202f", "").replace(",", "").strip()
    written = written.removesuffix(".0")
    if not written.isdecimal():
        raise Unreadable(_("Write a whole number, for example 12."))
    return int(written)


@lru_cache(maxsize=65536)
def read_phone(text: str) -> str:
    """Read a phone number as Pakistan writes them and return it in the international form (+923001234567).

    Numbers of other countries need + or 00 and their country code. Raises Unreadable.
    """
    written = re.sub(r"[\s\-.()/\u00a0]", "", plain_digits(text).strip().removesuffix(".0"))
    if re.fullmatch(r"3\d{9}", written):
        written = "+92" + written
    elif re.fullmatch(r"92\d{9,10}", written):
        written = "+" + written
    elif written.startswith("00"):
        written = "+" + written[2:]
    try:
        number = phonenumbers.parse(written, "PK")
    except phonenumbers.NumberParseException:
        raise Unreadable(_("Write the number as 0300 1234567, or with + and the country code.")) from None
    if not phonenumbers.is_possible_number(number) or not _plausible(number):
        raise Unreadable(_("The number is too short or too long. Write it as 0300 1234567."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _plausible(number: phonenumbers.PhoneNumber) -> bool:
    """Pakistani mobile numbers have 10 digits after the country code, fixed lines 9 or 10."""
    digits = str(number.national_number)
    if number.country_code != 92:
        return True
    return len(digits) == 10 if digits.startswith("3") else len(digits) in (9, 10)


def shown_phone(number: str) -> str:
    """Write a stored phone number as people read it: 0300 1234567 for Pakistan, +966 50 000 1234 abroad."""
    if number.startswith("+923") and len(number) == 13:
        return f"0{number[3:6]} {number[6:]}"
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    if parsed.country_code == 92:
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
