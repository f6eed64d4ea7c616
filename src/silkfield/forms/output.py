"""An output: a product that stays when the project ends: a data template, a procedure, a migration profile, a curriculum."""

from __future__ import annotations

from silkfield.formkit.answers import Choice, Choices, Refs, Text
from silkfield.formkit.form import HEADQUARTERS, Audience, Field, Form, Section
from silkfield.formkit.references import FOLLOWS
from silkfield.forms.stages import each_step_forward, stages
from silkfield.language import N_

FORM = Form(
    key="output",
    title=N_("Output"),
    plural=N_("Outputs"),
    audience=Audience.HQ,
    kept_at=frozenset({HEADQUARTERS}),
    icon="file-check",
    heading=("title", "kind"),
    rules=(each_step_forward("output_stage"),),
    sections=(
        Section(
            N_("The product"),
            (
                Field("title", N_("Title"), Text(200, 5), required=True, listed=True, searched=True),
                Field("kind", N_("Kind"), Choice("output_kind"), required=True, listed=True),
                Field("component", N_("Component"), Choice("component"), required=True, listed=True),
                Field("topics", N_("Priority topics"), Choices("priority_topic", 5)),
                Field("countries", N_("Countries"), Choices("country", 20), listed=True),
                Field("agencies", N_("Agencies it is for"), Refs("organisation", 20, joining=FOLLOWS)),
                Field("languages", N_("Languages"), Choices("language", 10), more=True),
                Field("outcome_tags", N_("Expected outcomes"), Choices("outcome_tag", 7), more=True),
            ),
        ),
        stages("output_stage"),
    ),
)
