"""Text as people search for it: one spelling for letters, digits and marks that mean the same.

The folds for Urdu follow the usual code point confusions (Arabic kaf and yeh typed for the Urdu ones). Alef madda, bari ye
and do-chashmi he are never folded: that would turn one word into another.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "\u0643": "\u06a9",  # Arabic kaf -> keheh
        "\u064a": "\u06cc",  # Arabic yeh -> Farsi yeh
        "\u0649": "\u06cc",  # alef maksura -> Farsi yeh
        "\u0647": "\u06c1",  # heh -> heh goal
        "\u0629": "\u06c3",  # teh marbuta -> teh marbuta goal
        "\u0640": None,  # tatweel
        "\u0670": None,  # superscript alef
        **dict.fromkeys(map(chr, range(1611, 1619))),  # vowel marks, not the madda
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"),
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
    }
)
_SEPARATORS = re.compile(r"[\W_]+")
_PLAIN_LETTERS = bytes(ord(sign.lower()) if sign.isalnum() else ord(" ") for sign in map(chr, range(128))) + bytes(128)


def plain_digits(text: str) -> str:
    """Write Urdu and Arabic digits as 0-9 and drop invisible direction marks."""
    return text.translate(_LETTERS)


def folded_once(text: str) -> str:
    """Fold a text for comparing: lower case, one spelling for like letters, words parted by single spaces."""
    if text.isascii():  # the same, much faster
        return " ".join(text.encode().translate(_PLAIN_LETTERS).decode().split())
    text = unicodedata.normalize("NFC", text.lower()).translate(_LETTERS)
    text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if keeps_its_meaning(letter))
    text = unicodedata.normalize("NFC", text).translate(_LETTERS).lower()  # again: ligatures of a PDF came apart
    return " ".join(_SEPARATORS.sub(" ", text).split())


folded = lru_cache(maxsize=16384)(folded_once)
"""Fold a text that is likely to come again."""


def keeps_its_meaning(letter: str) -> bool:
    """Tell whether a decomposed mark makes another letter (Urdu hamza and madda do, a Latin accent does not)."""
    return not unicodedata.combining(letter) or letter in "\u0653\u0654\u0655"


@lru_cache(maxsize=16384)
def squeezed(text: str) -> str:
    """Fold a text and leave the spaces out, so that "M. B. Din" and "MB Din" are the same word; "?" stays as it is."""
    return folded(text).replace(" ", "") or text.strip()
