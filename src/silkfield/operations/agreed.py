"""What all offices have agreed to record: the forms and code lists of the program, what headquarters added to them, and the
days of the project.

Additions are records like any other; they travel down with the next bundle, and hold from the moment they are here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from silkfield.formkit.codes import Codes, standard_codes
from silkfield.formkit.extending import with_codes, with_questions
from silkfield.formkit.form import Form
from silkfield.formkit.problems import PROJECT_DAYS, Around, Values
from silkfield.forms.project import duration
from silkfield.language import chosen
from silkfield.store.store import Connection, Store


@dataclass(frozen=True, slots=True)
class Agreed:
    """Forms by key and code lists by name as they hold at this moment, and the first and last day of the project."""

    forms: Mapping[str, Form]
    codes: Codes
    project: tuple[date, date] = PROJECT_DAYS


def agreed(store: Store, day: str) -> Agreed:
    """Return what holds on a day (ISO); read again only after something was written. Any thread."""
    return store.remembered(("agreed", day, chosen()), lambda connection: _read(store, connection, day))


def _read(store: Store, connection: Connection, day: str) -> Agreed:
    if not store.is_current(connection):  # the rows wait to be made anew, by which nothing here is needed
        return Agreed(store.forms, standard_codes())

    around = Around(date.fromisoformat(day), standard_codes(), typed=False)

    def said(form: str) -> list[Values]:
        """What breaks a rule of its form, as a newer program may have written it, adds nothing."""
        rows = store.projection.shapes[form].standing(connection)
        return [row for row in rows if not any(one.blocks for one in store.forms[form].problems(row, around))]

    project = _whole(days for one in said("project") if (days := duration(one)))
    codes, questions = said("code"), said("question")
    if not codes and not questions:
        return Agreed(store.forms, standard_codes(), project)
    forms, lists = with_questions(store.forms, with_codes(standard_codes(), codes), questions, day)
    return Agreed(forms, lists, project)


def _whole(durations: Iterable[tuple[date, date]]) -> tuple[date, date]:
    """Return the days from the first of several projects to the last, the usual ones when none is recorded."""
    found = list(durations) or [PROJECT_DAYS]
    return min(first for first, _last in found), max(last for _first, last in found)
