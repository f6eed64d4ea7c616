"""The plan of a part: what importing it would do, as a bar and in numbers."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.widgets import Panel, Text, column, grouped, row
from silkfield.language import N_, _, ngettext
from silkfield.operations.exchange.importing import Plan

PARTS = (
    ("new", N_("New"), N_("added"), "bar"),
    ("changed", N_("Changed"), N_("only there, taken over"), "tq"),
    ("clash", N_("Clash"), N_("on both sides"), "warnbar"),
    ("known", N_("Known"), N_("nothing to do"), "field"),
    ("held", N_("Not readable yet"), N_("kept for an update"), "bad"),
)


class PlanBar(QWidget):
    """How the records of a part are divided, painted to scale; the numbers stand beside it in words."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._counts = plan.counts
        self.setFixedHeight(14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_(", ").join(f"{plan.counts[key]} {_(label)}" for key, label, _more, _tone in PARTS))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        total = sum(self._counts.values())
        with Canvas(self) as canvas:
            if not total:
                canvas.box(self.rect(), 4, "sunken")
                return
            start = 0
            shown = [(self._counts[key], tone) for key, _label, _more, tone in PARTS if self._counts[key]]
            for place, (count, tone) in enumerate(shown):
                last = place == len(shown) - 1
                width = self.width() - start if last else max(4, round(self.width() * count / total) - 2)
                canvas.box(canvas.mirrored(self.rect(), QRect(start, 0, width, self.height())), 3, tone)
                start += width + 2


class _Sign(QWidget):
    def __init__(self, tone: str) -> None:
        super().__init__()
        self._tone = tone
        self.setFixedSize(12, 12)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.box(self.rect(), 3, self._tone)


class PlanView(Panel):
    """The bar and its numbers."""

    def __init__(self, plan: Plan) -> None:
        lines = [
            row(_Sign(tone), _number(plan.counts[key]), Text(_(label), "strong"), 4, (Text(_(more), "body", "ink2"), 1))
            for key, label, more, tone in PARTS
            if plan.counts[key] or (key == "new" and not plan.chunks)
        ]
        if plan.chunks:
            pieces = ngettext("{count} piece of attached files", "{count} pieces of attached files", plan.chunks)
            lines.append(row((Text(pieces.format(count=grouped(plan.chunks)), "strong", wrap=True), 1)))
        if plan.faults:
            words = _("{count} of them break a rule of their form: somebody should look at them.")
            lines.append(row((Text(words.format(count=len(plan.faults)), "meta", "warn", wrap=True), 1)))
        super().__init__(column(PlanBar(plan), 6, *lines, spacing=6))


def _number(count: int) -> Text:
    words = Text(grouped(count), "strong", align="end")
    words.setFixedWidth(44)
    return words
