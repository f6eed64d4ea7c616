"""What a person is told when something goes wrong: troubles in the page's banner, bugs in one plain sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame
from typing_extensions import override

from silkfield import logs
from silkfield.desktop.style import Canvas
from silkfield.desktop.widgets import IconMark, Text, column, quiet, row
from silkfield.errors import Trouble
from silkfield.language import _

TroubleHandler = Callable[[Trouble], object]


@runtime_checkable
class TellsTrouble(Protocol):
    """A page that has a place for what went wrong."""

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what went wrong and what to do."""
        ...


def tell(page: QObject | None, fault: BaseException, handler: TroubleHandler | None = None) -> None:
    """Tell a person what went wrong; the one place for it. A bug is noted in the log, without a word that was typed."""
    trouble = as_trouble(fault)
    if handler is not None and isinstance(fault, Trouble):
        handler(trouble)
        return
    while page is not None and not isinstance(page, TellsTrouble):
        page = page.parent()
    if isinstance(page, TellsTrouble):
        page.show_trouble(trouble)


def as_trouble(fault: BaseException) -> Trouble:
    """Return what to say about a fault: a trouble as it is, anything else noted as a bug and put into a plain sentence."""
    if isinstance(fault, Trouble):
        return fault
    logs.bug(fault)
    return Trouble(
        _("This did not work because of a mistake in the program."),
        _("What you saved is safe. Try again; if it comes back, report it with the program's log."),
        code="bug",
    )


class TroubleBanner(QFrame):
    """The banner that says what went wrong and what to do, over as many lines as it takes, until it is closed."""

    def __init__(self, trouble: Trouble, close: Callable[[], object]) -> None:
        super().__init__()
        self.fact = trouble.message
        self.setAccessibleName(str(trouble))
        words = column(
            Text(trouble.message, "strong", wrap=True), Text(trouble.advice, "body", "ink2", wrap=True), spacing=2
        )
        mark = column(IconMark("alert-circle", 20, "bad"), None)
        self.setLayout(
            row(mark, (words, 1), quiet(_("Close"), run=close, small=True), spacing=8, margins=(16, 10, 8, 10))
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.box(self.rect(), 6, "badtint", "badline")
            canvas.start_marker(self.rect(), 6, "bad", 4)
