"""Kills this process, as kill -9 does, right before its k-th step that could leave something behind.

Steps are: a file opened for writing, renamed, removed or pushed to the disk, a folder made, and each statement that
writes to a database, its commit and its close. They are found by asking Python and the driver, not the program.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
AUDITED = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}
WORDS = (
    "BEGIN IMMEDIATE",
    "INSERT",
    "UPDATE",
    "DELETE",
    "CREATE",
    "DROP",
    "PRAGMA WAL_CHECKPOINT",
    "PRAGMA USER_VERSION =",
)


class Steps:
    """Counts the steps of this process and ends it at one of them."""

    def __init__(self, deadly: int, stop: signal.Signals = signal.SIGKILL) -> None:
        self.deadly = deadly
        self.stop = stop
        self.count = 0

    def take(self) -> None:
        """Count one step, or die before it."""
        self.count += 1
        if self.count == self.deadly:
            os.kill(os.getpid(), self.stop)


def arm(deadly: int, stop: signal.Signals = signal.SIGKILL) -> Steps:
    """Let this process die at a step, counted from now; 0 only counts."""
    steps = Steps(deadly, stop)

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        if event in AUDITED or (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING and arguments[0] != os.devnull
        ):
            steps.take()

    sys.addaudithook(look)
    push = os.fsync

    def pushed(handle: int) -> None:
        steps.take()
        push(handle)

    os.fsync = pushed
    _watch_databases(steps)
    return steps


def _watch_databases(steps: Steps) -> None:
    import sqlcipher3.dbapi2 as driver

    class Cursor(driver.Cursor):  # type: ignore[misc,name-defined]
        def execute(self, statement: str, *arguments: Any) -> Any:
            if statement.lstrip().upper().startswith(WORDS):
                steps.take()
            return super().execute(statement, *arguments)

        def executemany(self, statement: str, rows: Any) -> Any:
            steps.take()
            return super().executemany(statement, rows)

    class Connection(driver.Connection):  # type: ignore[misc,name-defined]
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def commit(self) -> None:
            if self.in_transaction:
                steps.take()
            super().commit()

        def close(self) -> None:
            steps.take()
            super().close()

    connect = driver.connect
    driver.connect = lambda *words, **choices: connect(*words, factory=Connection, **choices)


if os.environ.get("SILKFIELD_KILLED_AT"):
    arm(int(os.environ["SILKFIELD_KILLED_AT"]), signal.Signals(int(os.environ.get("SILKFIELD_KILLED_BY", "9"))))
