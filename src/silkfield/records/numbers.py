"""The numbers people read aloud: unique without a network, with a check digit, and never a key."""

from __future__ import annotations

import re
from string import ascii_uppercase

from silkfield.formkit.folding import plain_digits

# H. M. Damm, "Total anti-symmetrische Quasigruppen", 2004: the table of order 10.
_DAMM = tuple(
    tuple(map(int, row))
    for row in (
        "0317598642",
        "7092154863",
        "4206871359",
        "1750983426",
        "6123045978",
        "3674209581",
        "5869720134",
        "8945362017",
        "9438617205",
        "2581436790",
    )
)
_DIGITS = {**{ord(letter): f"{int(letter, 36):02d}" for letter in ascii_uppercase}, ord("-"): None}
CLIENT_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Signs of client codes: no 0, 1, I, L, O and U, which are taken for others on paper and on the phone."""


def check_digit(digits: str) -> str:
    """Return Damm's check digit, which finds every wrong digit and every exchange of neighbours."""
    state = 0
    for digit in map(int, digits):
        state = _DAMM[state][digit]
    return str(state)


def _as_digits(text: str) -> str:
    return text.upper().translate(_DIGITS)


def record_number(series: str, laptop: str, year: int, counter: int) -> str:
    """Make a number such as SRP-ISB2-2016-0041-7 (series, site and laptop, year, counter, check digit)."""
    body = f"{series}-{laptop}-{year}-{counter:04d}"
    return f"{body}-{check_digit(_as_digits(body))}"


def client_code(laptop: str, counter: int) -> str:
    """Make a code that a client can take home, such as ISB2-47K-4: the laptop's own counter and a check digit."""
    signs = ""
    rest = counter + len(CLIENT_SIGNS) ** 2  # three signs from the first one on
    while rest:
        rest, place = divmod(rest, len(CLIENT_SIGNS))
        signs = CLIENT_SIGNS[place] + signs
    return f"{laptop}-{signs}-{check_digit(_as_digits(laptop + signs))}"


def is_number(text: str) -> bool:
    """Tell whether a number or client code was read or typed without a slip."""
    written = re.sub(r"\s", "", plain_digits(text)).upper()
    body, _dash, digit = written.rpartition("-")
    return bool(body) and digit.isdigit() and check_digit(_as_digits(body)) == digit
