"""Answers that are more than one value: head counts, tallies by code, attendance marks, and rows of repeated answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from silkfield.formkit.answer import CLASH, Answer, merged_mapping, not_in_list
from silkfield.formkit.days import iso_day
from silkfield.formkit.field import Field
from silkfield.formkit.problems import Around
from silkfield.language import _

MOST_HEADS = 100_000


@dataclass(frozen=True, slots=True)
class HeadCount(Answer):
    """Heads by sex and age band: `{"cells": {"M": {"A18": 12}}, "estimate": true}`; totals are computed, never kept.

    Heads of unknown sex or age stand under U and AUN, so "about 60 people" is one cell. `bands` are the bands the screen
    offers; a sheet may also fill another band of the list (A3559 for tallies of 35-59).
    """

    sexes: tuple[str, ...] = ("M", "F", "X", "U")
    bands: tuple[str, ...] = ("A00", "A18", "A25", "A35", "A45", "A60", "AUN")

    def show(self, value: Any, around: Around) -> str:
        """Write the total and the sexes: 80 (15 men, 65 women)."""
        sexes = heads_by_sex(value)
        parts = [f"{count} {around.codes['sex'].text(sex)}" for sex, count in sexes.items() if count]
        total = sum(sexes.values())
        listed = _(", ").join(parts)
        text = f"{total} ({listed})" if parts else "0"
        return _("about {heads}").format(heads=text) if value.get("estimate") else text

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when a cell is no whole number of heads or stands under an unknown sex or age band."""
        if not isinstance(value, dict) or not isinstance(value.get("cells"), dict):
            return _("Count the heads by sex and age.")
        sexes, bands = around.codes["sex"].by_key, around.codes["age_group"].by_key
        for sex, row in value["cells"].items():
            if sex not in sexes or not isinstance(row, dict):
                return not_in_list(sex)
            if not row.keys() <= bands.keys():
                return not_in_list(next(band for band in row if band not in bands))
            for heads in row.values():
                if type(heads) is not int or not 0 <= heads <= MOST_HEADS:
                    return _("Write whole numbers of people.")
        return None

    def search_text(self, value: Any, around: Around) -> str:
        """Counts are not searched."""
        return ""


def cells(value: Mapping[str, Any] | None) -> Iterator[tuple[str, str, int]]:
    """Yield (sex, age band, heads) of a head count."""
    for sex, row in ((value or {}).get("cells") or {}).items():
        for band, heads in row.items():
            yield sex, band, heads


def heads_by_sex(value: Mapping[str, Any] | None) -> dict[str, int]:
    """Return heads by sex, men first; sexes without heads are 0 for M, F, X and U."""
    sexes = {"M": 0, "F": 0, "X": 0, "U": 0}
    for sex, _band, heads in cells(value):
        sexes[sex] = sexes.get(sex, 0) + heads
    return sexes


def heads(value: Mapping[str, Any] | None) -> int:
    """Return all heads of a head count."""
    rows = (value or {}).get("cells") or {}
    return sum(map(sum, map(dict.values, rows.values())))


@dataclass(frozen=True, slots=True)
class Tally(Answer):
    """Counts by code: `{"SA": 23, "AE": 13}`; two edits merge code by code."""

    codes: str = ""
    offered: tuple[str, ...] = ()

    def show(self, value: Any, around: Around) -> str:
        """Write each code with its count, the largest first."""
        largest_first = sorted(value.items(), key=lambda item: (-item[1], item[0]))
        return _(", ").join(f"{around.codes[self.codes].text(code)} {count}" for code, count in largest_first)

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when a code is unknown or a count is no whole number."""
        if not isinstance(value, dict):
            return _("Write a number beside each name.")
        for code, count in value.items():
            if code not in around.codes[self.codes]:
                return not_in_list(code)
            if type(count) is not int or not 0 <= count <= MOST_HEADS:
                return _("Write whole numbers.")
        return None

    def merge(self, before: Any, here: Any, there: Any) -> Any:
        """Join code by code; CLASH when both sides changed one code differently."""
        return merged_mapping(before, here, there)

    def search_text(self, value: Any, around: Around) -> str:
        """Counts are not searched."""
        return ""


@dataclass(frozen=True, slots=True)
class Marks(Answer):
    """One mark a day: `{"2015-09-14": "full"}` with codes of a list; a day without a mark was not recorded."""

    codes: str = "attendance"

    def show(self, value: Any, around: Around) -> str:
        """Write the marks in the order of the days."""
        return _(", ").join(around.codes[self.codes].text(mark) for _day, mark in sorted(value.items()))

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when a mark is unknown or stands under no day."""
        if not isinstance(value, dict) or not all(iso_day(day) for day in value):
            return _("Mark each day.")
        for mark in value.values():
            if not isinstance(mark, str) or mark not in around.codes[self.codes]:
                return not_in_list(mark)
        return None

    def merge(self, before: Any, here: Any, there: Any) -> Any:
        """Join day by day."""
        return merged_mapping(before, here, there)

    def search_text(self, value: Any, around: Around) -> str:
        """Marks are not searched."""
        return ""


@dataclass(frozen=True, slots=True)
class Rows(Answer):
    """Repeated answers: a list of `{"key": "...", field: value}`; two edits merge row by row, by key."""

    fields: tuple[Field, ...] = ()
    most: int = 100

    def show(self, value: Any, around: Around) -> str:
        """Write the rows one after the other."""
        return "; ".join(
            _(", ").join(
                field.answer.show(row[field.name], around) for field in self.fields if row.get(field.name) is not None
            )
            for row in value
        )

    def fault(self, value: Any, around: Around) -> str | None:
        """Say the first fault of the first row that has one."""
        if not isinstance(value, list) or len(value) > self.most or not all(isinstance(row, dict) for row in value):
            return _("Write at most {count} rows.").format(count=self.most)
        keys = [row.get("key") for row in value]
        if not all(isinstance(key, str) and key for key in keys) or len(set(keys)) != len(keys):
            return _("Each row needs a key of its own.")
        for row in value:
            for field in self.fields:
                answer = row.get(field.name)
                if answer is None:
                    if field.required:
                        return _("“{label}” is needed in each row.").format(label=_(field.label))
                elif fault := field.answer.fault(answer, around):
                    return f"{_(field.label)}: {fault}"
        return None

    def merge(self, before: Any, here: Any, there: Any) -> Any:
        """Join row by row; a row both sides changed differently, or one removed and the other changed, is a CLASH."""
        if here == there or there == before:
            return here
        if here == before:
            return there
        old, ours, theirs = ({row["key"]: row for row in side or []} for side in (before, here, there))
        joined = merged_mapping(old, ours, theirs)
        return joined if joined is CLASH else (list(joined.values()) if joined else None)

    def search_text(self, value: Any, around: Around) -> str:
        """Find a record by the texts in its rows."""
        return " ".join(
            field.answer.search_text(row[field.name], around)
            for row in value
            for field in self.fields
            if row.get(field.name) is not None
        )
