"""An output: a product that stays when the project ends: a data template, a procedure, a migration profile, a curriculum."""

from __future__ import annotations

from silkfield.formkit.answers import Choice, Choices, Day, Refs, Text
from silkfield.formkit.form import HEADQUARTERS, Audience, Field, Form, Section
from silkfield.formkit.grids import Rows
from silkfield.formkit.rules import each_step_forward
from silkfield.language import N_

STAGES = Rows(
    (
        Field("stage", N_("Stage"), Choice("output_stage"), required=True),
        Field("day", N_("Reached on"), Day(), required=True),
        Field("reason", N_("Why, if it went back"), Text(300)),
    ),
    most=60,
)

FORM = Form(
    key="output",
    title=N_("Output"),
    plural=N_("Outputs"),
    audience=Audience.HQ,
    kept_at=frozenset({HEADQUARTERS}),
    icon="file-check",
    heading=("title", "kind"),
    rules=(each_step_forward("stages", "output_stage"),),
    sections=(
        Section(
            N_("The product"),
            (
                Field("title", N_("Title"), Text(200, 5), required=True, listed=True, searched=True),
                Field("kind", N_("Kind"), Choice("output_kind"), required=True, listed=True),
                Field("component", N_("Component"), Choice("component"), required=True, listed=True),
                Field("topics", N_("Priority topics"), Choices("priority_topic", 5)),
                Field("countries", N_("Countries"), Choices("country", 20), listed=True),
                Field("agencies", N_("Agencies it is for"), Refs("organisation", 20)),
                Field("languages", N_("Languages"), Choices("language", 10), more=True),
                Field("outcome_tags", N_("Expected outcomes"), Choices("outcome_tag", 7), more=True),
            ),
        ),
        Section(
            N_("How far"),
            (
                Field(
                    "stages",
                    N_("Stages"),
                    STAGES,
                    listed=True,
                    help=N_("One row for each step. Stages go forward; a step back needs its reason."),
                ),
                Field("events", N_("Events for it"), Refs("event", 60), more=True),
                Field("remarks", N_("Remarks"), Text(1000, lines=True), more=True),
            ),
        ),
    ),
)
