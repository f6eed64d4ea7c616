"""The tests themselves are tried: a fault that is put into the program on purpose is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from mutants.seeded import MUTANTS
from mutants.trying import ROOT, Mutant, try_mutant


def named(mutant: Mutant) -> str:
    return mutant.name.replace(" ", "_")


@pytest.mark.parametrize("mutant", MUTANTS, ids=named)
def test_a_mutant_still_has_its_place_in_the_program_and_its_tests(mutant: Mutant) -> None:
    assert mutant.applied() != (ROOT / "src" / "silkfield" / mutant.file).read_text(encoding="utf-8")
    for test in mutant.tests:
        file, _, name = test.partition("::")
        text = Path(ROOT, "tests", file).read_text(encoding="utf-8")
        assert not name or f"def {name}(" in text, f"there is no test {test}"


def test_names_of_mutants_are_distinct() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) > 20


@pytest.mark.long
@pytest.mark.parametrize("mutant", [mutant for mutant in MUTANTS if mutant.quick], ids=named)
def test_a_fault_put_into_the_program_is_noticed(mutant: Mutant) -> None:
    verdict = try_mutant(mutant)
    assert not verdict.survived, verdict.told
