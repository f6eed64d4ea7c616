"""Words that are read aloud to a client before an answer is asked for, in both languages of the country."""

from __future__ import annotations

import json

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame
from typing_extensions import override

from silkfield import assets
from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.widgets import Text, column
from silkfield.language import N_, _

_LABELS = {"en": N_("Read aloud, in English"), "ur": N_("Read aloud, in Urdu")}


class ReadAloud(QFrame):
    """A quiet box with what is read aloud in one language; which one is said where there is room for it."""

    def __init__(self, words: str, label: str = "") -> None:
        super().__init__()
        self.words = Text(words, "body", wrap=True)
        said = [Text(label, "label", "ink2")] if label else []
        self.setLayout(column(*said, self.words, spacing=4, margins=(8, 5, 8, 5)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.box(self.rect(), 6, "sunken")


def boxes(name: str, *, labelled: bool) -> list[ReadAloud]:
    """Return a box for each language of the words that `resources/help` keeps under a name."""
    words = json.loads(assets.read_text(f"help/{name}_read_aloud.json"))
    return [ReadAloud(words[code], _(label) if labelled else "") for code, label in _LABELS.items()]
