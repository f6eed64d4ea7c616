"""A code of a list as headquarters wants it: one more, another place or label, or one that is not offered any more.

Codes never change what they mean and are never deleted, so that what was recorded with one stays readable.
"""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.answers import Choice, Count, Day, Text
from silkfield.formkit.form import HEADQUARTERS, Audience, Field, Form, Section
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.language import N_, _


def a_new_code_has_a_label(values: Values, around: Around) -> Iterator[Problem]:
    """A code that no list knows yet is nothing without its words."""
    known = around.codes.get(values.get("list", ""))
    if not values.get("label") and (known is None or values.get("code") not in known):
        yield error("label", "missing", _("“{label}” is needed.").format(label=_("Label")))


FORM = Form(
    key="code",
    title=N_("Code"),
    plural=N_("Codes"),
    audience=Audience.HQ,
    kept_at=frozenset({HEADQUARTERS}),
    shared=True,
    icon="list-details",
    heading=("list", "code", "label"),
    rules=(a_new_code_has_a_label,),
    sections=(
        Section(
            N_("The code"),
            (
                Field("list", N_("List"), Choice("code_list"), required=True, listed=True, pinned=True),
                Field(
                    "code",
                    N_("Code"),
                    Text(
                        20,
                        pattern=r"[A-Z][A-Z0-9_]{1,19}",
                        pattern_sentence=N_("Write 2 to 20 capital letters and digits, for example EXAM."),
                    ),
                    required=True,
                    listed=True,
                    searched=True,
                    help=N_("A code of the list is changed; another one is added. It is never changed afterwards."),
                ),
                Field("label", N_("Label"), Text(80), listed=True, searched=True),
                Field("urdu", N_("Label in Urdu"), Text(80), searched=True),
                Field("aliases", N_("Other words, parted by semicolons"), Text(200), more=True),
                Field("place", N_("Place in the list"), Count(1, 1_000), listed=True),
                Field(
                    "last_day",
                    N_("Offered until"),
                    Day(future=True),
                    listed=True,
                    help=N_("From the day after nobody can choose it for a new record. Records that have it keep it."),
                ),
            ),
        ),
    ),
)
