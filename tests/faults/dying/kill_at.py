"""Kills this process, as kill -9 does, right before its k-th step that could leave something behind.

Steps are: a file opened for writing, renamed, linked, removed, cut or pushed to the disk, a folder made or removed, and
each statement that writes to a database, its commit, its copy and its close. They are found by asking Python and the
driver, not the program. A kind of step that is neither counted nor known to leave nothing behind is told as `unknown`, a
file that got its name before it was on the disk as `unpushed`.

To be killed before each step is also to be killed after the one before it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
AUDITED = {
    *("os.rename", "os.link", "os.symlink", "os.remove", "os.truncate", "os.mkdir", "os.rmdir"),
    *("os.chmod", "os.chown", "os.utime", "os.setxattr", "os.removexattr"),
}
NEVER_PUSHED = {".anchor.json.part"}
"""What is no loss when it is lost: an anchor that is missing or damaged says nothing."""
HARMLESS = {
    *("os.listdir", "os.scandir", "os.walk", "os.fwalk", "os.getxattr", "os.listxattr", "os.chdir", "os.lockf"),
    *("os.putenv", "os.unsetenv", "os.kill", "os.fork"),
}
READING = ("SELECT", "EXPLAIN", "ROLLBACK", "SAVEPOINT", "RELEASE", "DETACH", "PRAGMA", "BEGIN")
STILL_WRITING = (
    *("BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "SELECT SQLCIPHER_EXPORT"),
    *("PRAGMA WAL_CHECKPOINT", "PRAGMA USER_VERSION =", "PRAGMA APPLICATION_ID =", "PRAGMA REKEY"),
)


def writes(statement: str) -> bool:
    """Tell whether a statement may change a database file."""
    start = statement.lstrip().upper()
    return start.startswith(STILL_WRITING) or not start.startswith(READING)


class Steps:
    """Counts the steps of this process, by kind too, and ends it at one of them."""

    def __init__(self, deadly: int, stop: signal.Signals = signal.SIGKILL) -> None:
        self.deadly = deadly
        self.stop = stop
        self.count = 0
        self.kinds: Counter[str] = Counter()
        self.unknown: set[str] = set()
        self.unpushed: set[str] = set()
        self._written: set[str] = set()

    def take(self, kind: str) -> None:
        """Count one step, or die before it."""
        self.count += 1
        self.kinds[kind] += 1
        if self.count == self.deadly:
            os.kill(os.getpid(), self.stop)

    def look(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Count what Python is about to do, if it is a step."""
        if event == "open":
            if isinstance(arguments[2], int) and arguments[2] & WRITING and arguments[0] != os.devnull:
                self.take(event)
                self._written.add(os.path.realpath(os.fsdecode(arguments[0])))
        elif event in AUDITED:
            if event == "os.rename" and (source := os.path.realpath(os.fsdecode(arguments[0]))) in self._written:
                self.unpushed |= {source} if Path(source).name not in NEVER_PUSHED else set()
            self.take(event)
        elif event.startswith("os.") and event not in HARMLESS:
            self.unknown.add(event)

    def pushed(self, handle: Any) -> None:
        """Note that what was written to a file is on the disk."""
        number = handle if isinstance(handle, int) else handle.fileno()
        here = os.fstat(number)
        for path in list(self._written):
            with suppress(OSError):
                there = Path(path).stat()
                if (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino):
                    self._written.discard(path)


def arm(deadly: int, stop: signal.Signals = signal.SIGKILL) -> Steps:
    """Let this process die at a step, counted from now; 0 only counts."""
    steps = Steps(deadly, stop)
    sys.addaudithook(steps.look)
    for name in ("fsync", "fdatasync"):
        if hasattr(os, name):
            setattr(os, name, _counted(steps, f"os.{name}", getattr(os, name)))
    _watch_databases(steps)
    return steps


def _counted(steps: Steps, kind: str, push: Any) -> Any:
    def counted(handle: Any) -> None:
        steps.take(kind)
        push(handle)
        steps.pushed(handle)

    return counted


def _watch_databases(steps: Steps) -> None:
    import sqlcipher3.dbapi2 as driver

    class Cursor(driver.Cursor):  # type: ignore[misc,name-defined]
        def execute(self, statement: str, *arguments: Any) -> Any:
            if writes(statement):
                steps.take("COMMIT" if statement.lstrip().upper().startswith(("COMMIT", "END")) else "statement")
            return super().execute(statement, *arguments)

        def executemany(self, statement: str, rows: Any) -> Any:
            steps.take("statement")
            return super().executemany(statement, rows)

        def executescript(self, script: str) -> Any:
            steps.take("statement")
            return super().executescript(script)

    class Connection(driver.Connection):  # type: ignore[misc,name-defined]
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def commit(self) -> None:
            if self.in_transaction:
                steps.take("COMMIT")
            super().commit()

        def backup(self, *words: Any, **choices: Any) -> Any:
            steps.take("copy")
            return super().backup(*words, **choices)

        def close(self) -> None:
            steps.take("close")
            super().close()

    connect = driver.connect
    driver.connect = lambda *words, **choices: connect(*words, factory=Connection, **choices)


if os.environ.get("SILKFIELD_KILLED_AT"):
    arm(int(os.environ["SILKFIELD_KILLED_AT"]), signal.Signals(int(os.environ.get("SILKFIELD_KILLED_BY", "9"))))
