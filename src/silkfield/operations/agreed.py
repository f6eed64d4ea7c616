"""What all offices have agreed to record: the forms and code lists of the program, and what headquarters added to them.

Additions are records like any other; they travel down with the next bundle, and hold from the moment they are here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from silkfield.formkit.codes import Codes, standard_codes
from silkfield.formkit.extending import with_codes, with_questions
from silkfield.formkit.form import Form
from silkfield.formkit.problems import Values
from silkfield.language import chosen
from silkfield.store.store import Connection, Store


@dataclass(frozen=True, slots=True)
class Agreed:
    """Forms by key and code lists by name as they hold at this moment."""

    forms: Mapping[str, Form]
    codes: Codes


def agreed(store: Store, day: str) -> Agreed:
    """Return what holds on a day (ISO); read again only after something was written. Any thread."""
    return store.remembered(("agreed", day, chosen()), lambda connection: _read(store, connection, day))


def _read(store: Store, connection: Connection, day: str) -> Agreed:
    if not store.is_current(connection):  # the rows wait to be made anew, by which nothing here is needed
        return Agreed(store.forms, standard_codes())

    def said(form: str) -> list[Values]:
        rows = store.projection.shapes[form].standing(connection)
        needed = {one.name for one in store.forms[form].fields if one.required}
        return [row for row in rows if needed <= row.keys()]

    codes, questions = said("code"), said("question")
    if not codes and not questions:
        return Agreed(store.forms, standard_codes())
    forms, lists = with_questions(store.forms, with_codes(standard_codes(), codes), questions, day)
    return Agreed(forms, lists)
