"""A receipt without a file: one short line that is read aloud by phone, such as “SF LHE2 412 DVDP7YH7”.

It names a laptop, the last change of it that is here, and 40 bits of that change's hash, so that a line of another history
is noticed. Typing is forgiven: small letters, spaces, Urdu digits, and the signs that look alike (O and 0, I and 1, B and 8).
"""

from __future__ import annotations

import re
from base64 import b32encode
from dataclasses import dataclass

from silkfield.errors import Trouble
from silkfield.formkit.folding import plain_digits
from silkfield.language import _

BYTES, SIGNS = 5, 8
LARGEST = (1 << 53) - 1
_TO_LETTERS = str.maketrans("018", "OIB")
_TO_DIGITS = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """What a line says: the laptop's short name, the number of a change (0 for none), and the start of its hash in base32."""

    label: str
    n: int
    check: str

    def is_of(self, label: str) -> bool:
        """Tell whether this is the short name of a laptop, whatever signs that look alike were typed."""
        return self.label.translate(_TO_DIGITS) == label.upper().translate(_TO_DIGITS)

    def matches(self, end: bytes | None) -> bool:
        """Tell whether the hash of a change (None where it is not known) begins as the line says."""
        return end is not None and check_of(end) == self.check


def check_of(end: bytes) -> str:
    """Return the eight signs for the hash of a change."""
    return b32encode(end[:BYTES]).decode()


def write_line(label: str, n: int, end: bytes) -> str:
    """Return the line for a change of a laptop."""
    return f"SF {label} {n} {check_of(end)}"


def read_line(typed: str) -> PhoneLine:
    """Read a line as people type it. Raises Trouble when something of it is missing."""
    text = re.sub(r"(?<=\d)[,.](?=\d{3}\b)", "", plain_digits(typed).upper())
    words = re.findall(r"[A-Z0-9]+", text)
    words = words[1:] if words[:1] == ["SF"] else words
    check = ""
    while words and len(check) < SIGNS:
        check = words.pop() + check
    check = check.translate(_TO_LETTERS)
    number = words.pop().translate(_TO_DIGITS) if len(words) > 1 else ""
    if not (re.fullmatch("[A-Z2-7]{8}", check) and number.isdecimal() and int(number[:20]) <= LARGEST):
        raise Trouble(
            _("This is not a whole line."),
            _("It has the name of the laptop, a number and eight signs, for example: SF LHE2 412 DVDP7YH7."),
            code="phone_line",
        )
    return PhoneLine("".join(words), int(number), check)
