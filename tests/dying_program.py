"""The program as processes of its own that are killed or stopped at any of their steps."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from offices import PASSPHRASE
from stages import Stage

MOST_STEPS = 2_000
DYING = Path(__file__).parent / "faults" / "dying"
SEARCHED = os.pathsep.join(filter(None, (str(DYING), os.environ.get("PYTHONPATH", ""))))
ENVIRONMENT = {**os.environ, "SILKFIELD_PASSPHRASE": PASSPHRASE, "PYTHONPATH": SEARCHED}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code (negative: the signal that killed it), what it said, how many steps of which kind it
    took; `unknown` are kinds of steps that `kill_at` neither counts nor knows to leave nothing behind, `unpushed` files that
    were renamed before they were on the disk."""

    code: int
    out: str
    errors: str
    kinds: dict[str, int] = field(default_factory=dict)
    unknown: Sequence[str] = ()
    unpushed: Sequence[str] = ()

    @property
    def steps(self) -> int:
        """Return how many steps it took that could leave something behind."""
        return sum(self.kinds.values())

    @property
    def killed(self) -> bool:
        """Tell whether the process was killed."""
        return self.code == -signal.SIGKILL

    @property
    def document(self) -> dict[str, Any]:
        """Return the JSON document it printed."""
        found: dict[str, Any] = json.loads(self.out)
        return found


class Program:
    """Silkfield's command line; every command is a process of its own."""

    def __init__(self, server: subprocess.Popen[str]) -> None:
        self.server = server

    def __call__(self, *words: object, deadly: int = 0, stop: signal.Signals = signal.SIGKILL, limit: int = 0) -> Ended:
        """Run a command; with `deadly` it gets the signal right before that step. No file may grow beyond `limit`."""
        assert self.server.stdin
        assert self.server.stdout
        request = {"words": [*map(str, words), "--json"], "deadly": deadly, "stop": stop, "limit": limit}
        self.server.stdin.write(json.dumps(request) + "\n")
        self.server.stdin.flush()
        ended = Ended(**json.loads(self.server.stdout.readline()))
        assert "Traceback" not in ended.errors, ended.errors
        assert not ended.unknown, f"say in kill_at.py whether these are steps: {ended.unknown}"
        assert not ended.unpushed, f"renamed before it was on the disk: {ended.unpushed}"
        return ended


@contextmanager
def started() -> Iterator[Program]:
    """Load the program once, for as long as commands are to be run."""
    words = [sys.executable, str(DYING / "forking.py")]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) as server:
        try:
            yield Program(server)
        finally:
            assert server.stdin
            server.stdin.close()


def killed_everywhere(
    run: Callable[[int], Ended], stage: Stage, look: Callable[[Path, Ended], None], *, every: int = 1
) -> int:
    """Kill a command before each of its steps and `look` after each kill; ends with the run that nothing killed.

    `run` runs the command on `stage.folder` and is told the deadly step; `look` gets the folder and how the command ended,
    runs it again and compares with an uninterrupted run. Returns the step that no run came to any more.
    """
    for deadly in range(1, MOST_STEPS, every):
        folder = stage.fresh()
        ended = run(deadly)
        look(folder, ended)
        if not ended.killed:
            return deadly
    raise AssertionError("the command never came to its end")


def alone(*words: object, deadly: int = 0, seconds: float = 60) -> Ended:
    """Run a command as people do, with an interpreter of its own; it is killed at a step, or after some seconds."""
    environment = {**ENVIRONMENT, **({"SILKFIELD_KILLED_AT": str(deadly)} if deadly else {})}
    started_words = [sys.executable, "-m", "silkfield", *map(str, words), "--json"]
    process = subprocess.Popen(
        started_words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    try:
        out, errors = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        out, errors = process.communicate()
    assert "Traceback" not in errors
    return Ended(process.returncode, out, errors)
