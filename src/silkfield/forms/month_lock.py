"""A locked month: a coordinator has approved its figures; what is changed afterwards is shown as an adjustment.

It holds the figures as they were approved. It is opened again only with a reason, as a revision of the same record.
"""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.answers import Count, Day, Text
from silkfield.formkit.form import CENTRE, TEAM, Audience, Field, Form, Section
from silkfield.formkit.grids import Tally
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.language import N_, _

BY = "coordinator"
FIGURES = {
    "contacts": N_("Individual contacts"),
    "clients": N_("Unique clients"),
    "awareness_heads": N_("Heads at awareness sessions"),
    "departure_heads": N_("Heads at pre-departure sessions"),
    "referred": N_("Contacts that were referred"),
}
"""The figures that a lock freezes, each with what it counts."""


def the_month_is_over(values: Values, around: Around) -> Iterator[Problem]:
    """Nobody approves the figures of a month that still goes on."""
    if str(values.get("month")) >= f"{around.today:%Y-%m}":
        yield error("month", "month_goes_on", _("This month is not over yet."))


FORM = Form(
    key="month_lock",
    title=N_("Locked month"),
    plural=N_("Locked months"),
    audience=Audience.HQ,
    icon="lock",
    kept_at=frozenset({CENTRE, TEAM}),
    own_page=False,
    heading=("month",),
    rules=(the_month_is_over,),
    sections=(
        Section(
            N_("The month"),
            (
                Field(
                    "month",
                    N_("Month"),
                    Text(7, pattern=r"20[0-9]{2}-(0[1-9]|1[0-2])", pattern_sentence=N_("Write it as 2016-05.")),
                    required=True,
                    listed=True,
                    looked_up=True,
                ),
                Field("approved_by", N_("Approved by"), Text(60), listed=True, group="lock", by_role=BY),
                Field("locked_on", N_("Locked on"), Day(), listed=True, group="lock", by_role=BY),
                Field("reopened_because", N_("Opened again because"), Text(300), listed=True, group="lock", by_role=BY),
            ),
        ),
        Section(
            N_("Figures as approved"),
            (
                *(Field(name, label, Count(), group="lock", by_role=BY) for name, label in FIGURES.items()),
                Field(
                    "dangers",
                    N_("Dangers noticed"),
                    Tally("vulnerability"),
                    group="lock",
                    by_role=BY,
                    help=N_("How many safeguarding records of each kind: all that headquarters ever hears of them."),
                ),
            ),
        ),
    ),
)
