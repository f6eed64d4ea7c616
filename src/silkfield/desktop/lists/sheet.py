"""A whole list as it is filtered, read on another thread for Excel and paper: the columns it shows, every row of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from silkfield.desktop.lists.columns import CODE, PERSON, ListColumn, columns_of
from silkfield.desktop.lists.lines import Line, lines_of
from silkfield.formkit.answers import Count, Day
from silkfield.formkit.days import iso_day
from silkfield.formkit.form import Form
from silkfield.formkit.grids import HeadCount, heads
from silkfield.language import N_, _
from silkfield.operations import finding
from silkfield.operations.handing_out import hand_out
from silkfield.operations.sitting import Sitting
from silkfield.reports.listed import Cell, HandOut, Heading, Listed

_ALL = 1_000_000
_NO_FIELDS = {PERSON: N_("Person"), CODE: N_("Client code")}


def list_sheet(
    sitting: Sitting, form: str, find: str, *, removed: bool = False, among: Sequence[str] | None = None, told: str = ""
) -> HandOut:
    """Return a form's list as it is filtered; `told` says what `among` these records have in common."""
    known = sitting.form(form)
    found = lines_of(sitting, form, find, 0, _ALL, removed=removed, among=among)
    title = _(known.plural)
    return hand_out(sitting, title, _sentence(find, told, removed=removed), [listed(known, found.lines, title)])


def listed(form: Form, lines: Sequence[Line], title: str) -> Listed:
    """Return records as a table with the columns of their list, one answer a column, and how far each has come."""
    columns = columns_of(form)
    headings = [each for one in columns for each in _headings(form, one)]
    names = [name for one in columns for name in (*one.first, *one.second)]
    rows = tuple((*(_cell(form, name, line) for name in names), finding.state_in_words(line.shown)) for line in lines)
    return Listed(title, (*headings, Heading(_("Where it is"))), rows)


def _headings(form: Form, column: ListColumn) -> list[Heading]:
    first, *others = column.first
    return [
        Heading(_label(form, first)),
        *(Heading(_label(form, name), "beside") for name in others),
        *(Heading(_label(form, name), "under" if place == 0 else "beside") for place, name in enumerate(column.second)),
    ]


def _label(form: Form, name: str) -> str:
    return _(form.by_name[name].label) if name in form.by_name else _(_NO_FIELDS[name])


def _cell(form: Form, name: str, line: Line) -> Cell:
    """Return a day as a day and a number as a number; all else as the list writes it."""
    field, values = form.by_name.get(name), line.shown.values
    value: Any = values.get(name)
    match field.answer if field else None:
        case Day() if day := iso_day(value):
            return day
        case Count() if isinstance(value, int):
            return value
        case HeadCount() if isinstance(value, Mapping):
            return heads(value)
    return line.texts.get(name)


def _sentence(find: str, told: str, *, removed: bool) -> str:
    """Say in one sentence what the list is filtered by."""
    parts = [told] if told else []
    if removed:
        parts.append(_("removed records only"))
    if find.strip():
        parts.append(_("found by “{words}”").format(words=find.strip()))
    return _(", ").join(parts) if parts else _("all records, the newest first")
