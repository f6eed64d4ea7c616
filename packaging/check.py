"""Run every check of the project, one after the other, and stop at the first that fails: `make test` and `make test-long`.

Standard library only; run it with the Python of .venv. `check.py` is everything but the long tests, `check.py coverage` the
same tests while the lines they run are counted (that takes half as long again), `check.py long` only the long ones within
their time, `check.py full` what is tried again and again, as often as it takes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
WORKERS = min(2 * (os.cpu_count() or 1), 8)  # windows wait for their timers, killed programs for their ends
PARALLEL = ("-n", str(WORKERS), "--dist", "worksteal")
PYTEST = ("-m", "pytest", "-p", "no:cacheprovider", *PARALLEL)
LONG_MINUTES = 30

STEPS: dict[str, tuple[str, ...]] = {
    "ruff check": (PYTHON, "-m", "ruff", "check", "--quiet"),
    "ruff format": (PYTHON, "-m", "ruff", "format", "--check", "--quiet", "--diff"),
    "mypy": (PYTHON, "-m", "mypy"),
    "import-linter": (str(Path(PYTHON).with_name("lint-imports")), "--no-logo"),
    "pytest": (PYTHON, *PYTEST, "-m", "not long"),
}

COVERAGE: dict[str, tuple[str, ...]] = {
    "erase": (PYTHON, "-m", "coverage", "erase"),
    "pytest": (PYTHON, "-m", "coverage", "run", *PYTEST, "-m", "not long"),
    "combine": (PYTHON, "-m", "coverage", "combine", "--quiet"),
    "report": (PYTHON, "-m", "coverage", "report"),
}


def check_all(steps: Mapping[str, Sequence[str]]) -> int:
    """Run all steps up to the first that fails; return its exit code, or 0."""
    seconds: dict[str, float] = {}
    code = 0
    for name, command in steps.items():
        print(f"--- {name}", flush=True)
        started = time.monotonic()
        code = run(command)
        seconds[name] = time.monotonic() - started
        if code:
            break
    print("--- seconds per check")
    for name, spent in seconds.items():
        print(f"{spent:8.1f}  {name}")
    print(f"{sum(seconds.values()):8.1f}  together")
    if code:
        print(f"Stopped: {name} failed.")
    return code


def check_long() -> int:
    """Run the long tests, and more of those that are tried again and again, within their time."""
    limit = ("timeout", "--kill-after=30", f"{LONG_MINUTES}m")
    words = (*limit, PYTHON, *PYTEST, "-m", "long or scaled", "--durations", "10")
    code = run(words, SILKFIELD_RUN="long")
    if code == 124:
        print(f"Stopped: the long tests took more than {LONG_MINUTES} minutes.")
    return code


def check_full() -> int:
    """Try what is tried again and again as often as the full run does; it takes as long as it takes."""
    return run((PYTHON, *PYTEST, "-m", "scaled"), SILKFIELD_RUN="full")


def run(command: Sequence[str], **environment: str) -> int:
    """Run a command in the checkout and return its exit code."""
    return subprocess.run(command, cwd=ROOT, check=False, env={**os.environ, **environment}).returncode


RUNS = {
    "": lambda: check_all(STEPS),
    "coverage": lambda: check_all(COVERAGE),
    "long": check_long,
    "full": check_full,
}

if __name__ == "__main__":
    sys.exit(RUNS["".join(sys.argv[1:])]())
