"""The language people read: gettext for every text, and the direction it runs."""

from __future__ import annotations

import gettext

from silkfield import assets

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ps", "ur"})


class _Chosen:
    """The one language of this program's texts, changed as a whole."""

    code = "en"
    texts: gettext.NullTranslations = gettext.NullTranslations()


def choose(code: str) -> None:
    """Choose the language of every text shown from now on; a language without a catalogue falls back to English."""
    folder = assets.folder("translations")
    _Chosen.code = code
    _Chosen.texts = gettext.translation("silkfield", localedir=folder, languages=[code], fallback=True)


def chosen() -> str:
    """Return the code of the chosen language."""
    return _Chosen.code


def runs_right_to_left(code: str | None = None) -> bool:
    """Tell whether a language (the chosen one when not named) is written from right to left."""
    return (code or chosen()).split("_")[0] in RIGHT_TO_LEFT


def N_(text: str) -> str:  # noqa: N802  (the name every translator's tool looks for)
    """Mark a text for translation and return it as it is."""
    return text


def _(text: str) -> str:
    """Translate a text into the chosen language."""
    return _Chosen.texts.gettext(text) if text else text


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a text that depends on a count."""
    return _Chosen.texts.ngettext(one, many, count)


LEFT_TO_RIGHT_ISOLATE = "\u2066"
RIGHT_TO_LEFT_ISOLATE = "\u2067"
END_ISOLATE = "\u2069"


def isolated(text: str) -> str:
    """Wrap a phone number, id, date or code so that it reads from the left inside right-to-left text."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{END_ISOLATE}"
