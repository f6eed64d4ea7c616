"""The data dictionary: every question of every form and every code, as this office has them, with headquarters' additions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from silkfield.formkit.answer import Answer
from silkfield.formkit.answers import (
    Amount,
    Choice,
    Choices,
    Clocktime,
    Count,
    Day,
    HumanNumber,
    Phone,
    Ref,
    Refs,
    Text,
    YesNo,
)
from silkfield.formkit.form import Audience, Form
from silkfield.formkit.grids import HeadCount, Marks, Rows, Tally
from silkfield.language import N_, _
from silkfield.operations.handing_out import hand_out
from silkfield.operations.sitting import Sitting
from silkfield.reports.listed import Cell, HandOut, Heading, Listed

QUESTIONS = (
    N_("Form"),
    N_("Key"),
    N_("Question"),
    N_("Kind"),
    N_("Needed"),
    N_("List"),
    N_("Who may see it"),
    N_("Help"),
)
CODES = (N_("List"), N_("Code"), N_("Label"), N_("Label in Urdu"), N_("From"), N_("Until"))


def data_dictionary(sitting: Sitting) -> HandOut:
    """Return the questions of all forms and the codes of all lists, for Excel."""
    forms = sorted(sitting.forms.values(), key=lambda form: form.key)
    tables = [
        Listed(_("Questions"), _headings(QUESTIONS), tuple(row for one in forms for row in _of(one))),
        Listed(_("Codes"), _headings(CODES), tuple(_codes(sitting))),
    ]
    return hand_out(sitting, _("Data dictionary"), _("all forms and lists, with what headquarters added"), tables)


def _headings(words: tuple[str, ...]) -> tuple[Heading, ...]:
    return tuple(Heading(_(each)) for each in words)


def _of(form: Form) -> Iterator[tuple[Cell, ...]]:
    seen = _("this site only") if form.audience is Audience.SITE else _("site and headquarters")
    for one in form.fields:
        kind, codes = kind_of(one.answer)
        needed = _("yes") if one.required else ""
        yield (form.key, one.name, _(one.label), kind, needed, codes, seen, _(one.help) if one.help else "")
        for inner in one.answer.fields if isinstance(one.answer, Rows) else ():
            kind, codes = kind_of(inner.answer)
            needed = _("yes") if inner.required else ""
            yield (form.key, f"{one.name}.{inner.name}", _(inner.label), kind, needed, codes, seen, "")


def _codes(sitting: Sitting) -> Iterator[tuple[Cell, ...]]:
    for name, known in sorted(sitting.around().codes.items()):
        for code in known.codes:
            yield (name, code.key, code.label, code.urdu, code.valid_from, code.valid_to)


@singledispatch
def kind_of(answer: Answer) -> tuple[str, str]:
    """Return the kind of an answer in words, and the list or form it chooses from."""
    return type(answer).__name__, ""


@kind_of.register
def _text(_answer: Text) -> tuple[str, str]:
    return _("text"), ""


@kind_of.register
def _count(_answer: Count) -> tuple[str, str]:
    return _("whole number"), ""


@kind_of.register
def _amount(_answer: Amount) -> tuple[str, str]:
    return _("number"), ""


@kind_of.register
def _yes_no(_answer: YesNo) -> tuple[str, str]:
    return _("yes or no"), ""


@kind_of.register
def _day(_answer: Day) -> tuple[str, str]:
    return _("day, 2016-05-03"), ""


@kind_of.register
def _time(_answer: Clocktime) -> tuple[str, str]:
    return _("time, 14:30"), ""


@kind_of.register
def _phone(_answer: Phone) -> tuple[str, str]:
    return _("phone number"), ""


@kind_of.register
def _number(answer: HumanNumber) -> tuple[str, str]:
    return _("number given by the program"), answer.series


@kind_of.register
def _choice(answer: Choice) -> tuple[str, str]:
    return _("one code"), answer.codes


@kind_of.register
def _choices(answer: Choices) -> tuple[str, str]:
    return _("several codes"), answer.codes


@kind_of.register
def _tally(answer: Tally) -> tuple[str, str]:
    return _("a count for each code"), answer.codes


@kind_of.register
def _marks(answer: Marks) -> tuple[str, str]:
    return _("a mark for each day"), answer.codes


@kind_of.register
def _heads(_answer: HeadCount) -> tuple[str, str]:
    return _("heads by sex and age"), "sex, age_group"


@kind_of.register
def _rows(_answer: Rows) -> tuple[str, str]:
    return _("rows"), ""


@kind_of.register
def _ref(answer: Ref) -> tuple[str, str]:
    return _("one record"), answer.form


@kind_of.register
def _refs(answer: Refs) -> tuple[str, str]:
    return _("several records"), answer.form
