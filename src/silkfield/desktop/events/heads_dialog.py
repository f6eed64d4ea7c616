"""How many heads an event had, and how complete its list is: one place for the two counts of the same people."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from silkfield.desktop.widgets import (
    Field,
    NumberField,
    OneOfMany,
    Option,
    Panel,
    Text,
    TickAnswer,
    WordsDialog,
    column,
    row,
)
from silkfield.desktop.widgets.buttons import ENTER_KEYS
from silkfield.formkit.grids import heads_by_sex
from silkfield.formkit.problems import Values
from silkfield.language import N_, _

_SEXES = (("M", N_("Men")), ("F", N_("Women")), ("X", N_("Transgender / other")), ("U", N_("Not known")))
_LISTS = (("NONE", N_("no names"), "N"), ("PARTIAL", N_("some names"), "P"), ("COMPLETE", N_("all names"), "C"))


class HeadsDialog(WordsDialog):
    """The question; `names` are the participants on the sheet, `first` the field to begin in."""

    def __init__(self, parent: QWidget, event: Values, names: int) -> None:
        before = event.get("heads")
        self._fields: dict[str, NumberField] = {}
        for sex, heads in heads_by_sex(before).items():
            field = self._fields[sex] = NumberField(_(dict(_SEXES).get(sex, sex)), maximum=100_000, width=84)
            field.set_value(heads or None)
        self.first = self._fields["M"]
        self.estimate = TickAnswer(_("This is an estimate"), "E")
        self.estimate.set_value(bool((before or {}).get("estimate")))
        self.list = OneOfMany([Option(code, _(label), key) for code, label, key in _LISTS], _("The list has"))
        self.list.set_value(str(event.get("people_list") or "NONE"))
        told = Text("", "meta", "ink2", wrap=True)
        told.set_words(_("{count} participants are on the sheet.").format(count=names))
        numbers = row(*(Field(_(label), self._fields[sex]) for sex, label in _SEXES), spacing=8)
        extra = Panel(column(numbers, self.estimate, Field(_("The list has"), self.list), told, spacing=10))
        words = _(
            "The head count holds until the names are complete. With all names the list counts, else the larger one."
        )
        super().__init__(
            parent, _("Who is counted"), words, _("Not now"), _("Save"), "users-group", danger=False, extra=extra
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and not self.safe.hasFocus():
            self.accept()
        else:
            super().keyPressEvent(event)

    @override
    def accept(self) -> None:
        """Keep what was typed only when all of it is numbers."""
        wrong = [field for field in self._fields.values() if field.fault()]
        for field in self._fields.values():
            field.set_fault(field in wrong)
        if wrong:
            wrong[0].setFocus()
        else:
            super().accept()

    def said(self) -> tuple[dict[str, int], str, bool]:
        """Return the heads by sex, how complete the list is, and whether the heads are an estimate."""
        heads = {sex: field.value() or 0 for sex, field in self._fields.items()}
        return heads, self.list.value() or "NONE", self.estimate.value()
