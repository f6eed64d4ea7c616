"""A pilot milestone: a step of a pilot activity that is no event. Days and counts only, never a case, a route or a person."""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.answers import Choice, Choices, Count, Day, Ref, Text
from silkfield.formkit.asking import has
from silkfield.formkit.form import HEADQUARTERS, TODAY, Audience, Field, Form, Section, dates_as_written
from silkfield.formkit.problems import Around, Problem, Values, warning
from silkfield.formkit.references import FOLLOWS
from silkfield.language import N_, _

POLICE = frozenset({"NCP", "MOU", "ROUND", "WARNING", "ANALYSIS"})
"""Steps that only the police cooperation has."""


def step_of_its_pilot(values: Values, around: Around) -> Iterator[Problem]:
    """Steps of the police cooperation are odd under another pilot, and kept."""
    if values.get("kind") in POLICE and values.get("pilot") != "P-RPC":
        yield warning("pilot", "other_pilot", _("This step belongs to the police cooperation. Is the pilot right?"))


FORM = Form(
    key="pilot_milestone",
    title=N_("Pilot milestone"),
    plural=N_("Pilot milestones"),
    audience=Audience.HQ,
    kept_at=frozenset({HEADQUARTERS}),
    icon="circle-check",
    heading=("kind", "country", "day"),
    rules=(step_of_its_pilot,),
    sections=(
        Section(
            N_("The milestone"),
            (
                Field("pilot", N_("Pilot"), Choice("pilot"), required=True, listed=True, pinned=True),
                Field("kind", N_("Step"), Choice("milestone_kind"), required=True, listed=True),
                Field("day", N_("Date"), Day(), required=True, listed=True, default=TODAY),
                dates_as_written(),
                Field("country", N_("Country"), Choice("country"), listed=True, pinned=True),
                Field("countries", N_("Other countries"), Choices("country", 20), more=True),
                Field("agency", N_("Agency"), Ref("organisation", joining=FOLLOWS), listed=True),
                Field("mou_stage", N_("Memorandum"), Choice("mou_stage"), when=has("kind", "MOU"), listed=True),
                Field(
                    "count",
                    N_("How many"),
                    Count(0, 100_000),
                    when=has("kind", "ROUND", "WARNING", "NCP"),
                    listed=True,
                    help=N_("Of exchanges, alerts or contact points. Never write what they were about."),
                ),
                Field("event", N_("Event"), Ref("event"), more=True),
                Field("remarks", N_("Remarks"), Text(500, lines=True), searched=True, more=True),
            ),
        ),
    ),
)
