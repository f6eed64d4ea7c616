"""The records of a plan as rows: what each one is called, and which answers become which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from silkfield.desktop.lists.lines import brief, named_references
from silkfield.desktop.widgets import Cell, Column, DataTable, Row
from silkfield.formkit.answers import HumanNumber
from silkfield.formkit.form import Form
from silkfield.formkit.problems import Around
from silkfield.language import N_, _
from silkfield.operations.exchange.looking_through import CHANGED, CLASH, NEW, REMOVED, Change
from silkfield.operations.sitting import Sitting

KINDS = {
    "": (N_("Everything"), "neu", ""),
    NEW: (N_("New"), "ok", "plus"),
    CHANGED: (N_("Changed"), "info", "pencil"),
    CLASH: (N_("Clash"), "warn", "arrows-exchange"),
    REMOVED: (N_("Removed"), "bad", "trash"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that becomes another, in words; "" stands for none. A `listed` one is shown in lists of its form."""

    label: str
    before: str
    after: str
    listed: bool


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One record of a plan in words."""

    record: str
    form: str
    kind: str
    title: str
    name: str
    answers: tuple[Answer, ...]


def plan_rows(sitting: Sitting, changes: Sequence[Change]) -> list[PlanRow]:
    """Put changes into words, with the names of the records they point to."""
    around = sitting.around()
    names: dict[str, dict[str, str]] = {}
    for key in {one.form for one in changes}:
        told = [said for one in changes if one.form == key for said in (one.before, one.after)]
        names[key] = named_references(sitting, sitting.form(key), told)
    return [_in_words(sitting.form(one.form), one, around, names[one.form]) for one in changes]


def _in_words(form: Form, one: Change, around: Around, names: dict[str, str]) -> PlanRow:
    def text(name: str, value: Any) -> str:
        return "" if value is None else brief(form.by_name[name], value, around, names)

    answers = tuple(
        Answer(
            _(field.label),
            text(field.name, one.before.get(field.name)),
            text(field.name, one.after.get(field.name)),
            field.listed and not isinstance(field.answer, HumanNumber),
        )
        for field in form.fields
        if field.name in one.fields
    )
    return PlanRow(one.record, one.form, one.kind, _(form.title), form.named(one.after, around), answers)


def plan_table() -> DataTable:
    """Make the empty table of the records of a plan."""
    columns = (
        Column("kind", _("What happens"), 120),
        Column("record", _("Record"), 240, stretch=True),
        Column("answers", _("Answers"), 320, stretch=True),
    )
    return DataTable(columns, _("Records of the plan"), height="two")


def table_row(one: PlanRow) -> Row:
    """Return a record of a plan as a row of the table."""
    words, tone, icon = KINDS[one.kind]
    first, second = "", ""
    if one.kind != NEW and one.answers:
        first, second = becomes(one.answers[0]), _(", ").join(each.label for each in one.answers[1:])
    elif one.kind == NEW:
        first = _(", ").join([each.after for each in one.answers if each.listed and each.after not in one.name][:2])
    return Row(
        one.record,
        (Cell(_(words), chip=tone, icon=icon), Cell(one.name, one.title, role="strong"), Cell(first, second)),
    )


def becomes(one: Answer) -> str:
    """Say what an answer was and what it becomes."""
    words = _("{label}: {before} → {after}")
    return words.format(label=one.label, before=one.before or "–", after=one.after or "–")
