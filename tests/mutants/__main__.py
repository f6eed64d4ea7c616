"""`make mutants`: put each known fault into a copy of the program and see whether the tests notice. Exit code 1 when not."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from mutants.seeded import MUTANTS
from mutants.trying import Mutant, Verdict, copy_of_the_tree, run_tests, try_mutant


def baseline(mutants: list[Mutant]) -> str:
    """Run all the tests on the program as it is; returns what failed, for a test that always fails catches nothing."""
    tests = sorted({test for mutant in mutants for test in mutant.tests})
    with copy_of_the_tree() as root:
        done = run_tests(root, tests)
    return done.stdout if done.returncode else ""


def tried(mutant: Mutant) -> Verdict | Exception:
    """Try one mutant; what no longer applies or cannot run comes back as the error."""
    try:
        return try_mutant(mutant)
    except (AssertionError, subprocess.TimeoutExpired) as error:
        return error


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main(words: list[str]) -> int:
    """Try the mutants whose names hold the words given, or all."""
    chosen = [mutant for mutant in MUTANTS if all(word in mutant.name for word in words)]
    if not chosen:
        say(f"No mutant's name holds {' and '.join(words)}.")
        return 1
    if failing := baseline(chosen):
        say(f"{failing}\nThe tests fail on the program as it is: no mutant was tried.")
        return 1
    bad = 0
    with ThreadPoolExecutor(int(os.environ.get("SILKFIELD_WORKERS", min(4, os.cpu_count() or 1)))) as pool:
        for mutant, verdict in zip(chosen, pool.map(tried, chosen), strict=True):
            if isinstance(verdict, Exception):
                say(f"{'FAULT':8}  {mutant.name}\n{verdict}")
            else:
                said = "SURVIVED" if verdict.survived else "caught"
                say(f"{said:8}  {verdict.seconds:6.1f} s  {mutant.name:58}  {verdict.caught_by}")
            bad += isinstance(verdict, Exception) or verdict.survived
    say(f"{len(chosen)} mutants, {len(chosen) - bad} caught, {bad} not")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
