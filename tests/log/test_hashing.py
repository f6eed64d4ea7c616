"""The receipt that is read out over a phone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.log.hashing import phone_receipt, read_phone_receipt


@given(st.integers(0, 10**9), st.binary(min_size=32, max_size=32), st.booleans())
def test_a_receipt_read_out_and_typed_confirms_its_entry(n, entry, shouted):
    said = str(phone_receipt("ISB1", n, entry))
    typed = read_phone_receipt(said.upper() if shouted else f"  {said.lower()} ")
    assert typed is not None
    assert typed.confirms(n, entry)
    assert not typed.confirms(n + 1, entry)
    assert not typed.confirms(n, bytes([entry[0] ^ 1]) + entry[1:])


def test_digits_that_base32_does_not_have_are_taken_for_the_letters_they_look_like():
    said = phone_receipt("LHE2", 0, bytes.fromhex("039cbe5894"))
    assert str(said) == "SF LHE2 0 AOOL4WEU"
    assert read_phone_receipt("sf lhe2 0 a00l4weu") == said


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "SF",
        "SF LHE2 412",
        "SF LHE2 x DVDP7YH7",
        "SK LHE2 412 DVDP7YH7",
        "SF LHE2 412 DVDP7",
        "SF LHE2 " + "9" * 5_000 + " DVDP7YH7",
    ],
)
def test_what_is_no_receipt_is_none(typed):
    assert read_phone_receipt(typed) is None
