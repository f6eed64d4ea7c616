"""Answers that point to other records, by their ids, and what becomes of them when two records are said to be one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from silkfield.formkit.answer import Answer, merged_sets
from silkfield.formkit.problems import Around
from silkfield.language import _


class Joining(Enum):
    """What a reference does when the record it points to is joined with another one: both stand for the same from then on.

    One that `FOLLOWS` leads to both: what it belongs to is found with either, and counted for one. `ONCE` does so too, and two
    records that answer all that is required alike are one in every figure: one person is at an event once. One that is the
    record's `OWN` stays with it alone: its names and marks, and what it was compared with.
    """

    FOLLOWS = "follows"
    ONCE = "once"
    OWN = "own"


FOLLOWS, ONCE, OWN = Joining.FOLLOWS, Joining.ONCE, Joining.OWN


@dataclass(frozen=True, slots=True)
class Pointer:
    """One place of a form that points to records of the form `target`. `path` is the name of the field, with that of the
    answer inside it where it is repeated (`donors.organisation`)."""

    path: str
    target: str
    joining: Joining | None


@dataclass(frozen=True, slots=True)
class Ref(Answer):
    """Another record, by its id; `form` is the key of its form. `joining` is needed where records of that form are joined."""

    form: str = ""
    joining: Joining | None = field(default=None, repr=False)

    def read(self, text: str, around: Around) -> str:
        """Take an id as it is."""
        return text.strip()

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when it is no record id; a record that is not here yet is no fault, it may arrive later."""
        return None if _is_record_id(value) else _("Choose a record of the list.")

    def search_text(self, value: Any, around: Around) -> str:
        """Ids are not searched."""
        return ""


@dataclass(frozen=True, slots=True)
class Refs(Answer):
    """Several records of one form; two edits merge as sets."""

    form: str = ""
    most: int = 50
    joining: Joining | None = field(default=None, repr=False)

    def read(self, text: str, around: Around) -> list[str]:
        """Take ids parted by blanks or commas."""
        return list(dict.fromkeys(re.split(r"[\s,;]+", text.strip())))

    def show(self, value: Any, around: Around) -> str:
        """Write how many there are."""
        return str(len(value))

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when one of them is no record id."""
        good = isinstance(value, list) and len(value) <= self.most and all(_is_record_id(item) for item in value)
        return None if good else _("Choose records of the list.")

    def merge(self, before: Any, here: Any, there: Any) -> Any:
        """Join as sets."""
        return merged_sets(before, here, there)

    def search_text(self, value: Any, around: Around) -> str:
        """Ids are not searched."""
        return ""


def _is_record_id(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 36 and value.count("-") == 4
