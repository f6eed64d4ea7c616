"""The header of a table: where it stands, what each column means, and a signature by which a mapping is remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from silkfield.formkit.folding import squeezed
from silkfield.language import N_, _
from silkfield.workbooks.cells import Cell, text_of
from silkfield.workbooks.sheets import Sheet

DEEPEST = 40
"""A header stands within the first rows of a sheet."""

NOT_READ = "-"
"""The meaning of a column that is not to be read, as a person decides or as a file of refused rows says."""

WHY_REFUSED = N_("Why not taken in")
"""The header of the reasons in a file of refused rows."""

_SLIP = 86
_SHORTEST_FOR_SLIP = 5


@dataclass(frozen=True, slots=True)
class Column:
    """What a column may mean, with the words its header has; `words` are in English and Urdu, in any case and spacing."""

    meaning: str
    label: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """One column of a sheet: its place from 0, its header as written, what it means ("" for nobody knows)."""

    place: int
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet; `first` and `last` are its rows, counted from 0."""

    first: int
    last: int
    columns: tuple[ReadColumn, ...]

    @property
    def signature(self) -> str:
        """Return a short text that is the same for every sheet with these headers."""
        labels = "\x1f".join(squeezed(column.label) or column.label for column in self.columns)
        return hashlib.sha256(labels.encode()).hexdigest()[:16]

    @property
    def meanings(self) -> dict[str, ReadColumn]:
        """Return the columns by what they mean; the first of two with one meaning."""
        found: dict[str, ReadColumn] = {}
        for column in self.columns:
            if column.meaning and column.meaning != NOT_READ:
                found.setdefault(column.meaning, column)
        return found

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the headers nobody knows the meaning of."""
        return tuple(column.label for column in self.columns if column.label and not column.meaning)


class Headings:
    """Tells what a header word means: by the words of the columns, a pattern, or a slip of the pen."""

    def __init__(self, columns: Iterable[Column], pattern: Callable[[str], str] | None = None) -> None:
        self._words = {
            squeezed(word): column.meaning
            for column in columns
            for word in (column.meaning, column.label, *column.words)
        }
        self._words |= dict.fromkeys((squeezed(WHY_REFUSED), squeezed(_(WHY_REFUSED))), NOT_READ)
        self._pattern = pattern
        self._known: dict[str, str] = {}

    def meaning(self, label: str) -> str:
        """Return what a header means, "" when nobody knows."""
        if label not in self._known:
            self._known[label] = self._meaning(label)
        return self._known[label]

    def _meaning(self, label: str) -> str:
        word = squeezed(label)
        if not word and label.strip() != "#":
            return ""
        if label.strip() in {"#", "S#", "S.#", "Sr#", "Sr.#"}:
            return self._words.get("serial", "")
        if found := self._words.get(word):
            return found
        if self._pattern and (found := self._pattern(label)):
            return found
        if len(word) >= _SHORTEST_FOR_SLIP:
            near = process.extractOne(word, self._words.keys(), scorer=fuzz.ratio, score_cutoff=_SLIP)
            return self._words[near[0]] if near else ""
        return ""


def find_header(
    sheet: Sheet,
    headings: Headings,
    enough: Callable[[AbstractSet[str]], bool],
    chosen: Mapping[str, str] | None = None,
) -> Header | None:
    """Find the header of a sheet: the row with most known words that says enough; None when there is none.

    A second row is taken in when groups stand above it (Men: 18-24, 25-34 ...). `chosen` maps header words to meanings, as
    a person decided; it wins over the words known here.
    """
    best: Header | None = None
    most = 1
    wanted = {squeezed(label) or label: meaning for label, meaning in (chosen or {}).items()}
    for top in range(min(DEEPEST, len(sheet.rows))):
        filled = sum(text_of(cell) != "" for cell in sheet.rows[top])
        if filled <= most:
            continue
        header = _header_at(sheet, top, headings, wanted)
        known = header.meanings
        if len(known) > most and enough(known.keys()):
            best, most = header, len(known)
    return best


def _header_at(sheet: Sheet, top: int, headings: Headings, wanted: Mapping[str, str]) -> Header:
    labels, last = _labels(sheet, top)
    seen: set[str] = set()
    columns: list[ReadColumn] = []
    for place, label in enumerate(labels):
        meaning = wanted.get(squeezed(label) or label)
        if meaning is None:
            meaning = headings.meaning(label) if label else ""
        if meaning in seen:
            meaning = ""
        if meaning != NOT_READ:
            seen.add(meaning)
        columns.append(ReadColumn(place, label, meaning))
    return Header(top, last, tuple(columns))


def _labels(sheet: Sheet, top: int) -> tuple[list[str], int]:
    """Return the words of each column and the last row of the header."""
    upper = [_one_line(cell) for cell in sheet.rows[top]]
    if not _has_groups(sheet, top, upper):
        return upper, top
    lower = [_one_line(cell) for cell in sheet.rows[top + 1]]
    right_of = {merged.left: merged.right for merged in sheet.merged if merged.top == top}
    labels: list[str] = []
    group, group_ends = "", -1
    for place, (above, below) in enumerate(zip(upper, lower, strict=True)):
        if above:
            group, group_ends = above, right_of.get(place, len(upper))
        elif place > group_ends:
            group = ""
        labels.append(f"{group} {below}".strip() if below else above)
    return labels, top + 1


def _has_groups(sheet: Sheet, top: int, upper: list[str]) -> bool:
    """Tell whether a second header row follows: words only, some of them where the first row is empty."""
    if top + 1 >= len(sheet.rows):
        return False
    below = sheet.rows[top + 1]
    words = [place for place, cell in enumerate(below) if text_of(cell)]
    under_groups = [place for place in words if not upper[place]]
    all_text = all(isinstance(below[place], str) for place in words)
    spread = any(merged.top == top and merged.left < merged.right for merged in sheet.merged)
    starts_empty = not text_of(below[0]) or not upper[0]
    return all_text and starts_empty and len(under_groups) >= (1 if spread else 2)


def _one_line(cell: Cell) -> str:
    return " ".join(text_of(cell).split())
