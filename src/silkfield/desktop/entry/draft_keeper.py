"""Keeps what is being typed: at most two seconds after a key, and whenever the cursor goes elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from silkfield.clock import local_time
from silkfield.desktop.desk import Desk
from silkfield.operations import drafting
from silkfield.records.identity import new_id

PAUSE = 1500
"""Milliseconds from the first key that is not kept yet."""


class DraftKeeper(QObject):
    """Keeps one draft. `kept` carries the time it was kept, as 14:22:07."""

    kept = Signal(str)

    def __init__(self, page: QObject, desk: Desk, form: str, answers: Callable[[], dict[str, Any]]) -> None:
        super().__init__(page)
        self._desk, self._form, self._answers = desk, form, answers
        self.draft = ""
        self.record = ""
        self.made_from = ""
        self._dirty = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep)

    def touch(self) -> None:
        """Something was typed."""
        self._dirty = True
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep what was typed since the last time, if anything was."""
        self._timer.stop()
        if not self._dirty:
            return
        self._dirty = False
        clock = self._desk.sitting.clock
        self.draft = self.draft or new_id(clock.now())
        self._desk.do(
            self,
            drafting.keep,
            self._form,
            self._answers(),
            draft=self.draft,
            record=self.record,
            made_from=self.made_from,
            kinds=("drafts",),
            done=lambda _draft: self.kept.emit(local_time(clock.now(), clock.zone()).strftime("%H:%M:%S")),
        )

    def forget(self) -> None:
        """Keep nothing any more: what was typed is saved, and the draft gone with the save."""
        self._timer.stop()
        self._dirty = False
        self.draft = ""
