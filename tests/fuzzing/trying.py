"""Trying a reader on spoilt inputs: what it may not do, what it cost, and where an input that it did not stand is kept."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from time import process_time
from types import FrameType

from fuzzing.targets import Target
from silkfield.errors import Trouble

FAILURES = Path("fuzz-failures")
LONGEST = 20
"""Seconds of processor time after which an input counts as one that never ends."""


class Taken(Exception):
    """A reader took what nobody with a key has made."""


class Endless(BaseException):
    """An input kept a reader busy for too long."""


@dataclass(slots=True)
class Figures:
    """What trying a reader came to: inputs, those it took, faults by code, seconds of processor time, growth in bytes."""

    name: str
    inputs: int = 0
    taken: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    slowest: float = 0.0
    grown: int = 0

    def as_document(self) -> dict[str, object]:
        return {
            "name": self.name,
            "inputs": self.inputs,
            "seconds": self.seconds,
            "grown": self.grown,
            "words": str(self),
        }

    def __str__(self) -> str:
        codes = " ".join(f"{code}:{count}" for code, count in self.codes.most_common(6))
        cost = f"{self.slowest * 1000:6.1f} ms at most, {self.grown / 1e6:5.1f} MB grown"
        return f"{self.inputs:7,} inputs, {self.taken:6,} taken, {cost}  {self.name}  {codes}"


class Failed(Exception):
    """A reader did what it may not do; the input is in `path`."""

    def __init__(self, path: Path, what: BaseException) -> None:
        super().__init__(f"{path}: {type(what).__name__}: {str(what)[:200]}")
        self.path = path


def try_target(target: Target, seed: str, inputs: int, folder: Path = FAILURES) -> Figures:
    """Spoil and read so many inputs, the same for the same seed. Raises Failed at the first that breaks the reader."""
    figures = Figures(target.name)
    chance = Random(f"{seed}/{target.name}")
    Path("/proc/self/clear_refs").write_text("5")  # the most memory so far is from now on
    before = memory("VmRSS")
    for _ in range(inputs):
        try_one(target, target.draw(chance), figures, folder)
    figures.grown = memory("VmHWM") - before
    return figures


def memory(which: str) -> int:
    """Return bytes of memory of this process: VmRSS now, VmHWM at most since it was reset."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith(f"{which}:"))


def try_one(target: Target, data: bytes, figures: Figures, folder: Path = FAILURES) -> None:
    """Let a reader read one input; whatever it raises but a Trouble of a known code is a failure. Raises Failed."""
    figures.inputs += 1
    started = process_time()
    try:
        with ended(LONGEST):
            target.read(data)
    except Trouble as trouble:
        if trouble.code not in target.codes:
            raise Failed(kept(target, data, folder), trouble) from trouble
        figures.codes[trouble.code] += 1
    except KeyboardInterrupt:
        raise
    except BaseException as fault:  # a panic of a library in Rust is no Exception
        raise Failed(kept(target, data, folder), fault) from fault
    else:
        figures.taken += 1
        if target.closed:
            raise Failed(kept(target, data, folder), Taken("nobody with a key has made it"))
    spent = process_time() - started
    figures.seconds += spent
    figures.slowest = max(figures.slowest, spent)


def kept(target: Target, data: bytes, folder: Path) -> Path:
    """Write an input where it can be tried again."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name_of_files(target.name)}.{sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    return path


def name_of_files(target: str) -> str:
    """Return what the names of inputs that are kept for a reader begin with."""
    return target.replace(",", "").replace(" ", "-")


@contextmanager
def ended(seconds: float) -> Iterator[None]:
    """End what runs within after so much processor time."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise Endless

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
