"""Trying a mutant: a copy of the tree with one fault put in on purpose, and the few tests that must catch it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fast_folder import MEMORY

ROOT = Path(__file__).parents[2]
COPIED = ("src", "tests", "pyproject.toml")
LINKED = ("resources",)
LONGEST = 600
"""Seconds after which tests are given up: a mutant that makes them wait for ever has to be written otherwise."""
TESTS_FAILED = 1
"""What pytest ends with when it ran and a test failed; a mutant that cannot even be imported is no mutant."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: in a file below src/silkfield, what stands there and what is written instead, and who must notice.

    `tests` are files or tests below tests/, as pytest names them. `quick` ones are tried by `make test-long` too.
    """

    name: str
    file: str
    before: str
    after: str
    tests: tuple[str, ...]
    quick: bool = False

    def applied(self, root: Path = ROOT) -> str:
        """Return the text of the file with the fault in it.

        Raises AssertionError when what is to be replaced does not stand there exactly once: then the program has changed,
        and the mutant must be written anew.
        """
        text = (root / "src" / "silkfield" / self.file).read_text(encoding="utf-8")
        found = text.count(self.before)
        assert found == 1, f"the mutant “{self.name}” no longer applies: its place is {found} times in {self.file}"
        changed = text.replace(self.before, self.after)
        compile(changed, self.file, "exec")
        return changed


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant: the test that failed first (empty: it survived), and how long that took."""

    name: str
    caught_by: str
    seconds: float
    told: str

    @property
    def survived(self) -> bool:
        """Tell whether no test noticed."""
        return not self.caught_by


@contextmanager
def copy_of_the_tree() -> Iterator[Path]:
    """Copy the program and its tests into a folder that is gone afterwards; compiled files come along."""
    where = MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=where, prefix="silkfield-mutant-") as folder:
        root = Path(folder)
        for name in COPIED:
            one = ROOT / name
            if one.is_dir():
                shutil.copytree(one, root / name, ignore=shutil.ignore_patterns("*.tmp"))
            else:
                shutil.copy2(one, root / name)
        for name in LINKED:
            (root / name).symlink_to(ROOT / name)
        yield root


def run_tests(root: Path, tests: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run tests of a copy of the tree against the program in that copy, up to the first that fails."""
    words = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--tb=line", "--no-header"]
    # As `make test` runs them, with the same examples every time.
    unwanted = ("SILKFIELD_RUN", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER", "COVERAGE_PROCESS_START")
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    environment["PYTHONPATH"] = str(root / "src")
    environment["SILKFIELD_MUTANT"] = str(root)
    return subprocess.run(
        [*words, *(f"tests/{test}" for test in tests)],
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
        env=environment,
        timeout=LONGEST,
    )


def is_tried(root: Path) -> bool:
    """Tell whether tests run in a copy really import the program of that copy."""
    words = [sys.executable, "-c", "import silkfield; print(silkfield.__file__)"]
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}
    done = subprocess.run(words, cwd=root, check=True, capture_output=True, text=True, env=environment)
    return Path(done.stdout.strip()).is_relative_to(root)


def try_mutant(mutant: Mutant) -> Verdict:
    """Put a fault into a copy of the tree and run its tests there. Raises AssertionError when it is no mutant any more."""
    changed = mutant.applied()
    with copy_of_the_tree() as root:
        assert is_tried(root), "the tests of a copy run against another program"
        place = root / "src" / "silkfield" / mutant.file
        for compiled in place.parent.glob(f"__pycache__/{place.stem}.*.pyc"):
            compiled.unlink()
        place.write_text(changed, encoding="utf-8")
        began = time.monotonic()
        done = run_tests(root, mutant.tests)
        seconds = time.monotonic() - began
    failed = [line.split(" ")[1] for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    if done.returncode not in (0, TESTS_FAILED) or bool(failed) != bool(done.returncode):
        raise AssertionError(f"the mutant “{mutant.name}” could not be tried:\n{done.stdout}\n{done.stderr}")
    caught_by = failed[0].removeprefix("tests/").partition("[")[0] if failed else ""
    return Verdict(mutant.name, caught_by, seconds, done.stdout)
