"""What a workbook leaves unsaid about all its rows: a person says it once."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal

from silkfield.desktop.intake.wanted import Looked, code_choices
from silkfield.desktop.widgets import Card, ComboField, Field, LineField, Select, Text, column, refill
from silkfield.desktop.widgets.layout import Item
from silkfield.formkit.answers import Choice, Choices, Day, Ref
from silkfield.formkit.answers import Text as TextAnswer
from silkfield.formkit.field import Field as Question
from silkfield.formkit.form import Form
from silkfield.formkit.problems import Around
from silkfield.language import _
from silkfield.operations.sitting import Sitting

_PAUSE = 500  # milliseconds after a key before the rows are read again
_SHORT = 12  # codes; longer lists are typed into
_ALWAYS = {"session": ("session_type",), "participation": ("event",)}
"""What registers of a form often leave unsaid, or say otherwise than is meant."""


class GivensCard(Card):
    """Fields for what the file does not say. `changed` is told when a person has said something."""

    changed = Signal()

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._around: Around = sitting.around()
        self._place = column(spacing=8)
        super().__init__(self._place, title=_("What the file does not say"), spacing=6)
        self.fields: dict[str, Select | ComboField | LineField] = {}
        self._given: dict[str, str] = {}
        self._form = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._tell)

    def given(self) -> dict[str, str]:
        """Return what was said, by field; "event.kind" for another form of the rows."""
        said = {name: str(field.value() or "") for name, field in self.fields.items()}
        return {name: value for name, value in {**self._given, **said}.items() if value}

    def begin(self, given: Mapping[str, str] | None = None) -> None:
        """Begin with another workbook, of which this much was said before."""
        self._timer.stop()
        self._given = dict(given or {})
        self.fields.clear()
        refill(self._place, [])
        self.hide()

    def show_looked(self, looked: Looked) -> None:
        """Ask what this workbook leaves unsaid, beside what was asked before."""
        self._form = looked.form.key
        asked = {name: question for name, question in _asked(self._sitting, looked) if name not in self.fields}
        if asked:
            self._given = self.given()
            items: list[Item] = [Field(self._label(name), field) for name, field in self.fields.items()]
            for name, question in asked.items():
                field = self._field(name, question, looked)
                field.set_value(self._given.get(name, ""))
                field.changed.connect(self._timer.start)
                self.fields[name] = field
                items.append(Field(self._label(name), field))
            words = _("It holds for all rows in which the file itself says nothing.")
            refill(self._place, [Text(words, "meta", "ink2", wrap=True), *items])
        self.setHidden(not self.fields)

    def take_focus(self) -> None:
        """Put the cursor into the first field."""
        if self.fields:
            next(iter(self.fields.values())).setFocus()

    def _label(self, name: str) -> str:
        if name == "event":
            return _("Event that is here already")
        owner, _point, rest = name.rpartition(".")
        return _(self._sitting.form(owner or self._form).by_name[rest].label)

    def _field(self, name: str, question: Question, looked: Looked) -> Select | ComboField | LineField:
        label, as_said = self._label(name), _("as the file says")
        match question.answer:
            case Ref():
                return ComboField(label, looked.events, as_said)
            case Choice(codes=codes) if len(self._around.codes[codes].codes) <= _SHORT:
                known = self._around.codes[codes].codes
                return Select([("", as_said), *((code.key, code.text()) for code in known)], "", label)
            case Choice(codes=codes) | Choices(codes=codes):
                return ComboField(label, code_choices(self._around.codes[codes]), as_said)
            case _:
                return LineField(label, placeholder=as_said)

    def _tell(self) -> None:
        if not any(field.fault() for field in self.fields.values() if isinstance(field, ComboField)):
            self.changed.emit()


def _asked(sitting: Sitting, looked: Looked) -> list[tuple[str, Question]]:
    """Return what should be said: what the form needs and no row has, and what is often left unsaid."""
    form = looked.form
    found = {name: form.by_name[name] for name in _ALWAYS.get(form.key, ())}
    if looked.unsaid is not None and looked.unsaid.code == "event_unclear":
        found |= {f"event.{one.name}": one for one in _needed(sitting.form("event"))}
    if looked.checked is not None and (rows := looked.checked.intake.rows):
        drafts = [draft for one in rows if (draft := one.draft(form.key)) is not None]
        found |= {one.name: one for one in _needed(form) if not any(draft.values.get(one.name) for draft in drafts)}
    return list(found.items())


def _needed(form: Form) -> list[Question]:
    typed = (Choice, Choices, Day, TextAnswer)
    return [one for one in form.fields if one.required and one.when is None and isinstance(one.answer, typed)]
