"""Long work tells how far it is, and can be stopped before it is done."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from silkfield.errors import Trouble
from silkfield.language import _


class Progress(Protocol):
    """Where long work reports to; called from the thread that works."""

    def report(self, done: int, total: int, words: str = "") -> None:
        """Say how much of how much is done; a total of 0 is not known."""
        ...

    def cancelled(self) -> bool:
        """Tell whether somebody wants the work to stop."""
        ...


class Silent:
    """Reports to nobody and never stops."""

    def report(self, done: int, total: int, words: str = "") -> None:
        """Say nothing."""

    def cancelled(self) -> bool:
        """Go on."""
        return False


class Stopped(Trouble):
    """Somebody stopped long work; nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__(_("Stopped."), _("Nothing was changed."), code="stopped")


def step(progress: Progress, done: int, total: int, words: str = "") -> None:
    """Report, and raise Stopped when somebody wants the work to stop."""
    progress.report(done, total, words)
    if progress.cancelled():
        raise Stopped


@contextmanager
def uncollected() -> Iterator[None]:
    """Do bulk work without looking for circles of garbage: it makes very many small values and no circles.

    Looking at them again and again costs a tenth of an import.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
