"""Measures one operation in a process of its own: CPU seconds, peak memory, and how often the disk was waited for."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Self

HERE = Path(__file__).parent
MINUTES = 20
"""An operation that takes longer hangs."""

MARKS = ("measuring-begins", "measuring-ends")


def cpu_seconds() -> float:
    """Return the CPU seconds, user and system, that this process and its finished children have used."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


class Stopwatch:
    """Measures what happens inside a `with`; two folders made on the way let `strace` see where it begins and ends."""

    seconds = 0.0

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Self:
        (self._folder / MARKS[0]).mkdir()
        self._start = cpu_seconds()
        return self

    def __exit__(self, *_fault: object) -> None:
        self.seconds = cpu_seconds() - self._start
        (self._folder / MARKS[1]).mkdir()


@dataclass(frozen=True)
class Job:
    """One operation to measure: a function `module:name` of this folder, given an empty folder and these arguments."""

    function: str
    arguments: dict[str, Any] = field(default_factory=dict)

    def run(self, folder: Path, *, watched: bool = False) -> dict[str, Any]:
        """Run it in its own process and return what it measured; `watched` counts its waits for the disk too."""
        folder.mkdir(parents=True)
        command = [sys.executable, str(HERE), "--job", json.dumps([self.function, str(folder), self.arguments])]
        trace = folder.with_suffix(".trace")
        if watched:
            command = ["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync,mkdir", "-o", str(trace), *command]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SILKFIELD_KEY_COST": "smallest"}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, timeout=MINUTES * 60)
        measured: dict[str, Any] = json.loads(done.stdout)
        if watched:
            measured["syncs"] = _syncs(trace.read_text())
        shutil.rmtree(folder)
        return measured


def run_job(said: str) -> None:
    """Do one job in this process and print what it measured, with its peak memory in MB, as JSON."""
    function, folder, arguments = json.loads(said)
    module, name = function.split(":")
    measured = getattr(__import__(module), name)(Path(folder), **arguments)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"memory": memory, **measured}))


def can_count_syncs() -> bool:
    """Tell whether `strace` is there and may be used."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


def _syncs(trace: str) -> int:
    inside = trace.partition(MARKS[0])[2].partition(MARKS[1])[0]
    return inside.count("fsync(") + inside.count("fdatasync(")


class Rounds:
    """Runs jobs again and again in random order, and remembers every measurement by the name of the job."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: dict[str, list[dict[str, Any]]] = {}
        self._count = 0

    def run(self, name: str, job: Job, *, watched: bool = False) -> dict[str, Any]:
        """Run one job once."""
        self._count += 1
        started = time.monotonic()
        measured = job.run(self.folder / f"job{self._count}", watched=watched)
        sys.stderr.write(f"{time.monotonic() - started:7.1f} s  {name}\n")
        self.found.setdefault(name, []).append(measured)
        return measured

    def value(self, name: str, what: str = "seconds") -> float:
        """Return the median of what was measured of a job."""
        return float(median(one[what] for one in self.found[name]))
