"""Looking at a workbook beside the window: once for all that was said meanwhile, and a word when it takes long."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from silkfield.desktop.desk import Desk
from silkfield.desktop.intake.wanted import Looked, Wanted, look
from silkfield.desktop.widgets import ProgressStrip
from silkfield.errors import Trouble
from silkfield.language import _

_PATIENCE = 400  # milliseconds before reading a workbook is worth a word


class Looking(QObject):
    """Looks at what `wanted` returns. `found` carries what was found, `failed` the trouble with the workbook."""

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, page: QObject, desk: Desk, wanted: Callable[[], Wanted | None]) -> None:
        super().__init__(page)
        self._desk, self._wanted = desk, wanted
        self.busy, self._again = False, False
        self.strip = ProgressStrip(_("Reading the workbook"))
        self.strip.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._patience.timeout.connect(self.strip.show)

    def look(self) -> None:
        """Look now, or once more when the look that is under way has ended."""
        if self.busy:
            self._again = True
            return
        wanted = self._wanted()
        if wanted is None:
            return
        self.busy, self._again = True, False
        self._patience.start()
        if wanted.columns:  # what somebody says of the columns is remembered in the store
            self._desk.do(self, look, wanted, done=self._show, trouble=self._tell)
        else:
            self._desk.ask(self, look, wanted, answer=self._show, trouble=self._tell)

    def _ended(self) -> bool:
        """Put the progress away; tell whether more was said meanwhile, so that this look is out of date."""
        self.busy = False
        self._patience.stop()
        self.strip.hide()
        if self._again:
            self.look()
        return self.busy

    def _show(self, looked: Looked) -> None:
        self._ended()
        self.found.emit(looked)

    def _tell(self, trouble: Trouble) -> None:
        if not self._ended():
            self.failed.emit(trouble)
