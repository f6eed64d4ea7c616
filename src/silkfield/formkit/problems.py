"""What is wrong with an answer: impossible things block a save, odd things are said once and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from silkfield.formkit.codes import Codes

Values = Mapping[str, Any]
"""The answers of one record by field name; every answer is plain JSON (text, number, true, list, object)."""

PROJECT_DAYS = (date(2014, 2, 1), date(2017, 7, 31))
"""First and last day of what is recorded, with the pilots that went on; until headquarters records its project."""


ALIKE = "alike"
"""The code of a warning that another record may be about the same."""


class Weight(Enum):
    """How much a problem weighs."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about one field; `code` is stable, for scripts, tests and the intake's reasons."""

    field: str
    weight: Weight
    code: str
    sentence: str

    @property
    def blocks(self) -> bool:
        """Tell whether the record cannot be saved as it is."""
        return self.weight is Weight.ERROR


def error(field_name: str, code: str, sentence: str) -> Problem:
    """Say that something is impossible."""
    return Problem(field_name, Weight.ERROR, code, sentence)


def warning(field_name: str, code: str, sentence: str) -> Problem:
    """Say that something is odd, and keep it."""
    return Problem(field_name, Weight.WARNING, code, sentence)


class Unreadable(ValueError):
    """What was typed cannot be read as an answer; the text says what to write instead."""


def _nothing_known(_form: str, _record: str) -> Values | None:
    return None


def _nobody_alike(_form: str, _record: str, _values: Values) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Around:
    """What a form may know beside its own answers, frozen for one check.

    `resolve(form, record id)` gives the values of another record, or None when it is not known here. `typed` is true for
    what a person types now, false for an intake or a received bundle. `record` is the id of the record being checked,
    empty for a new one. `alike(form, record id, values)` names other records that may be about the same.
    """

    today: date
    codes: Codes
    project_start: date = PROJECT_DAYS[0]
    project_end: date = PROJECT_DAYS[1]
    resolve: Callable[[str, str], Values | None] = field(default=_nothing_known)
    locked_months: frozenset[str] = frozenset()
    typed: bool = True
    record: str = ""
    alike: Callable[[str, str, Values], Sequence[str]] = field(default=_nobody_alike)
