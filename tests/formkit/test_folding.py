"""Texts that mean the same are found as the same, and no word is turned into another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.formkit.folding import folded, plain_digits, squeezed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("يوسف", "یوسف"),  # Arabic yeh
        ("كراچی", "کراچی"),  # Arabic kaf
        ("لاهور", "لاہور"),  # heh
        ("محـــمد", "محمد"),  # tatweel
        ("مُحَمَّد", "محمد"),  # vowel marks
        ("گل\u200cخان", "گلخان"),  # zero-width non-joiner
        ("\u2067محمد\u2069", "محمد"),  # direction marks
        ("۱۲۳", "123"),
        ("١٢٣", "123"),
        ("Türkiye", "turkiye"),
        ("M.B.  Din", "m b din"),
        ("آج", "آج"),
    ],
)
def test_like_letters_and_marks_fold_into_one(typed: str, meant: str) -> None:
    assert folded(typed) == folded(meant)


@pytest.mark.parametrize(
    ("word", "another"),
    [
        ("آم", "ام"),  # alef madda is a letter of its own: mango, common
        ("کے", "کی"),  # bari ye
        ("بھاری", "بہاری"),  # do-chashmi he: heavy, from Bihar
        ("پھل", "پہل"),  # fruit, first step
        ("ڑ", "ر"),
        ("ٹ", "ت"),
    ],
)
def test_letters_that_make_another_word_are_never_folded(word: str, another: str) -> None:
    assert folded(word) != folded(another)


def test_a_composed_and_a_decomposed_letter_are_the_same() -> None:
    assert folded("آ") == folded("\u0627\u0653")
    assert folded("é") == folded("e\u0301") == "e"


def test_squeezing_leaves_out_spaces_and_points() -> None:
    assert squeezed("M. B. Din") == squeezed("MB Din") == squeezed("M.B. Din") == "mbdin"


@given(st.text())
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(), st.text())
def test_texts_fold_word_by_word(one: str, other: str) -> None:
    assert folded(f"{one} {other}") == f"{folded(one)} {folded(other)}".strip()


@given(st.integers(0, 10**12))
def test_digits_of_any_script_are_the_same_number(number: int) -> None:
    urdu = str(number).translate({48 + digit: 0x06F0 + digit for digit in range(10)})
    arabic = str(number).translate({48 + digit: 0x0660 + digit for digit in range(10)})
    assert plain_digits(urdu) == plain_digits(arabic) == str(number)
