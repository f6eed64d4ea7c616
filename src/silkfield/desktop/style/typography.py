"""Which font a text is shown in: Inter for Latin and digits, Naskh for Urdu, Nastaliq for Urdu page titles."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from silkfield import assets
from silkfield.desktop.style.tokens import theme, type_roles
from silkfield.language import END_ISOLATE, LEFT_TO_RIGHT_ISOLATE, RIGHT_TO_LEFT_ISOLATE

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile("[\\d\\s:.,/%+\u2212\u2013\u202f\u2066\u2069-]+")  # hyphen and dash only beside digits
_KEPT_OR_NUMBER = re.compile("\u2066[^\u2069]*\u2069?|[A-Za-z][A-Za-z0-9+./:-]*|[0-9]+")
_URDU_DIGITS = {ord(digit): chr(0x6F0 + value) for value, digit in enumerate("0123456789")}
_WORD_FAMILIES = ("Inter", "Noto Naskh Arabic")
_TITLE_FAMILIES = ("Silkfield Nastaliq", "Inter", "Noto Naskh Arabic")


@cache
def load_fonts() -> tuple[str, ...]:
    """Load the program's own fonts once and return the families found; system fonts are never needed."""
    families: list[str] = []
    for file in sorted(assets.folder("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(families)


def is_arabic(text: str) -> bool:
    """Tell whether a text holds letters of the Arabic script."""
    return bool(_ARABIC.search(text))


def _arabic_sized(text: str) -> bool:
    """Tell whether a text takes the larger sizes of Arabic script; an unknown text follows the language."""
    return is_arabic(text) if text else theme().right_to_left


@cache
def _font(role: str, arabic: bool, tabular: bool, nastaliq: bool) -> QFont:
    sizes = type_roles()[role]
    title = role == "h1" and arabic and nastaliq
    font = QFont()
    font.setFamilies(list(_TITLE_FAMILIES if title else _WORD_FAMILIES))
    font.setPixelSize(sizes.arabic if arabic else sizes.latin)
    font.setWeight(QFont.Weight.Normal if title else QFont.Weight(sizes.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def type_font(role: str, text: str = "") -> QFont:
    """Return the font of a role of type for this text (for the language's own script when no text is named)."""
    tabular = bool(text) and role != "key" and bool(_NUMBER.fullmatch(text))
    return QFont(_font(role, _arabic_sized(text), tabular, theme().nastaliq))


@cache
def _metrics(role: str, arabic: bool, tabular: bool, nastaliq: bool) -> QFontMetrics:
    return QFontMetrics(_font(role, arabic, tabular, nastaliq))


def text_width(text: str, role: str) -> int:
    """Return the width in pixels of one line of text in a role."""
    tabular = bool(text) and role != "key" and bool(_NUMBER.fullmatch(text))
    return _metrics(role, _arabic_sized(text), tabular, theme().nastaliq).horizontalAdvance(directed(text))


def line_height(role: str, text: str = "") -> int:
    """Return the height in pixels of the box that one line of a role is given."""
    sizes = type_roles()[role]
    if role == "h1":  # only Nastaliq needs its high box
        return sizes.arabic_box if _arabic_sized(text) else sizes.box
    return sizes.arabic_box if theme().right_to_left or is_arabic(text) else sizes.box


def in_its_digits(text: str) -> str:
    """Write the numbers of an Urdu page in Urdu digits where that is wished; codes, keys and isolated numbers stay."""
    chosen = theme()
    if not (chosen.urdu_digits and chosen.right_to_left):
        return text
    return _KEPT_OR_NUMBER.sub(lambda found: found[0].translate(_URDU_DIGITS) if found[0].isdigit() else found[0], text)


def directed(text: str, right_to_left: bool | None = None) -> str:
    """Return a text that keeps its own direction inside the other one: isolates are added where they are needed."""
    if not text or text[0] in (LEFT_TO_RIGHT_ISOLATE, RIGHT_TO_LEFT_ISOLATE):
        return text
    text = in_its_digits(text)
    from_right = theme().right_to_left if right_to_left is None else right_to_left
    if from_right and not is_arabic(text):
        return f"{LEFT_TO_RIGHT_ISOLATE}{text}{END_ISOLATE}"
    first = _LETTER.search(text)
    if not from_right and first and is_arabic(first.group()):
        return f"{RIGHT_TO_LEFT_ISOLATE}{text}{END_ISOLATE}"
    return text


def grouped(number: int) -> str:
    """Return a number with its thousands set apart by a narrow space that does not break: 1 204."""
    return f"{number:,}".replace(",", "\u202f")
