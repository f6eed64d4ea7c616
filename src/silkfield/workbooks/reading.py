"""What the layouts share while they read rows: the words, the answers given so far, and the notes on each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from silkfield.errors import Trouble
from silkfield.formkit.form import Form
from silkfield.formkit.problems import Around, Unreadable, Values
from silkfield.forms import all_forms
from silkfield.language import _
from silkfield.matching.officials import Directory
from silkfield.workbooks.drafts import Draft, IntakeRow, Reason, status_of
from silkfield.workbooks.rows import RawRow
from silkfield.workbooks.tables import Table
from silkfield.workbooks.vocabulary import Vocabulary

KEEP, DROP = "keep", "drop"


@dataclass(frozen=True, slots=True)
class Reading:
    """One intake under way. `given` are answers for what the file does not say: "field" or "form.field" to a text or value."""

    form: Form
    around: Around
    vocabulary: Vocabulary
    answers: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    keep_names: bool = False
    several_sheets: bool = False
    directory: Directory = field(default_factory=Directory)

    @property
    def forms(self) -> dict[str, Form]:
        """Return all forms, with the one that is taken in."""
        return {**all_forms(), self.form.key: self.form}

    def place(self, sheet: str, number: int) -> str:
        """Return how questions name a row: its number, with the sheet when several sheets hold records."""
        return f"{sheet}!{number}" if self.several_sheets else str(number)

    def given_for(self, form: str) -> dict[str, Any]:
        """Return the given answers for one form, read; raises Trouble for a field the form does not have or cannot read."""
        found: dict[str, Any] = {}
        fields = self.forms[form].by_name
        for name, value in self.given.items():
            owner, point, rest = name.partition(".")
            if not point:
                owner, rest = self.form.key, name
            if owner != form:
                continue
            if rest not in fields:
                sentence = _("“{name}” is no field of this form.").format(name=rest)
                raise Trouble(sentence, _("Check the name of the field."), code="unknown_field")
            found[rest] = self._read(form, rest, value)
        return found

    def _read(self, form: str, name: str, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        answer = self.forms[form].by_name[name].answer
        try:
            return answer.read(value, self.around)
        except Unreadable as problem:
            raise Trouble(f"{name}: {problem}", _("Correct what you wrote for it."), code="unreadable_value") from None


def checked_given(reading: Reading) -> None:
    """Check the names of all given answers, so that a slip is said before a file is read; raises Trouble."""
    for name in reading.given:
        owner = name.partition(".")[0] if "." in name else reading.form.key
        if owner not in reading.forms:
            sentence = _("“{name}” is no field of this form.").format(name=name)
            raise Trouble(sentence, _("Check the name of the field."), code="unknown_field")
        reading.given_for(owner)


@dataclass(slots=True)
class RowNotes:
    """The reasons found while one row is read, in the order of reading."""

    table: Table
    row: RawRow
    reasons: list[Reason] = field(default_factory=list)

    def note(self, code: str, meaning: str, sentence: str, proposal: Any = None, question: str = "") -> None:
        """Add a reason about the column with a meaning; one code is given once for a column."""
        self.say(code, self.table.label(meaning), sentence, proposal, question)

    def say(self, code: str, column: str, sentence: str, proposal: Any = None, question: str = "") -> None:
        """Add a reason about a column by its header, of this table or of another one."""
        if not any(reason.code == code and reason.column == column for reason in self.reasons):
            self.reasons.append(Reason(code, column, sentence, proposal, question))

    def finished(self, drafts: list[Draft], facts: Mapping[str, Any] | None = None) -> IntakeRow:
        """Return the row as it was read."""
        return IntakeRow(
            self.row.sheet,
            self.row.number,
            status_of(self.reasons),
            tuple(self.reasons),
            tuple(drafts),
            self.row.key,
            self.row.cells,
            facts or {},
        )


def note_common(notes: RowNotes) -> None:
    """Note what may be odd in a row of any form: it stands there twice, or a text begins like a formula."""
    if notes.row.twin:
        sentence = _("This row is the same as row {number}, cell by cell.").format(number=notes.row.twin)
        notes.reasons.append(Reason("R_DUP_EXACT", "", sentence, notes.row.twin))
    for meaning, text in notes.row.texts.items():
        if text.startswith("="):
            notes.note("W_TEXT_FORMULA", meaning, _("This text begins like a formula. It is kept as text."))


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers without the empty ones."""
    return {name: value for name, value in values.items() if value or value == 0}


def joined(*layers: Values) -> dict[str, Any]:
    """Return answers of several layers, a later one winning where it answers at all."""
    answers: dict[str, Any] = {}
    for layer in layers:
        answers.update(filled(layer))
    return answers


def again(row: IntakeRow, reasons: list[Reason], drafts: tuple[Draft, ...] | None = None) -> IntakeRow:
    """Return a row with other reasons, and the status they give."""
    return replace(row, reasons=tuple(reasons), status=status_of(reasons), drafts=drafts or row.drafts)
