"""Collects every text people read from the source into the Urdu catalogue, and compiles it. Run by `make texts`.

Texts that the glossary knows are filled in from it; all others wait in silkfield.po for a translator. A text without a
translation is shown in English.
"""

from __future__ import annotations

import csv
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from silkfield import __version__

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations" / "ur" / "LC_MESSAGES"
HEADER = "# Urdu texts of Silkfield, under the licence of the project (EUPL-1.2)."
FIRST_DAY = datetime(2026, 11, 24, tzinfo=UTC)
"""Kept fixed, so that the catalogue changes only when a text does."""
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def collected() -> Catalog:
    """Return a catalogue of every text in the source, without places (they would change with every line)."""
    catalogue = Catalog(project="Silkfield", version=__version__, charset="utf-8", creation_date=FIRST_DAY)
    for _name, _line, message, _comments, _context in extract_from_dir(
        str(ROOT / "src"), [("**.py", "python")], keywords=KEYWORDS
    ):
        catalogue.add(message)
    return catalogue


def glossary() -> dict[str, str]:
    """Return the terms that were agreed on: English to Urdu."""
    text = (ROOT / "resources" / "codes" / "glossary.csv").read_text(encoding="utf-8-sig")
    return {row["en"]: row["ur"] for row in csv.DictReader(io.StringIO(text))}


def known() -> Catalog:
    """Return the catalogue as it is kept."""
    path = FOLDER / "silkfield.po"
    if not path.exists():
        return Catalog(locale="ur", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale="ur")


def main() -> int:
    """Bring the kept catalogue up to date and say how much of it is translated."""
    catalogue = known()
    catalogue.update(collected(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.header_comment = HEADER
    catalogue.creation_date = catalogue.revision_date = FIRST_DAY
    catalogue.last_translator = "the Silkfield founders"
    catalogue.language_team = "Urdu; every text needs a native reader"
    catalogue.msgid_bugs_address = ""
    terms = glossary()
    for message in catalogue:
        message.flags -= {"fuzzy", "python-format"}  # our texts are filled in with `format`, and none is a guess
        if message.id and not message.string and isinstance(message.id, str) and message.id in terms:
            message.string = terms[message.id]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "silkfield.po").open("wb") as file:
        write_po(file, catalogue, width=120, sort_output=True, no_location=True, omit_header=False)
    with (FOLDER / "silkfield.mo").open("wb") as file:
        write_mo(file, catalogue)
    done = sum(bool(message.id and message.string and any(message.string)) for message in catalogue)
    print(f"{done} of {len(catalogue)} texts are translated into Urdu.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
