"""A working group: agencies that meet to prepare a policy, established by the project or continued with its help.

Its meetings are events; they name the group by its place in the list of working groups, which headquarters may extend.
"""

from __future__ import annotations

from silkfield.formkit.answers import Choice, Day, Refs, Text
from silkfield.formkit.form import HEADQUARTERS, Audience, Field, Form, Section
from silkfield.formkit.references import FOLLOWS
from silkfield.formkit.rules import in_order
from silkfield.language import N_

FORM = Form(
    key="working_group",
    title=N_("Working group"),
    plural=N_("Working groups"),
    audience=Audience.HQ,
    kept_at=frozenset({HEADQUARTERS}),
    shared=True,
    icon="users-group",
    heading=("group", "country"),
    rules=(
        in_order("begun_on", "ended_on", "end_before_start", N_("The group ends before it begins. Correct the days.")),
    ),
    sections=(
        Section(
            N_("The group"),
            (
                Field("group", N_("Group"), Choice("working_group"), required=True, listed=True, searched=True),
                Field("country", N_("Country"), Choice("country"), listed=True, help=N_("Empty for a regional group.")),
                Field(
                    "origin", N_("How it began"), Choice("group_origin", keys=("E", "C")), required=True, listed=True
                ),
                Field("begun_on", N_("Since"), Day(), listed=True, group="days"),
                Field("ended_on", N_("Until"), Day(), group="days", more=True),
                Field("chair", N_("Chair"), Refs("organisation", 3, joining=FOLLOWS)),
                Field("members", N_("Members"), Refs("organisation", 60, joining=FOLLOWS)),
                Field("mandate", N_("Mandate"), Text(2000, lines=True), searched=True),
                Field("procedures", N_("Procedures agreed"), Text(2000, lines=True), more=True),
            ),
        ),
    ),
)
