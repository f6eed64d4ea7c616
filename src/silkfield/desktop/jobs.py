"""Work beside the window: what a worker found comes back on the window's thread, and long work says how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, partial
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

R = TypeVar("R")
Told = Callable[[int, int, str], object]

_PAUSE = 0.1  # seconds between two reports of one job: ten a second are as many as anybody can read


class Postbox(QObject):
    """Carries calls from workers to the window's thread. There is one, it lives as long as the program."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], object]) -> None:
        """Have something called on the window's thread, soon and in order; safe from any thread."""
        self._posted.emit(call)

    def _call(self, call: Callable[[], object]) -> None:
        call()


@cache
def postbox() -> Postbox:
    """Return the one postbox; the first call must come from the window's thread."""
    return Postbox()


class Job:
    """One piece of work under way; it is the `Progress` that long operations report to. Safe from any thread."""

    def __init__(self, told: Told | None = None) -> None:
        """`told` is called on the window's thread, at most ten times a second, the last report always."""
        self._told = told
        self._stop = Event()
        self._last = 0.0
        self._waiting: tuple[int, int, str] | None = None

    def report(self, done: int, total: int, words: str = "") -> None:
        """Say how much of how much is done; called by the worker."""
        self._waiting = (done, total, words)
        if time.monotonic() - self._last >= _PAUSE:
            self.flush()

    def flush(self) -> None:
        """Pass the last report on, if it waits."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None and self._told is not None:
            self._last = time.monotonic()
            told = self._told
            postbox().post(lambda: told(*waiting))

    def cancelled(self) -> bool:
        """Tell whether somebody wants the work to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; it ends with `Stopped`, and nothing of it is kept."""
        self._stop.set()


class Lane:
    """Threads that work one after the other on what they are given; what comes of it is told on the window's thread."""

    def __init__(self, name: str, threads: int = 1) -> None:
        self._pool = ThreadPoolExecutor(threads, f"silkfield-{name}")
        self._post = postbox().post

    def run(
        self, work: Callable[[], R], finished: Callable[[R], object], failed: Callable[[Exception], object]
    ) -> Future[None]:
        """Work, then call `finished` with the result, or `failed` with what was raised."""

        def run() -> None:
            try:
                result = work()
            except Exception as fault:
                self._post(partial(failed, fault))
            else:
                self._post(partial(finished, result))

        return self._pool.submit(run)

    def finish(self) -> None:
        """Take no more and wait until all that was given is done; not for the window's thread."""
        self._pool.shutdown(wait=True)

    def stop(self) -> None:
        """Take no more, leave out what was not begun, and wait for the rest; not for the window's thread."""
        self._pool.shutdown(wait=True, cancel_futures=True)
