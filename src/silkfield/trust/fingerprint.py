"""The 40 digits that two people compare by phone before a laptop is admitted: 128 bits of both keys and a check digit."""

from __future__ import annotations

import unicodedata
from enum import Enum
from hashlib import sha256

from silkfield.records.numbers import check_digit

DIGITS = 40
GROUP = 5


class Comparison(Enum):
    """What comparing typed digits with the expected ones says."""

    SAME = "same"
    INCOMPLETE = "incomplete"
    MISTYPED = "mistyped"
    DIFFERENT = "different"


def fingerprint(headquarters: bytes, device: bytes, enrolment: bytes) -> str:
    """Return the 40 digits for both public signing keys and the exact bytes of the enrolment document."""
    keys = headquarters + device + sha256(enrolment).digest()
    number = int.from_bytes(sha256(b"skf-fp-v1\0" + keys).digest()[:16], "big")
    digits = f"{number:039d}"
    return digits + check_digit(digits)


def groups(digits: str) -> tuple[str, ...]:
    """Return the digits in groups of five, as they are shown and read aloud."""
    return tuple(digits[start : start + GROUP] for start in range(0, len(digits), GROUP))


def digits_of(typed: str) -> str:
    """Return the digits of what was typed, in any script, leaving out spaces and dashes."""
    return "".join(str(unicodedata.decimal(letter)) for letter in typed if letter.isdecimal())


def compare(typed: str, expected: str) -> Comparison:
    """Compare what was typed with the expected digits; only DIFFERENT speaks of another key."""
    digits = digits_of(typed)
    if len(digits) != DIGITS:
        return Comparison.INCOMPLETE
    if digits == expected:
        return Comparison.SAME
    return Comparison.MISTYPED if check_digit(digits) != "0" else Comparison.DIFFERENT
