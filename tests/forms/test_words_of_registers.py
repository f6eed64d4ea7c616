"""Every word that staff wrote in their registers, tallies and lists resolves by itself, misspellings too."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from silkfield.formkit.codes import standard_codes

WORDS = list(csv.reader((Path(__file__).parent / "words_of_registers.csv").read_text(encoding="utf-8").splitlines()))[
    1:
]
DAY_OF_THE_REGISTER = "2016-05-15"


@pytest.mark.parametrize(("name", "word", "code"), WORDS, ids=[f"{name}-{word}" for name, word, _code in WORDS])
def test_a_word_of_the_registers_names_one_code(name: str, word: str, code: str) -> None:
    assert [found.key for found in standard_codes()[name].find(word, DAY_OF_THE_REGISTER)] == [code]


@pytest.mark.parametrize("word", ["misc. query", "(week)", "Kharian", "-", "N/A"])
def test_what_is_no_code_is_not_guessed(word: str) -> None:
    for name in ("topic", "event_kind", "district"):
        assert standard_codes()[name].find(word, DAY_OF_THE_REGISTER) == ()
