"""Which columns a list of records has: the fields a form lists, two to a column, and where the record is."""

from __future__ import annotations

from dataclasses import dataclass

from silkfield.formkit.answers import Choice, Choices, Count, Day, Ref, Refs, Text
from silkfield.formkit.field import Field
from silkfield.formkit.form import Form
from silkfield.formkit.grids import HeadCount, Marks
from silkfield.language import N_, _

PERSON, CODE, STATE = "person_named", "client_code", "where_it_is"
"""Things a list shows that are no field of its form: a client's name, the client's code, how far the record has come."""

STATE_WIDTH, NARROW_STATE = 186, 70


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: what stands on its first and on its second line (names of fields), and how wide it likes to be."""

    title: str
    first: tuple[str, ...]
    second: tuple[str, ...] = ()
    width: int = 130
    stretch: bool = False
    weight: int = 1

    @property
    def key(self) -> str:
        """Return the name it is known by in its table."""
        return self.first[0]


_LAID_OUT = {
    "counselling_contact": (
        ListColumn(N_("Date"), ("contact_date",), ("channel",), 104, weight=9),
        ListColumn(N_("Person"), (PERSON,), (CODE,), 140, stretch=True, weight=8),
        ListColumn(N_("Sex, age, district"), ("sex", "age_group"), ("district",), 126, weight=6),
        ListColumn(N_("Destination, topic"), ("destination_1",), ("topics",), 150, weight=5),
        ListColumn(N_("Result"), ("outcomes",), ("counsellor",), 130, weight=3),
    ),
    "client": (
        ListColumn(N_("Client"), (PERSON,), (CODE,), 150, stretch=True, weight=9),
        ListColumn(N_("Sex, age, district"), ("sex", "age_group"), ("district",), 130, weight=7),
        ListColumn(N_("What is kept"), ("identity_level",), ("birth_year",), 110, weight=4),
    ),
    "session": (
        ListColumn(N_("Date, number"), ("held_on",), ("number",), 170, weight=9),
        ListColumn(N_("Venue, kind"), ("venue",), ("session_type",), 180, stretch=True, weight=8),
        ListColumn(N_("District"), ("district",), (), 110, weight=5),
        ListColumn(N_("People"), ("heads",), (), 70, weight=6),
    ),
    "event": (
        ListColumn(N_("Title, kind"), ("title",), ("kind",), 220, stretch=True, weight=9),
        ListColumn(N_("From, to"), ("start_date",), ("end_date",), 120, weight=8),
        ListColumn(N_("Status"), ("status",), ("component",), 110, weight=5),
        ListColumn(N_("People"), ("heads",), (), 70, weight=4),
    ),
}
"""Lists that are read so often that their columns were chosen by hand; every other form gets its own two by two."""


def columns_of(form: Form) -> tuple[ListColumn, ...]:
    """Return the columns of a form's list, without the state, which every list has."""
    if form.key in _LAID_OUT:
        return _LAID_OUT[form.key]
    listed = [one for one in form.fields if one.listed]
    pairs = [(listed[place], *listed[place + 1 : place + 2]) for place in range(0, len(listed), 2)]
    return tuple(_paired(pair, place) for place, pair in enumerate(pairs))


def _paired(pair: tuple[Field, ...], place: int) -> ListColumn:
    title = _(", ").join(_(one.label) for one in pair)
    second = (pair[1].name,) if len(pair) > 1 else ()
    return ListColumn(title, (pair[0].name,), second, max(_width(one) for one in pair), place == 0, weight=9 - place)


def _width(field: Field) -> int:
    match field.answer:
        case Day():
            return 120
        case HeadCount() | Count():
            return 90
        case Text() | Ref() | Refs() | Choices() | Marks():
            return 160
        case Choice():
            return 130
        case _:
            return 150


def fitting(columns: tuple[ListColumn, ...], width: int) -> tuple[tuple[ListColumn, ...], int]:
    """Return the columns that fit into a width in pixels, the least weighty left out first, and the width of the state."""
    for state in (STATE_WIDTH, NARROW_STATE):
        if sum(one.width for one in columns) + state <= width:
            return columns, state
    kept = sorted(columns, key=lambda one: -one.weight)
    while len(kept) > 1 and sum(one.width for one in kept) + NARROW_STATE > width:
        kept.pop()
    return tuple(one for one in columns if one in kept), NARROW_STATE
