"""What is done while no store is open: finding it, unlocking it, making it, on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from silkfield.desktop.jobs import Lane
from silkfield.desktop.trouble import TroubleHandler, tell

if TYPE_CHECKING:  # the store's libraries are imported after the first window is painted
    from silkfield.clock import Clock
    from silkfield.operations.sitting import Sitting
    from silkfield.settings import Settings

R = TypeVar("R")


class Opened(NamedTuple):
    """A store that somebody has just unlocked or made, and the settings of that person."""

    sitting: Sitting
    settings: Settings


class Door:
    """Runs what comes before the desk; used from the window's thread. `closing` is the store closed last, waited for first."""

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self.folder = folder
        self.clock = clock
        self.closing: Future[None] | None = None
        self._lane = Lane("door")

    def run(
        self,
        page: QObject,
        work: Callable[..., R],
        *args: Any,
        done: Callable[[R], object] | None = None,
        trouble: TroubleHandler | None = None,
        **keywords: Any,
    ) -> None:
        """Do one thing, then call `done` with its result; it is dropped when the page is gone."""
        closing = self.closing

        def whole() -> R:
            if closing is not None:
                closing.result()
            return work(*args, **keywords)

        def finished(result: R) -> None:
            if done is not None and isValid(page):
                done(result)

        def failed(fault: Exception) -> None:
            if isValid(page):
                tell(page, fault, trouble)

        self._lane.run(whole, finished, failed)
