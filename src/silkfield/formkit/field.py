"""A field: one question of a form, with everything screen, list, Excel and merging need to know about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from silkfield.formkit.answer import Answer
from silkfield.formkit.asking import Condition
from silkfield.formkit.problems import Around, Values


@dataclass(frozen=True, slots=True)
class DaysAhead:
    """The default of a day: so many days after the one on which the record is begun."""

    days: int


TODAY = DaysAhead(0)
"""The default of a day that is usually today."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form.

    `group` names fields that move together when two edits are merged. `listed` fields are columns of the list, `searched`
    ones are found by the search, `pinned` ones keep their value for the next record. `sensitive` answers are allowed in
    SITE forms only. `when` says when the question is asked at all, `excused` when a required answer may be missing after
    all. `help` is at most five lines for the help panel. `more` puts a question behind "More questions". `default` is the
    answer of a new record. Records of a laptop are found by a `looked_up` answer without reading all of them. `known_by`
    says how an answer tells who somebody is ("name", "relative" or "phone"), so that they are recognised. An answer
    `by_role` is given, changed and taken out by people of that role only. `read_aloud` names the words that are read to a
    client before the question is asked.
    """

    name: str
    label: str
    answer: Answer
    required: bool = False
    listed: bool = False
    searched: bool = False
    pinned: bool = False
    sensitive: bool = False
    more: bool = False
    group: str = ""
    when: Condition | None = None
    excused: Callable[[Values, Around], bool] | None = None
    help: str = ""
    default: Any = None
    looked_up: bool = False
    known_by: str = ""
    by_role: str = ""
    read_aloud: str = ""

    def is_needed(self, values: Values, around: Around) -> bool:
        """Tell whether a record with these answers needs this one."""
        return (
            self.required
            and (self.when is None or self.when.holds(values))
            and not (self.excused and self.excused(values, around))
        )
