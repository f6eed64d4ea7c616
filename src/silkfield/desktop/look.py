"""The language and colours the program had last, kept beside the store so that the lock page has them too."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from silkfield.locations import write_whole

LANGUAGES = (("en", "English"), ("ur", "اردو"))
SIZES = ((90, "90 %"), (100, "100 %"), (110, "110 %"), (125, "125 %"))
_FILE = "look.json"


@dataclass(frozen=True, slots=True)
class Look:
    """Language and colours, whether Urdu titles are in Nastaliq and Urdu pages in Urdu digits, how large all is (per cent)."""

    language: str = "en"
    dark: bool = False
    nastaliq: bool = True
    urdu_digits: bool = False
    size: int = 100


def read_look(folder: Path) -> Look:
    """Return the look noted in a store's folder, the usual one when there is none."""
    try:
        kept = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        language = kept["language"] if kept["language"] in dict(LANGUAGES) else "en"
        size = kept.get("size")
        nastaliq, digits = bool(kept.get("nastaliq", True)), bool(kept.get("urdu_digits", False))
        return Look(language, bool(kept["dark"]), nastaliq, digits, size if size in dict(SIZES) else 100)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Look()


def note_look(folder: Path, look: Look) -> None:
    """Note the look. Raises Trouble when the folder cannot be written."""
    write_whole(folder / _FILE, json.dumps(asdict(look)).encode())
