"""Words of a cell that holds several: topics, outcomes with the agencies referred to, quiz results."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from silkfield.formkit.folding import plain_digits
from silkfield.workbooks.cells import says_nothing
from silkfield.workbooks.vocabulary import Vocabulary

T = TypeVar("T")

_PARTED = re.compile(r"[;,+/|؛،\n]|\s&\s|\s-\s|\band\b|\bor\b|\bاور\b|\bیا\b")
_REFERRED = re.compile(r"(?:referred|refered|refer|reffered|ref)\b[.:]?\s*(?:to\b)?\s*(?P<agency>.+)", re.IGNORECASE)
_REFERRED_URDU = re.compile(r"(?P<agency>.+?)\s+(?:کو\s+)?ریفر.*")


@dataclass(frozen=True, slots=True)
class ReadWords:
    """The codes that the words of a cell mean, each once, and the words nobody knows."""

    codes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadOutcomes:
    """Outcomes, the agencies somebody was referred to, and the words nobody knows."""

    outcomes: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    unknown_agencies: tuple[str, ...] = ()


def parted(text: str, known: Callable[[str], T | None]) -> list[tuple[str, T | None]]:
    """Part a text into its words with what each means; the longest words that are known win ("visa and work" as one)."""
    signs = [(match.start(), match.end()) for match in _PARTED.finditer(text)] + [(len(text), len(text))]
    found: list[tuple[str, T | None]] = []
    begin = 0
    while signs:
        candidates = ((known(text[begin : sign[0]].strip()), sign) for sign in reversed(signs))
        meant, sign = next(((meant, sign) for meant, sign in candidates if meant is not None), (None, signs[0]))
        word = text[begin : sign[0]].strip()
        if not says_nothing(word):
            found.append((word, meant))
        begin, signs = sign[1], [later for later in signs if later[0] > sign[0]]
    return found


def read_words(vocabulary: Vocabulary, name: str, text: str) -> ReadWords:
    """Read the codes of a list from a cell with one or several words."""
    if says_nothing(text):
        return ReadWords()
    found = parted(text, lambda word: vocabulary.only(name, word) or None)
    codes = tuple(dict.fromkeys(code for _word, code in found if code))
    unknown = tuple(word for word, code in found if code is None and not vocabulary.left_alone(name, word))
    return ReadWords(codes, unknown)


def read_outcomes(vocabulary: Vocabulary, text: str) -> ReadOutcomes:
    """Read outcomes and referrals: "Info given + Follow up", "Referred to PoE Rwp"."""
    if says_nothing(text):
        return ReadOutcomes()
    found = parted(text, lambda word: _outcome(vocabulary, word))
    outcomes = dict.fromkeys(meant[0] for _word, meant in found if meant)
    agencies = dict.fromkeys(meant[1] for _word, meant in found if meant and meant[1])
    unknown = tuple(word for word, meant in found if meant is None and not vocabulary.left_alone("outcome", word))
    lost = tuple(meant[2] for _word, meant in found if meant and meant[2])
    return ReadOutcomes(tuple(outcomes), tuple(agencies), unknown, lost)


def _outcome(vocabulary: Vocabulary, word: str) -> tuple[str, str, str] | None:
    """Return (outcome, agency, words of an unknown agency), None when the word is no outcome."""
    if code := vocabulary.only("outcome", word):
        return code, "", ""
    if match := _REFERRED.fullmatch(word) or _REFERRED_URDU.fullmatch(word):
        if _PARTED.search(match["agency"]) and not vocabulary.only("referral_to", match["agency"]):
            return None
        agency = find_agency(vocabulary, match["agency"])
        return "REFERRED", agency or "OTHER", "" if agency else match["agency"]
    if code := vocabulary.only("referral_to", word):
        return "REFERRED", code, ""
    return None


def find_agency(vocabulary: Vocabulary, text: str) -> str:
    """Return the agency that words name, its office left out ("OPF Lahore"); "" when nobody knows."""
    words = text.split()
    for count in range(len(words), 0, -1):
        if code := vocabulary.only("referral_to", " ".join(words[:count])):
            return code
    return ""


_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@lru_cache(maxsize=4096)
def read_quiz(text: str) -> tuple[int | None, float | int | None, str]:
    """Return (people, right answers in %, reason code) of a cell such as "45% (40)", "30 / 52%" or "n=34, 47 %"."""
    if says_nothing(text):
        return None, None, ""
    plain = plain_digits(text)
    percents = _PERCENT.findall(plain)
    numbers = _NUMBER.findall(_PERCENT.sub(" ", plain))
    if len(percents) != 1 or len(numbers) > 1 or float(percents[0].replace(",", ".")) > 100:
        return None, None, "W_QUIZ_UNREADABLE"
    percent = float(percents[0].replace(",", "."))
    people = int(numbers[0]) if numbers and numbers[0].isdecimal() else None
    return people, int(percent) if percent.is_integer() else percent, ""
