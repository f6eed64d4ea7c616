"""The desk between a page and the store: it asks and does things on other threads and says once what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from silkfield.desktop.jobs import Job, Lane, Told
from silkfield.desktop.trouble import TroubleHandler, tell
from silkfield.desktop.turns import Turns
from silkfield.formkit.hiding import Hiding
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes

__all__ = ["EVERYTHING", "NAMES", "Desk", "Job", "concerns"]

EVERYTHING = "everything"
"""The kind of change that concerns every page, as after an import."""

NAMES = "names"
"""The kind of change that concerns whoever shows names: they are hidden now, or shown again."""

R = TypeVar("R")


def concerns(changes: Changes, *kinds: str) -> bool:
    """Tell whether a change touches one of these kinds of things."""
    return EVERYTHING in changes.kinds or not changes.kinds.isdisjoint(kinds)


class Desk(QObject):
    """What a page is given: one lane that writes, two that read, and one signal. All its methods are for the window's thread.

    Operations and questions are plain functions whose first argument is the sitting. What they return must be frozen
    values: it crosses threads.
    """

    changed = Signal(object)
    """`Changes`, once for everything that was done."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self._seen = sitting
        self._writer = Lane("writer")
        self._readers = Lane("reader", 2)
        self._turns = Turns()
        self._closed = False
        self._under_way = 0
        self.unheard: Callable[[Exception], object] = lambda _fault: None
        """Told what went wrong while writing for a page that is gone."""

    @property
    def hiding(self) -> Hiding | None:
        """Whose names are not hidden, while a client looks at the screen."""
        return self._seen.hiding

    def hide_names(self, hiding: Hiding | None) -> None:
        """Answer from now on without the names of others, or with all of them; what is done is never touched by it."""
        self._seen = replace(self.sitting, hiding=hiding)

    def do(
        self,
        page: QObject,
        operation: Callable[..., R],
        *args: Any,
        done: Callable[[R], object] | None = None,
        trouble: TroubleHandler | None = None,
        progress: Told | None = None,
        kinds: Iterable[str] = (),
        **keywords: Any,
    ) -> Job:
        """Do something, in turn, in its own transaction; then emit `changed` once and call `done` with the result.

        With `progress` the operation is given a `progress` it reports to. `kinds` says what changed where the result is
        not a `Changes` itself. `trouble` is told of expected failures instead of the page's banner.
        """

        def finished(result: R) -> None:
            changes = Changes(frozenset(kinds)) | (result if isinstance(result, Changes) else Changes())
            if changes:
                self.changed.emit(changes)
            if done is not None and isValid(page):
                done(result)

        def failed(fault: Exception) -> None:
            if isValid(page):
                tell(page, fault, trouble)
            else:
                self.unheard(fault)

        return self._run(
            self._writer, page, partial(operation, self.sitting, *args, **keywords), finished, failed, progress
        )

    def ask(
        self,
        page: QObject,
        question: Callable[..., R],
        *args: Any,
        answer: Callable[[R], object],
        trouble: TroubleHandler | None = None,
        progress: Told | None = None,
        **keywords: Any,
    ) -> Job:
        """Look something up and call `answer` with it; the answer is dropped when the page is gone.

        It is dropped too when the answer to a later question was told to the same method: an older one is out of date.
        """
        may_come = self._turns.next(answer)

        def finished(result: R) -> None:
            if isValid(page) and may_come():
                answer(result)

        def failed(fault: Exception) -> None:
            if isValid(page):
                tell(page, fault, trouble)

        return self._run(
            self._readers, page, partial(question, self._seen, *args, **keywords), finished, failed, progress
        )

    def busy(self) -> bool:
        """Tell whether something that was asked or begun is not finished yet."""
        return self._under_way > 0

    def put_away(self) -> Callable[[], None]:
        """Tell pages nothing any more; return what finishes the writing that was begun and closes the store.

        It waits, so it is for the door's thread: the one that opened the store.
        """
        self._closed = True

        def shut() -> None:
            self._writer.finish()
            self._readers.stop()
            self.sitting.store.close()

        return shut

    def _run(
        self,
        lane: Lane,
        page: QObject,
        work: Callable[..., R],
        finished: Callable[[R], object],
        failed: Callable[[Exception], object],
        progress: Told | None,
    ) -> Job:
        def told(done: int, total: int, words: str) -> None:
            if progress is not None and isValid(page) and not self._closed:
                progress(done, total, words)

        job = Job(told)
        if self._closed:
            return job

        def whole() -> R:
            result = work(progress=job) if progress is not None else work()
            job.flush()
            return result

        def ended(tell_page: Callable[[Any], object], what: Any) -> None:
            self._under_way -= 1
            if not self._closed:
                tell_page(what)

        self._under_way += 1
        lane.run(whole, partial(ended, finished), partial(ended, failed))
        return job
