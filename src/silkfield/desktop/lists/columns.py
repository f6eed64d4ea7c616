"""Which columns a list of records has: the fields a form lists, two to a column, and where the record is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from silkfield.desktop.widgets.cells import END, START
from silkfield.desktop.widgets.chips import state_width
from silkfield.formkit.answers import Choice, Choices, Count, Day, Ref, Refs, Text
from silkfield.formkit.field import Field
from silkfield.formkit.form import Form
from silkfield.formkit.grids import HeadCount, Marks
from silkfield.language import N_, _, runs_right_to_left

PERSON, CODE, STATE = "person_named", "client_code", "where_it_is"
"""Things a list shows that are no field of its form: a client's name, the client's code, how far the record has come."""

NARROW_STATE = 70
"""Room for the four stations without a word."""


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
        ListColumn(N_("Date"), ("contact_date",), ("channel",), 106, weight=9),
        ListColumn(N_("Person"), (PERSON,), (CODE,), 134, stretch=True, weight=8),
        ListColumn(N_("Sex, age, district"), ("sex", "age_group"), ("district",), 124, weight=6),
        ListColumn(N_("Destination, topic"), ("destination_1",), ("topics",), 142, weight=5),
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
    columns = _LAID_OUT.get(form.key) or _two_by_two(form)
    if not runs_right_to_left():
        return columns
    # Urdu words take more room than English ones.
    return tuple(replace(one, width=round(one.width * 1.25)) for one in columns)


def _two_by_two(form: Form) -> tuple[ListColumn, ...]:
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


def state_column_width() -> int:
    """Return the width in pixels of the column that says where a record is, in words."""
    words = (_("Saved on this laptop"), _("Received by HQ"), _("In bundle {number}").format(number=999))
    return max(state_width(one) for one in words) + START + END


def fitting(columns: tuple[ListColumn, ...], width: int) -> tuple[tuple[ListColumn, ...], int]:
    """Return the columns that fit into a width in pixels, the least weighty left out first, and the width of the state.

    Two columns may go so that the state can be said in words; after that its four stations have to do.
    """
    kept = sorted(columns, key=lambda one: -one.weight)
    for state, least in ((state_column_width(), len(columns) - 2), (NARROW_STATE, 1)):
        for count in range(len(kept), max(0, least - 1), -1):
            if sum(one.width for one in kept[:count]) + state <= width:
                return tuple(one for one in columns if one in kept[:count]), state
    return tuple(kept[:1]), NARROW_STATE
