"""Names as people compare them: titles left out, spellings and scripts folded, Mahmood kept apart from Muhammad."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from silkfield.formkit.folding import folded
from silkfield.matching.sounds import in_urdu, like_sound, same_sound, skeleton, sound

MUHAMMAD = "muhammad"
MAHMUD = "mahmud"

_TITLE_WORDS = """
    syed sayed sayyed sayyid hafiz haafiz haji hajji alhaj ch chaudhry chaudhary choudhry choudhary chaudhri chowdhury
    malik mian mst musammat mr mrs ms miss dr engr prof mirza sardar raja rana bibi begum sahib sahiba
    سید حافظ حاجی چوہدری چودھری ملک میاں مسماۃ مسمات بی بیگم صاحب صاحبہ ڈاکٹر"""
"""Words that stand before or after the name of many people and tell nobody apart."""

_JOINING_WORDS = "ul ur ud us al el uz ush un bin ibn bint wa ال بن"
_TITLES, _JOINING = frozenset(_TITLE_WORDS.split()), frozenset(_JOINING_WORDS.split())

_SPELLINGS = {
    MUHAMMAD: """muhammad mohammad mohammed muhammed mohamed mohamad muhamad muhamed mohammod mohmad mohamd muhmmad mohmmad
        mohammd muhammd mohd muhd mohmd mhd md m محمد""",
    MAHMUD: "mahmood mehmood mahmud mehmud mahmoud mehmoud mahmod mehmod محمود",
    "yusuf": "yousaf yusuf yousuf yusaf yousif yousef yosuf yosaf yoosuf یوسف",
    "usman": "usman osman uthman othman usmaan عثمان",
    "aisha": "aisha ayesha aysha aiesha aayesha عائشہ عایشہ",
    "ijaz": "ijaz ejaz aijaz eijaz اعجاز",
    "riaz": "riaz riyaz reyaz ریاض",
    "hussain": "hussain husain hussein husein hosain hossain hussan حسین",
    "hasan": "hasan hassan حسن",
    "abdullah": "abdullah abdulla abdullahi عبداللہ",
}
"""Names whose spellings differ too much, or lie too near another name, for their sound alone."""

_CANONICAL = {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings.split()}
_KEPT_WHOLE = frozenset(sound(name) for name in _SPELLINGS)
_SERVANT = re.compile(r"(abdu[lrs]?|abd|عبد(?:ال)?)")
_SERVANT_JOINED = re.compile(r"(?:abdu[lrsz](?!la)|عبدال)(\w{3,})")


class Likeness(IntEnum):
    """How like two names are; a part is a name with further words beside it (Asif, Asif Khan)."""

    DIFFERENT = 0
    PART = 1
    VARIANT = 2
    EQUAL = 3


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name for comparing: the sounds of its words that tell people apart, and whether Muhammad stood among them."""

    sounds: tuple[str, ...]
    muhammad: bool = False


@lru_cache(maxsize=65536)
def name_key(name: str) -> NameKey:
    """Return what of a name tells people apart, in any spelling and script."""
    words = _joined(folded(name).split())
    plain = [_CANONICAL.get(word, word) for word in words if word not in _TITLES and word not in _JOINING]
    sounds = tuple(sound(word) for word in plain if word != MUHAMMAD)
    return NameKey(tuple(heard for heard in sounds if heard), MUHAMMAD in plain)


def _joined(words: list[str]) -> list[str]:
    """Write Abdul Rehman, Abdur-Rahman and Abdurrehman as one word, the servant part always the same."""
    joined: list[str] = []
    servant = False
    for word in words:
        if servant:
            joined.append(f"abd{_bare(word)}" if not in_urdu(word) else f"عبد{_bare(word)}")
            servant = False
        elif _SERVANT.fullmatch(word):
            servant = True
        elif found := _SERVANT_JOINED.fullmatch(word):
            joined.append(f"عبد{found[1]}" if in_urdu(word) else f"abd{found[1]}")
        else:
            joined.append(word)
    return [*joined, "abdul"] if servant else joined


def _bare(word: str) -> str:
    return word.removeprefix("ال")


@lru_cache(maxsize=65536)
def folded_name(name: str) -> str:
    """Return one text for all spellings of a name in both scripts; empty when nothing in it tells people apart.

    Two different names may fold to the same text (Jamal, Jamil), so equal texts are a reason to ask, no proof.
    """
    return " ".join(sorted(heard if heard in _KEPT_WHOLE else skeleton(heard) for heard in name_key(name).sounds))


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> Likeness:
    """Say how like two names are; a name that is only Muhammad or a title is like none."""
    first, second = name_key(one), name_key(other)
    if not first.sounds or not second.sounds:
        return Likeness.DIFFERENT
    if len(first.sounds) > len(second.sounds):
        first, second = second, first
    left = list(second.sounds)
    alike = Likeness.EQUAL
    for heard in first.sounds:
        pair = next((word for word in left if same_sound(heard, word)), None)
        if pair is None:
            alike = Likeness.VARIANT
            pair = next((word for word in left if like_sound(heard, word)), None)
        if pair is None:
            return Likeness.DIFFERENT
        left.remove(pair)
    if MAHMUD in left and first.muhammad:
        return Likeness.DIFFERENT
    return Likeness.PART if left else alike
