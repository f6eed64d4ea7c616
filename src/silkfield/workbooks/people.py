"""People as registers describe them: name, father or husband, sex, age, phone, the initials of the counsellor."""

from __future__ import annotations

import re
from functools import lru_cache

from silkfield.formkit.ages import UNKNOWN, age_group, read_ages
from silkfield.formkit.folding import plain_digits, squeezed
from silkfield.formkit.problems import Unreadable
from silkfield.formkit.reading import read_phone
from silkfield.workbooks.cells import says_nothing
from silkfield.workbooks.vocabulary import Vocabulary

YOUNGEST, OLDEST = 5, 95
"""Ages a register may plausibly hold."""

_MOBILE = re.compile(r"(?:\+92|0092|92|0)?(3\d{9})")
_BETWEEN_PHONES = re.compile(r"\s*(?:[/,;&|\n]|\bor\b|\band\b|یا|\s{3,})\s*")
_EXTENSION = re.compile(r"\s*\(?\b(?:ext|extn|x)\b[.:\s]*\d{1,5}\)?$", re.IGNORECASE)
_BIRTH_YEAR = re.compile(r"(?:19|20)\d\d")
_RELATION = r"s\s*/\s*o|d\s*/\s*o|w\s*/\s*o|son of|daughter of|wife of|s\.o\.?|d\.o\.?|w\.o\.?|ولد|ابن|دختر|بنت|زوجہ"
_RELATIVE = re.compile(rf"(?P<kind>{_RELATION})[.:]?\s+(?P<name>.+)", re.IGNORECASE)
_NAME_AND_RELATIVE = re.compile(rf"(?P<self>.+?)[\s,]+(?P<rest>(?:{_RELATION})[.:]?\s+.+)", re.IGNORECASE)
_UNKNOWN_WORDS = frozenset({"unknown", "notknown", "nk", "notstated", "notgiven", "nottold", "noname", "نامعلوم"})


@lru_cache(maxsize=16384)
def read_age(text: str, year: int) -> tuple[str, str]:
    """Return the age group and a reason code; `year` is that of the talk, for a year of birth written instead of an age."""
    if says_nothing(text) or squeezed(text) in _UNKNOWN_WORDS:
        return UNKNOWN, ""
    plain = plain_digits(text).strip()
    if _BIRTH_YEAR.fullmatch(plain):
        plain = str(year - int(plain))
    try:
        youngest, oldest = read_ages(plain)
    except Unreadable:
        return UNKNOWN, "W_AGE_IMPLAUSIBLE"
    if youngest == oldest and not YOUNGEST <= youngest <= OLDEST:
        return UNKNOWN, "W_AGE_IMPLAUSIBLE"
    group = age_group(youngest, oldest)
    return group, "W_AGE_RANGE" if group == UNKNOWN else ""


def age_of(vocabulary: Vocabulary, text: str, year: int) -> tuple[str, str]:
    """Return the age group and a reason code; words such as "minor" are read too."""
    group, code = read_age(text, year)
    if code == "W_AGE_IMPLAUSIBLE" and (named := vocabulary.only("age_group", text)):
        return named, ""
    return group, code


@lru_cache(maxsize=65536)
def read_phones(text: str) -> tuple[str, str]:
    """Return the first phone number of a cell in the international form, and a reason code."""
    if not any(sign.isdigit() for sign in text):
        return "", ""
    whole = _one_phone(text)
    if whole:
        return whole, ""
    parts = [part for part in _BETWEEN_PHONES.split(text) if part]
    read = [number for part in parts if (number := _one_phone(part))]
    if len(parts) < 2 or not read:
        return "", "W_PHONE_INVALID"
    return read[0], "W_PHONE_TWO"


def _one_phone(text: str) -> str:
    plain = _EXTENSION.sub("", plain_digits(text))
    # Nearly all numbers are Pakistani mobiles; the full reading is fifty times slower.
    if match := _MOBILE.fullmatch(re.sub(r"[\s\-.()]", "", plain)):
        return f"+92{match[1]}"
    try:
        return read_phone(plain)
    except Unreadable:
        return ""


def read_sex(vocabulary: Vocabulary, text: str) -> tuple[str, str]:
    """Return the sex and a reason code; blank and "?" are unknown."""
    if says_nothing(text):
        return "U", ""
    found = vocabulary.only("sex", text)
    return (found, "") if found else ("U", "W_SEX_UNKNOWN")


def read_name(vocabulary: Vocabulary, text: str) -> str:
    """Return a name, "" for a word that stands for nobody ("-", Anonymous, گمنام)."""
    if says_nothing(text) or squeezed(text) in _UNKNOWN_WORDS or squeezed(text).isdecimal():
        return ""
    return "" if vocabulary.only("identity_level", text) == "I0" else " ".join(text.split())


def read_relative(vocabulary: Vocabulary, text: str) -> tuple[str, str]:
    """Return the name of the father or husband and whether one is son (S), daughter (D) or wife (W), "" when not said."""
    if not read_name(vocabulary, text):
        return "", ""
    if match := _RELATIVE.fullmatch(text):
        kind = vocabulary.only("relative_kind", re.sub(r"[\s.]", "", match["kind"])) or match["kind"][0].upper()
        return match["name"].strip(), kind if kind in vocabulary.codes["relative_kind"] else ""
    return " ".join(text.split()), ""


def parted_name(text: str) -> tuple[str, str]:
    """Part "M. Yusuf s/o Ghulam Nabi" into the name and the words about the father."""
    match = _NAME_AND_RELATIVE.fullmatch(text)
    return (match["self"].strip(), match["rest"]) if match else (text, "")


@lru_cache(maxsize=4096)
def read_initials(text: str) -> str:
    """Return initials as SA for S.A., sa, SA; a longer name as it is written."""
    if says_nothing(text):
        return ""
    letters = squeezed(text)
    return letters.upper() if len(letters) <= 4 and letters.isascii() else " ".join(text.split())


_EMAIL = re.compile(r"[^\s@<>(),;]+@[^\s@<>(),;]+\.[^\s@<>(),;.]{2,}")


@lru_cache(maxsize=16384)
def read_email(text: str) -> tuple[str, str]:
    """Return an address in small letters, and a reason code."""
    if says_nothing(text):
        return "", ""
    address = text.strip().lower().removeprefix("mailto:").rstrip(".;,")
    return (address, "") if _EMAIL.fullmatch(address) else ("", "W_EMAIL_INVALID")
