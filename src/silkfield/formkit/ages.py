"""Ages as people write them (27, abt 27, 25-30, 45+) and the age group they belong to."""

from __future__ import annotations

import re

from silkfield.formkit.folding import plain_digits
from silkfield.formkit.problems import Unreadable
from silkfield.language import _

BANDS = (("A00", 0, 17), ("A18", 18, 24), ("A25", 25, 34), ("A35", 35, 44), ("A45", 45, 59), ("A60", 60, 120))
UNKNOWN = "AUN"
OLDEST = 120
_AGE = re.compile(
    r"(?:(?:abt|about|approx|around|c|ca|age|aged|~|تقریبا|عمر)[.:]?\s*)?(\d{1,3})(?:\s*(?:-|–|to|تا)\s*(\d{1,3})|\s*(\+))?"
    r"\s*(?:y|yr|yrs|year|years|سال)?\.?(?:\s*old)?"
)


def read_ages(text: str) -> tuple[int, int]:
    """Read the youngest and the oldest age that a text may mean, in any digits; raises Unreadable."""
    match = _AGE.fullmatch(plain_digits(text).strip().lower().removesuffix(".0"))
    if not match:
        raise Unreadable(_("Write the age in years, for example 27."))
    low = int(match[1])
    high = int(match[2]) if match[2] else OLDEST if match[3] else low
    if not low <= high <= OLDEST:
        raise Unreadable(_("Write an age from 0 to {oldest} years.").format(oldest=OLDEST))
    return low, high


def age_group(youngest: int, oldest: int | None = None) -> str:
    """Return the age group that holds an age, or all ages between two; unknown when they cross groups."""
    oldest = youngest if oldest is None else oldest
    return next((band for band, low, high in BANDS if low <= youngest and oldest <= high), UNKNOWN)
