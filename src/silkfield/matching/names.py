"""Names as people compare them: titles left out, spellings and scripts folded, Mahmood kept apart from Muhammad."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from silkfield.formkit.folding import folded
from silkfield.matching.sounds import begins_like, like_sound, same_sound, skeleton, sound

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
    "ishaq": "ishaq ishaque ishak اسحاق اسحق",
    "taimur": "taimur taimoor timur timour تیمور",
    "akram": "akram akrum akraam اکرم",
    "ikram": "ikram ikraam اکرام",
    "aslam": "aslam aslum اسلم",
    "islam": "islam islaam اسلام",
    "jamil": "jamil jameel jamiel جمیل",
    "jamal": "jamal jamaal جمال",
    "karim": "karim kareem kariem کریم",
    "karam": "karam کرم",
    "salman": "salman selman salmaan سلمان",
    "suleman": "suleman sulaiman sulayman suliman sulman سلیمان",
    "said": "saeed said saied saeid سعید",
    "saad": "saad سعد",
    "umar": "umar umer omar omer عمر",
    "umair": "umair umayr omair عمیر",
    "amir": "amir aamir عامر",
    "anwar": "anwar anwer anvar انور",
    "amna": "amna aamna آمنہ",
    "amina": "amina ameena aminah امینہ",
}
"""Names whose spellings differ too much, or lie too near another name, for their sound alone. Two of them are never alike."""

_CANONICAL = {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings.split()}
_KEPT_WHOLE = frozenset(sound(name) for name in _SPELLINGS)
_TOGETHER = tuple(
    (re.compile(pattern), joined)
    for pattern, joined in (
        (r"\b(?:abd|abdu[lrsz]?) (?=\w)|\babdu[lrsz](?!lah?\b)(?=\w{3})", "abd"),  # Abdur Rahman, Abdurrahman
        (r"\bعبد(?:ال)? (?:ال)?(?=\w)|\bعبدال(?=\w{3})", "عبد"),
        (r"(?<=\w) (?=ull?ah?\b|udd?in\b)", ""),  # Rehmat Ullah, Shams Uddin
        (r"(?<=\w) (?:u[lrdsztn]|a[lrdsz]|el) (?=[drtszn])", ""),  # Shams ud Din, Saif ur Rehman: the l is not heard
        (r"(?<=\w) [uae]l (?=\w)|(?<=a)ul(?=ha[qk]\b)", "l"),  # Zia ul Haq, Ziaulhaq
        (r"(?<=\w) ال(?=(?:لہ|دین|رحما?ن|زما[نں]|نبی|رسول)\b)", ""),  # but not Altaf, Ilyas
        (r"(?<=\w) ال(?=(?:حق|اسلام|حسن|عابدین|ابصار|عین)\b)", "ل"),
        (r"^(allah|اللہ) (?=\w)", r"\1"),  # Allah Ditta
        (r"b(?:ux|uksh|aksh|ukhsh|akhs)\b", "bakhsh"),  # Allah Bux
    )
)
"""What people write as one, two or three words, and how it is written together."""


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
    text = folded(name)
    for apart, together in _TOGETHER:
        text = apart.sub(together, text)
    words = [_CANONICAL.get(word, word) for word in text.split()]
    plain = [word for word in words if word not in _TITLES and word not in _JOINING]
    sounds = tuple(sound(word) for word in plain if word != MUHAMMAD)
    return NameKey(tuple(heard for heard in sounds if heard), MUHAMMAD in plain)


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
        pair = next((word for word in left if _same(heard, word)), None)
        if pair is None:
            alike = Likeness.VARIANT
            pair = next((word for word in left if _like(heard, word)), None)
        if pair is None:
            return _as_one_word(first, second)
        left.remove(pair)
    if MAHMUD in left and first.muhammad:
        return Likeness.DIFFERENT
    return Likeness.PART if left else alike


def is_heard(typed: str, name: str) -> bool:
    """Tell whether a name sounds like what was typed, each word of it; the last word may only have begun.

    What begins alike in the same script is seen and need not be heard: this is for the other script and other spellings.
    """
    key = name_key(typed)
    words, heard = key.sounds, list(name_key(name).sounds)
    for place, word in enumerate(words, 1):
        pair = next((one for one in heard if _same(word, one)), None)
        if pair is None and place == len(words):
            pair = next((one for one in heard if begins_like(word, one)), None)
        if pair is None:
            return False
        heard.remove(pair)
    return bool(words) and not (key.muhammad and MAHMUD in heard)


def _same(one: str, other: str) -> bool:
    return one == other or (one not in _KEPT_WHOLE and other not in _KEPT_WHOLE and same_sound(one, other))


def _like(one: str, other: str) -> bool:
    return not (one in _KEPT_WHOLE and other in _KEPT_WHOLE) and (same_sound(one, other) or like_sound(one, other))


def _as_one_word(one: NameKey, other: NameKey) -> Likeness:
    """Compare what one may have written together and the other apart (Gulzaman, Gul Zaman)."""
    if len(one.sounds) == len(other.sounds):
        return Likeness.DIFFERENT
    same = same_sound(*("".join(heard.removeprefix("~") for heard in key.sounds) for key in (one, other)))
    return Likeness.VARIANT if same else Likeness.DIFFERENT
