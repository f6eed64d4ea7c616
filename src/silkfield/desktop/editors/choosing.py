"""What may be chosen, as the parts show it: tiles with their keys, and entries of a list that is searched by typing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from silkfield.desktop.style import text_width
from silkfield.desktop.widgets import Choice as Entry
from silkfield.desktop.widgets import Option
from silkfield.formkit.codes import Code, CodeList
from silkfield.formkit.days import iso_day
from silkfield.formkit.problems import Around, Values
from silkfield.language import _, chosen

ROW = 632
"""The width in pixels that the rows of a form always have, also in narrow windows."""

GAP = 4
_DAYS = ("contact_date", "held_on", "start_date")
_SPARE = 6  # pixels a tile can do without
DIGITS = "1234567890"
_MOST_LEFT = (
    "PK-PB.rawalpindi",
    "PK-PB.lahore",
    "PK-KP.lower-dir",
    "PK-PB.gujrat",
    "PK-PB.sheikhupura",
    "PK-PB.faisalabad",
    "PK-PB.sialkot",
    "PK-PB.dera-ghazi-khan",
    "PK-PB.attock",
    "PK-KP.abbottabad",
)
"""The districts that most registered emigrants of 1981 to 2016 left, as the Bureau of Emigration counts them."""

_ABOUT_ALL = 12
"""Lists up to this length are offered whole."""


def list_of(codes: str, around: Around) -> CodeList:
    """Return a code list by its name."""
    return around.codes[codes]


def day_of(answers: Values, around: Around) -> str:
    """Return the day that a record is about, as an ISO day: today until another one is given."""
    days = (answers.get(name) for name in _DAYS)
    return next((day for day in days if isinstance(day, str) and iso_day(day)), around.today.isoformat())


def offered(codes: CodeList, named: tuple[str, ...], day: str) -> tuple[Code, ...]:
    """Return the codes the screen shows first: those the form names, or a short list whole."""
    if named:
        return tuple(codes.by_key[key] for key in named if key in codes)
    now = tuple(code for code in codes.codes if code.in_use(day))
    return now if len(now) <= _ABOUT_ALL else ()


def keys_for(codes: tuple[Code, ...], keys: tuple[str, ...]) -> dict[str, str]:
    """Return the key that chooses each code: those the form names, else the digits in order."""
    given = keys or tuple(DIGITS[: len(codes)])
    return {code.key: key for code, key in zip(codes, given, strict=False)}


def tile_width(option: Option) -> int:
    """Return the width in pixels that a tile likes to have."""
    return 46 + text_width(option.label, "strong")


def row_width(options: Sequence[Option]) -> int:
    """Return the width in pixels of tiles in one row."""
    return sum(tile_width(option) for option in options) + GAP * max(0, len(options) - 1)


def fits(options: Sequence[Option], columns: int) -> bool:
    """Tell whether tiles in so many columns fit into a row, when each column is as narrow as its words allow."""
    widest = [max(tile_width(option) - _SPARE for option in options[place::columns]) for place in range(columns)]
    return sum(widest) + GAP * (columns - 1) <= ROW


def columns_for(options: Sequence[Option]) -> int:
    """Return how many columns tiles have: one row when it fits, else as even rows as possible."""
    most = next((count for count in range(len(options), 0, -1) if fits(options, count)), 1)
    rows = -(-len(options) // most) if options else 1
    return -(-len(options) // rows) if options else 1


def as_option(code: Code, key: str = "") -> Option:
    """Return a code as a tile."""
    return Option(code.key, code.brief(), key)


def as_entries(codes: CodeList, around: Around) -> Sequence[Entry]:
    """Return a code list as entries to search in: those in use first, those asked for most before others."""
    key = (id(codes), chosen(), around.today)
    if key not in _ENTRIES:
        day = around.today.isoformat()
        first = {name: place for place, name in enumerate(_MOST_LEFT)}
        known = sorted(codes.codes, key=lambda code: (not code.in_use(day), first.get(code.key, len(first))))
        _ENTRIES[key] = [Entry(code.key, code.brief(), code.words(), _beside(code, around, day)) for code in known]
    return _ENTRIES[key]


_ENTRIES: dict[tuple[int, str, date], Sequence[Entry]] = {}
"""Long lists are made once for each language and day: a form of many rows asks for the same countries many times."""


def _beside(code: Code, around: Around, day: str) -> str:
    if code.valid_to and not code.in_use(day):
        return _("until {year}").format(year=code.valid_to[:4])
    if code.parent:
        for name in ("province", "district", "country"):
            if code.parent in around.codes[name]:
                return around.codes[name].text(code.parent)
    return ""
