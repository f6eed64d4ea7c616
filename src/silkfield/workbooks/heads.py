"""Head counts in a row: cells by sex and age band, the printed totals they must agree with, and estimates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from silkfield.formkit.ages import age_group
from silkfield.formkit.folding import folded, plain_digits
from silkfield.workbooks.cells import Broken, Cell, says_nothing, text_of
from silkfield.workbooks.rows import RawRow
from silkfield.workbooks.vocabulary import Vocabulary

UNKNOWN_BAND = "AUN"
WIDE_BANDS = {(35, 59): "A3559"}
"""Bands wider than an age group that sheets tally and the list of age groups knows."""

_BAND = re.compile(r"(\d{1,2})\s*(?:-|–|to|تا)\s*(\d{1,3})")
_OPEN_BAND = re.compile(r"(\d{1,2})\s*(?:\+|and over|and above|& above|or more|سے زیادہ)|(?:over|above)\s*(\d{1,2})")
_UNDER = re.compile(r"(?:<|under|below|less than)\s*(\d{1,2})|(\d{1,2})\s*سے کم|\bu\s?(\d{2})\b")
_ABOUT = re.compile(
    r"(?:about|abt|approx|approximately|around|ca|c|circa|nearly|over|more than|some|est|تقریبا|لگ بھگ)\b|[~≈]|\+\s*$|\?\s*$"
)
_TOTAL_WORDS = frozenset(
    {"total", "totals", "g", "grand", "no", "of", "persons", "participants", "heads", "people", "all", "کل", "ٹوٹل"}
)


@lru_cache(maxsize=4096)
def read_band(text: str) -> str:
    """Return the age band that a header names: <18, 18-24, 60+; "" when it names none."""
    plain = plain_digits(text).lower()
    if match := _UNDER.search(plain):
        return age_group(0, int(match[1] or match[2] or match[3]) - 1)
    if match := _BAND.search(plain):
        low, high = int(match[1]), int(match[2])
        return WIDE_BANDS.get((low, high)) or (age_group(low, high) if low <= high else UNKNOWN_BAND)
    if match := _OPEN_BAND.search(plain):
        return age_group(int(match[1] or match[2]), 120)
    return UNKNOWN_BAND if re.search(r"\b(?:unknown|n/?k|not known|age not stated)\b|نامعلوم", plain) else ""


def head_meaning(vocabulary: Vocabulary, label: str) -> str:
    """Return what a header means for a head count: "heads:M:A18", "total:M", "total", or ""."""
    words = folded(label).split()
    sexes = [
        sex for word in words if not word[0].isdigit() and (sex := vocabulary.only("sex", word)) in {"M", "F", "X"}
    ]
    band = read_band(label)
    if len(set(sexes)) == 1:
        return f"heads:{sexes[0]}:{band}" if band else f"total:{sexes[0]}"
    return "total" if words and not sexes and not band and set(words) <= _TOTAL_WORDS else ""


@dataclass(frozen=True, slots=True)
class ReadCount:
    """A number of people: `about` when it is an estimate, `fault` when the cell holds something else."""

    number: int | None = None
    about: bool = False
    fault: bool = False


@lru_cache(maxsize=4096, typed=True)
def read_number(cell: Cell) -> ReadCount:
    """Read a whole number of people: 12, "12", "about 60", "30+"; empty is no number."""
    if isinstance(cell, Broken):
        return ReadCount(fault=True)
    text = text_of(cell)
    if says_nothing(text):
        return ReadCount()
    plain = plain_digits(text).lower().replace(",", "")
    if plain.isdecimal() and len(plain) < 7:
        return ReadCount(int(plain))
    numbers = re.findall(r"\d+(?:\.\d+)?", plain)
    about = bool(_ABOUT.search(plain))
    if len(numbers) == 1 and numbers[0].isdecimal() and len(numbers[0]) < 7 and about:
        return ReadCount(int(numbers[0]), about=True)
    return ReadCount(fault=True)


@dataclass(slots=True)
class ReadHeads:
    """The head count of a row: its cells by sex and band, and the reason codes with the meaning of the column concerned."""

    cells: dict[str, dict[str, int]] = field(default_factory=dict)
    estimate: bool = False
    reasons: list[tuple[str, str]] = field(default_factory=list)

    def value(self) -> dict[str, Any] | None:
        """Return the answer of a form, None when nobody was counted."""
        kept = {
            sex: filled
            for sex, row in self.cells.items()
            if (filled := {band: count for band, count in row.items() if count})
        }
        if not kept and not self.cells:
            return None
        return {"cells": kept, "estimate": True} if self.estimate else {"cells": kept}

    def add(self, sex: str, band: str, count: int) -> None:
        """Add people to a cell."""
        row = self.cells.setdefault(sex, {})
        row[band] = row.get(band, 0) + count

    def total(self, sex: str = "") -> int:
        """Return how many people of a sex, or of all, were counted."""
        return sum(sum(row.values()) for key, row in self.cells.items() if not sex or key == sex)


def read_heads(row: RawRow) -> ReadHeads:
    """Read the head count of a row and compare it with the totals printed beside it.

    A total alone is taken as people of unknown age, or of unknown sex and age. A printed total that differs refuses the row
    (R_GRID_SUM), and so does a cell that holds no number (R_COUNT_UNREADABLE).
    """
    read = ReadHeads()
    bands = row.under("heads:")
    banded = bool(bands)
    for meaning, cell in bands:
        count = _checked(read, meaning, cell)
        if count.number is not None:
            _kind, sex, band = meaning.split(":")
            read.add(sex, band, count.number)
            read.estimate |= count.about
    for meaning, cell in row.under("total:"):
        _compare_sex(read, meaning, _checked(read, meaning, cell), banded=banded)
    if "total" in row.values:
        _compare_all(read, _checked(read, "total", row.value("total")), banded=banded)
    if read.estimate:
        read.reasons.append(("W_ESTIMATE", "total"))
    return read


def _checked(read: ReadHeads, meaning: str, cell: Cell) -> ReadCount:
    count = read_number(cell)
    if count.fault:
        read.reasons.append(("R_COUNT_UNREADABLE", meaning))
    return count


def _compare_sex(read: ReadHeads, meaning: str, printed: ReadCount, *, banded: bool) -> None:
    sex = meaning.partition(":")[2]
    if printed.number is None:
        return
    if sex in read.cells:
        if read.total(sex) != printed.number:
            read.reasons.append(("R_GRID_SUM", meaning))
    elif printed.number or not banded:
        read.add(sex, UNKNOWN_BAND, printed.number)
        read.estimate |= printed.about
        if banded:
            read.reasons.append(("W_NO_AGE_BANDS", meaning))


def _compare_all(read: ReadHeads, printed: ReadCount, *, banded: bool) -> None:
    if printed.number is None:
        return
    if read.cells:
        if read.total() != printed.number and not printed.about:
            read.reasons.append(("R_GRID_SUM", "total"))
        read.estimate |= printed.about
    else:
        read.add("U", UNKNOWN_BAND, printed.number)
        read.estimate |= printed.about
        if banded and not printed.about:
            read.reasons.append(("W_NO_AGE_BANDS", "total"))
