"""Which rows of a table are records: not titles, blank lines, totals, section headings, "no session" or signatures."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from silkfield.workbooks.cells import Cell, repeats_above, text_of
from silkfield.workbooks.headers import Header
from silkfield.workbooks.sheets import Sheet

SERIAL = "serial"
RECORD_ID, ROW_OF = "id", "row of"
RECORD_COLUMNS = (RECORD_ID, ROW_OF)
"""Meanings of columns that hold the ids an export wrote; a row with one is a record whatever its words look like."""

_RECORD_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_TOTAL = re.compile(
    r"(?:grand|sub|g|s|month(?:ly)?|page|overall)?[\s.\-]*total\b|(?:کل|میزان|مجموعہ|ٹوٹل)(?:\s|:|$)", re.IGNORECASE
)
_SIGNED = re.compile(
    r"(?:prepared|checked|verified|submitted|compiled|approved|reviewed|counter\s?signed|signed|typed)\s+by\b|signature|"
    r"stamp\b|دستخط|تیار کردہ|تصدیق کنندہ",
    re.IGNORECASE,
)
_NO_SESSION = re.compile(
    r"\bno (?:session|sessions|contact|contacts|client|clients|visitor|visitors|entry|work)\b|"
    r"\b(?:public |gazetted )?holiday\b|\b(?:office|centre|center) (?:was )?closed\b|\bstrike\b|تعطیل|چھٹی",
    re.IGNORECASE,
)
_FEW = 4


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no record: its number from 1, and what it is (blank, total, heading, no_session, signature, header)."""

    number: int
    why: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One record: its cells, and its values by meaning, after merged cells and ditto marks were followed.

    `key` is the same whenever the same answers come again (the serial number left out); `twin` is the number of an earlier
    row that is equal in every cell. `section` is the heading it stands under.
    """

    sheet: str
    number: int
    cells: tuple[Cell, ...]
    values: Mapping[str, Cell]
    texts: Mapping[str, str]
    key: str
    twin: int = 0
    section: str = ""

    def text(self, meaning: str) -> str:
        """Return what stands under a meaning, "" for nothing or no such column."""
        return self.texts.get(meaning, "")

    def value(self, meaning: str) -> Cell:
        """Return the cell under a meaning, "" for nothing or no such column."""
        return self.values.get(meaning, "")

    def under(self, prefix: str) -> list[tuple[str, Cell]]:
        """Return meaning and cell of each column whose meaning begins so, such as "heads:"."""
        return [(meaning, self.values[meaning]) for meaning in _beginning(prefix, tuple(self.values))]


@lru_cache(maxsize=256)  # all rows of a table have the same meanings
def _beginning(prefix: str, meanings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(meaning for meaning in meanings if meaning.startswith(prefix))


def read_rows(sheet: Sheet, header: Header, form: str) -> tuple[list[RawRow], list[Skipped]]:
    """Part the rows under a header into records and what is no record."""
    columns = [(meaning, column.place) for meaning, column in header.meanings.items()]
    serial = header.meanings.get(SERIAL)
    ids = [place for meaning, place in columns if meaning in RECORD_COLUMNS]
    covered = _covered_by_merged_cells(sheet, header.last)
    labels = [column.label for column in header.columns]
    records: list[RawRow] = []
    skipped: list[Skipped] = []
    above: list[Cell] = []
    seen: dict[str, int] = {}
    section = ""
    for place in range(header.last + 1, len(sheet.rows)):
        cells = list(sheet.rows[place])
        for column, cell in covered.get(place, {}).items():
            cells[column] = cell
        texts = [text_of(cell) for cell in cells]
        exported = any(_RECORD_ID.fullmatch(texts[column]) for column in ids)
        if not exported and (why := _no_record(texts, serial.place if serial else None, labels)):
            text = next((text for text in texts if text), "")
            skipped.append(Skipped(place + 1, why, text))
            section = text if why == "heading" else section
            continue
        for column, text in enumerate(texts):
            if text and above and not exported and repeats_above(text):
                cells[column] = above[column] if column < len(above) else ""
                texts[column] = text_of(cells[column])
        above = cells
        without_serial = [text for column, text in enumerate(texts) if serial is None or column != serial.place]
        whole = "\x1f".join(without_serial)
        record = RawRow(
            sheet.name,
            place + 1,
            tuple(cells),
            {meaning: cells[column] for meaning, column in columns},
            {meaning: texts[column] for meaning, column in columns},
            _key(form, columns, texts),
            seen.setdefault(whole, place + 1) if whole in seen else 0,
            section,
        )
        seen.setdefault(whole, place + 1)
        records.append(record)
    return records, skipped


def _key(form: str, columns: list[tuple[str, int]], texts: list[str]) -> str:
    parts = sorted(f"{meaning}={texts[column]}" for meaning, column in columns if meaning != SERIAL and texts[column])
    return hashlib.sha256("\x1f".join([form, *parts]).lower().encode()).hexdigest()[:32]


def _covered_by_merged_cells(sheet: Sheet, last: int) -> dict[int, dict[int, Cell]]:
    """Return, by row and column, the value of the top cell for every cell of a record under it in a merged range."""
    covered: dict[int, dict[int, Cell]] = {}
    for merged in sheet.merged:
        if last < merged.top < len(sheet.rows):
            for row in range(merged.top + 1, min(merged.bottom + 1, len(sheet.rows))):
                covered.setdefault(row, {})[merged.left] = sheet.rows[merged.top][merged.left]
    return covered


def _no_record(texts: list[str], serial: int | None, labels: list[str]) -> str:
    """Say why a row is no record, "" when it is one."""
    filled = [(place, text) for place, text in enumerate(texts) if text]
    number = texts[serial] if serial is not None else ""
    numbered = bool(number) and not any(sign.isalpha() for sign in number)
    if not filled or (numbered and len(filled) == 1):
        return "blank"
    if not numbered:
        if any(_TOTAL.match(text) for _place, text in filled):
            return "total"
        if any(_NO_SESSION.search(text) for _place, text in filled) and len(filled) <= _FEW:
            return "no_session"
        if len(filled) <= _FEW and any(_SIGNED.match(text) for _place, text in filled):
            return "signature"
    if len(filled) == 1:
        return "heading"
    return "header" if _repeats_header(filled, labels) else ""


def _repeats_header(filled: list[tuple[int, str]], labels: list[str]) -> bool:
    return all(place < len(labels) and text == labels[place] for place, text in filled)


def section_words(section: str) -> Iterator[str]:
    """Yield the parts of a section heading: "Resource Persons / Trainers (ToT April 2015)" names two roles."""
    for part in re.split(r"[/,&()\-]| and ", section):
        if word := part.strip():
            yield word
