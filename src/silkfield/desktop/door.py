"""What is done while no store is open: finding it, unlocking it, making it, on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
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
    """Runs what comes before the desk, one thing after the other; used from the window's thread."""

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self.folder = folder
        self.clock = clock
        self._lane = Lane("door")

    def run(
        self,
        page: QObject,
        work: Callable[..., R],
        *args: Any,
        done: Callable[[R], object] | None = None,
        trouble: TroubleHandler | None = None,
        **keywords: Any,
    ) -> Future[None]:
        """Do one thing, then call `done` with its result; it is dropped when the page is gone."""

        def finished(result: R) -> None:
            if done is not None and isValid(page):
                done(result)

        def failed(fault: Exception) -> None:
            if isValid(page):
                tell(page, fault, trouble)

        return self._lane.run(partial(work, *args, **keywords), finished, failed)
