"""What each number of the monthly statistics is and by which rule it was counted, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from silkfield.language import N_, _
from silkfield.reports.tables import Cell, Table

RULES = {
    "A": N_("A contact is one conversation, with one client or family, on one channel, on one day."),
    "B": N_("Every client with at least one contact is counted once; anonymous contacts are never among them."),
    "C": N_("Every head at an awareness session or stall, counted apart from contacts."),
    "D": N_("Every head at a pre-departure session, counted apart from contacts."),
    "E": N_("Every contact in which somebody was referred to an agency is counted once."),
    "F": N_("Materials given out are not recorded yet. Not recorded is not zero."),
    "G": N_("Media reach is not recorded yet, and is never added to people served."),
    "": N_("Contacts and heads are added as services; they are never added up to people."),
}
"""The rule of each row, by its letter."""

PART = N_("A part of {table}: the same rule, split by what stands at the start of the row.")


def explanation(table: Table, line: Sequence[Cell], place: int) -> str:
    """Say what one number is: its row, its column, its value, and its rule."""
    lettered = table.columns[:2] == ("", "")
    letter, label = (str(line[0] or ""), str(line[1] or "")) if lettered else ("", str(line[0] or ""))
    what = label
    if place > (1 if lettered else 0):
        value = line[place]
        named = _("{row}, {column}").format(row=label, column=table.columns[place])
        what = named if value is None else _("{what}: {value}").format(what=named, value=value)
    if table.explained:
        rule = table.explained[table.rows.index(tuple(line))]
    else:
        rule = _(RULES.get(letter, "")) if lettered else _(PART).format(table=table.title)
    return f"{what}. {rule}"
