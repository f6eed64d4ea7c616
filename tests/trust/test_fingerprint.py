"""The 40 digits: published, forgiving about how they are typed, unforgiving about what they say."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from silkfield.trust.enrolment import digits_to_compare
from silkfield.trust.fingerprint import DIGITS, Comparison, check_digit, compare, fingerprint, groups

VECTORS = json.loads((Path(__file__).parents[1] / "bundles/golden/vectors.json").read_text(encoding="utf-8"))
EXPECTED = VECTORS["enrol_code"].replace(" ", "")
URDU = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

digit_texts = st.text("0123456789", min_size=39, max_size=39)


def test_the_digits_are_the_published_ones():
    document = VECTORS["enrol_document"].encode()
    headquarters, device = bytes.fromhex(VECTORS["hq_pub"]), bytes.fromhex(VECTORS["dev_pub"])
    assert fingerprint(headquarters, device, document) == EXPECTED
    assert digits_to_compare(headquarters, document) == EXPECTED
    assert " ".join(groups(EXPECTED)) == VECTORS["enrol_code"]


def test_damms_own_example_has_the_digit_of_the_thesis():
    assert check_digit("572") == "4"


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=50))
def test_there_are_always_forty_digits_that_check(key, document):
    digits = fingerprint(key, key[::-1], document)
    assert len(digits) == DIGITS
    assert check_digit(digits) == "0"


def test_digits_may_be_typed_in_urdu_or_arabic_with_any_spacing():
    for typed in (EXPECTED, VECTORS["enrol_code"], VECTORS["enrol_code"].replace(" ", " - ")):
        for script in ({}, URDU, ARABIC):
            assert compare(typed.translate(script), EXPECTED) is Comparison.SAME


@given(digit_texts, st.integers(0, 39), st.integers(1, 9))
def test_every_single_wrong_digit_is_called_mistyped(start, at, off):
    digits = start + check_digit(start)
    wrong = digits[:at] + str((int(digits[at]) + off) % 10) + digits[at + 1 :]
    assert compare(wrong, digits) is Comparison.MISTYPED


@given(digit_texts, st.integers(0, 38))
def test_every_swap_of_neighbours_is_called_mistyped(start, at):
    digits = start + check_digit(start)
    assume(digits[at] != digits[at + 1])
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    assert compare(swapped, digits) is Comparison.MISTYPED


@given(digit_texts, digit_texts)
def test_other_digits_that_check_are_another_key(one, other):
    assume(one != other)
    assert compare(one + check_digit(one), other + check_digit(other)) is Comparison.DIFFERENT


def test_too_few_or_too_many_digits_are_incomplete():
    assert compare("", EXPECTED) is Comparison.INCOMPLETE
    assert compare(EXPECTED[:-1], EXPECTED) is Comparison.INCOMPLETE
    assert compare(EXPECTED + "0", EXPECTED) is Comparison.INCOMPLETE
