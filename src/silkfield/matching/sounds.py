"""How a name sounds: one plain spelling for the many ways Urdu names are written in Roman and in Urdu letters.

The sound keeps the vowels that are written; the skeleton keeps the consonants only and is the same in both scripts. Urdu
does not write short vowels, so an Urdu word is like a Roman one when its letters stand in the Roman word in their order.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Indel

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
        **dict.fromkeys("عء\u0653\u0654\u0655", ""),
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
_BREATHED = re.compile(r"(?<=[بپتٹجچدڈڑکگ])ھ")  # after another letter do-chashmi he is an h of its own (ابراھیم)
_REPEATED = re.compile(r"(.)\1+")
_URDU_MARK, _SOME_VOWEL = "~", "*"
_VOWELS = "aieu"
_SAME_VOWELS = ("ae", "ei")
_LONG = 5
_LIKE_SPELLING = 75


def in_urdu(word: str) -> bool:
    """Tell whether a word is written in Urdu letters."""
    return bool(_URDU_LETTER.search(word))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return how a folded word sounds: one letter for each s, for long and short vowels; an e may be heard as a or as i.

    The sound of an Urdu word begins with "~"; "*" is a vowel that it begins with.
    """
    if in_urdu(word):
        return _urdu_sound(word)
    for written, heard in _ROMAN:
        word = word.replace(written, heard)
    return _ended(_REPEATED.sub(r"\1", re.sub(r"(?<!^)y", "i", word)))


def _urdu_sound(word: str) -> str:
    heard = _BREATHED.sub("", word).replace("ھ", "ہ").translate(_URDU)
    if word[0] in "اآأإع":
        heard = _SOME_VOWEL + heard.removeprefix("a")
    elif word[0] in "وی":
        heard = ("v" if word[0] == "و" else "y") + heard[1:]
    return _URDU_MARK + _ended(_REPEATED.sub(r"\1", heard))


def _ended(heard: str) -> str:
    """Leave out a silent h at the end (Sarah, فاطمہ)."""
    return heard[:-1] if len(heard) > 2 and heard.endswith("h") else heard


@lru_cache(maxsize=65536)
def skeleton(heard: str) -> str:
    """Return the consonants of a sound, the same in both scripts; a vowel at the start counts as "a"."""
    heard = heard.removeprefix(_URDU_MARK)
    if not heard:
        return ""
    first = "a" if heard[0] in _SOME_VOWEL + _VOWELS else heard[0]
    rest = re.sub(r"[aieuvy*]", "", heard[1:])
    return _REPEATED.sub(r"\1", first + rest)


@lru_cache(maxsize=65536)
def same_sound(one: str, other: str) -> bool:
    """Tell whether two sounds are the same word, also when one is Urdu and does not write its short vowels."""
    if one == other:
        return True
    if skeleton(one) != skeleton(other):
        return False
    if one.startswith(_URDU_MARK) and other.startswith(_URDU_MARK):
        return False  # both write the same letters or are two words
    if len(one) == len(other) and all(map(_same_letter, one, other)):
        return True
    return _written_in(one, other) or _written_in(other, one)


def _same_letter(one: str, other: str) -> bool:
    return one == other or any(one in pair and other in pair for pair in _SAME_VOWELS)


def begins_like(typed: str, other: str) -> bool:
    """Tell whether a word begins with what was typed so far; one of the other script by two consonants at least."""
    if other.startswith(typed):
        return True
    begun = skeleton(typed)
    two_scripts = typed.startswith(_URDU_MARK) is not other.startswith(_URDU_MARK)
    return two_scripts and len(begun) > 1 and skeleton(other).startswith(begun)


def _written_in(sparse: str, full: str) -> bool:
    """Tell whether the letters of a sound stand in a Roman one, what is left over being short vowels."""
    urdu = sparse.startswith(_URDU_MARK)
    sparse = sparse.removeprefix(_URDU_MARK)
    if full.startswith(_URDU_MARK) or (not urdu and len(sparse) >= len(full)):
        return False
    letters = iter(full)
    if sparse.startswith(_SOME_VOWEL):
        first = next(letters, "")
        if not first or first not in _VOWELS:
            return False
        sparse = sparse[1:]
        if sparse and sparse[0] in _VOWELS and _same_letter(sparse[0], first):
            sparse = sparse[1:]  # the letter that the vowel at the start is written with (عیسیٰ)
    left_over = ""
    for place, letter in enumerate(sparse, 1):
        may_be = {"u": "uv", "i": "iy"}.get(letter, letter)
        if urdu and letter == "i" and place == len(sparse):
            may_be += "a"  # مصطفیٰ is also written without the small alef
        for heard in letters:
            if any(_same_letter(heard, one) for one in may_be):
                break
            left_over += heard
        else:
            return False
    return not set(left_over + "".join(letters)) - set(_VOWELS)


@lru_cache(maxsize=65536)
def like_sound(one: str, other: str) -> bool:
    """Tell whether two sounds may be two spellings of one word, or one of them a slip of the pen.

    A slip leaves a letter out, writes one too many, or turns two round; another letter makes another name (Nadia, Nazia).
    """
    one, other = one.removeprefix(_URDU_MARK), other.removeprefix(_URDU_MARK)
    if skeleton(one) == skeleton(other):
        return fuzz.ratio(one, other) >= _LIKE_SPELLING
    if min(len(one), len(other)) < _LONG or one[0] != other[0]:
        return False
    if len(one) == len(other):
        return sorted(one) == sorted(other) and OSA.distance(one, other) == 1
    return Indel.distance(one, other) == 1
