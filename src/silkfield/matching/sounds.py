"""How a name sounds: one plain spelling for the many ways Urdu names are written in Roman and in Urdu letters.

The sound keeps the vowels that are written; the skeleton keeps the consonants only and is the same in both scripts. Urdu
does not write short vowels, so an Urdu word is like a Roman one when its letters stand in the Roman word in their order.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

_ROMAN = (
    ("sh", "S"),
    ("ch", "C"),
    ("kh", "k"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("bh", "b"),
    ("jh", "j"),
    ("zh", "z"),
    ("ck", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("c", "k"),
    ("w", "v"),
    ("ee", "i"),
    ("oo", "u"),
    ("au", "u"),
    ("ou", "u"),
    ("ow", "u"),
    ("ie", "i"),
    ("ay", "ai"),
    ("o", "u"),
    ("e", "a"),
)
_URDU = str.maketrans(
    {
        **dict.fromkeys("ثسص", "s"),
        **dict.fromkeys("ذزژضظ", "z"),
        **dict.fromkeys("تٹطۃ", "t"),
        **dict.fromkeys("دڈ", "d"),
        **dict.fromkeys("رڑ", "r"),
        **dict.fromkeys("خقک", "k"),
        **dict.fromkeys("گغ", "g"),
        **dict.fromkeys("نں", "n"),
        **dict.fromkeys("حہ", "h"),
        **dict.fromkeys("اآأإ", "a"),
        **dict.fromkeys("یےئ", "i"),
        **dict.fromkeys("وؤ", "u"),
        **dict.fromkeys("عءھ\u0653\u0654\u0655", ""),
        "ب": "b",
        "پ": "p",
        "ج": "j",
        "چ": "C",
        "ش": "S",
        "ف": "f",
        "ل": "l",
        "م": "m",
    }
)
_URDU_LETTER = re.compile(r"[\u0600-\u06ff]")
_REPEATED = re.compile(r"(.)\1+")
_VOWELS = "aiu"
_LONG = 5
_LIKE_SPELLING = 75
_LIKE_SLIP = 86


def in_urdu(word: str) -> bool:
    """Tell whether a word is written in Urdu letters."""
    return bool(_URDU_LETTER.search(word))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return how a folded word sounds: one letter for each s, for long and short vowels; "*" is an Urdu vowel at the start."""
    if in_urdu(word):
        return _urdu_sound(word)
    for written, heard in _ROMAN:
        word = word.replace(written, heard)
    word = re.sub(r"(?<!^)y(?![aiu])", "i", word)
    return _ended(_REPEATED.sub(r"\1", word))


def _urdu_sound(word: str) -> str:
    heard = word.translate(_URDU)
    if word[0] in "اآأإع":
        heard = "*" + heard.removeprefix("a")
    elif word[0] in "وی":
        heard = ("v" if word[0] == "و" else "y") + heard[1:]
    return _ended(_REPEATED.sub(r"\1", heard))


def _ended(heard: str) -> str:
    """Leave out a silent h at the end (Sarah, فاطمہ)."""
    return heard[:-1] if len(heard) > 2 and heard.endswith("h") else heard


@lru_cache(maxsize=65536)
def skeleton(heard: str) -> str:
    """Return the consonants of a sound, the same in both scripts; a vowel at the start counts as "a"."""
    if not heard:
        return ""
    first = "a" if heard[0] in "*aiu" else heard[0]
    rest = re.sub(r"[aiuvy*]", "", heard[1:])
    return _REPEATED.sub(r"\1", first + rest)


@lru_cache(maxsize=65536)
def same_sound(one: str, other: str) -> bool:
    """Tell whether two sounds are the same word, also when one is Urdu and does not write its short vowels."""
    if one == other:
        return True
    if skeleton(one) != skeleton(other):
        return False
    return _written_in(one, other) or _written_in(other, one)


def _written_in(urdu: str, roman: str) -> bool:
    """Tell whether the letters of an Urdu sound stand in a Roman one, what is left over being short vowels."""
    if len(urdu) >= len(roman) and not urdu.startswith("*"):
        return False
    letters = iter(roman)
    if urdu.startswith("*"):
        if next(letters, "") not in _VOWELS:
            return False
        urdu = urdu[1:]
    left_over = ""
    for letter in urdu:
        for heard in letters:
            if heard == letter or (letter == "u" and heard == "v") or (letter == "i" and heard == "y"):
                break
            left_over += heard
        else:
            return False
    return not set(left_over + "".join(letters)) - set(_VOWELS)


@lru_cache(maxsize=65536)
def like_sound(one: str, other: str) -> bool:
    """Tell whether two sounds may be two spellings of one word, or one of them a slip of the pen."""
    if skeleton(one) == skeleton(other):
        return fuzz.ratio(one, other) >= _LIKE_SPELLING
    return min(len(one), len(other)) >= _LONG and one[0] == other[0] and fuzz.ratio(one, other) >= _LIKE_SLIP
