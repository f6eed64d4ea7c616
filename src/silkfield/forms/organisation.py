"""An organisation: ministries, agencies, schools, partners and donors, in clear for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.answers import Choice, Choices, Ref, Text
from silkfield.formkit.form import Audience, Field, Form, Section
from silkfield.formkit.problems import ALIKE, Around, Problem, Values, warning
from silkfield.formkit.references import FOLLOWS
from silkfield.language import N_, _


def nobody_else_by_that_name(values: Values, around: Around) -> Iterator[Problem]:
    """An organisation that is in the directory already, under this or another spelling, is said once to who types it."""
    if around.typed:
        for name in around.alike("organisation", around.record, values):
            sentence = _("“{name}” is in the directory. If it is the same one, join the two.")
            yield warning("name", ALIKE, sentence.format(name=name))


FORM = Form(
    key="organisation",
    title=N_("Organisation"),
    plural=N_("Organisations"),
    audience=Audience.HQ,
    icon="list-details",
    shared=True,
    heading=("name",),
    rules=(nobody_else_by_that_name,),
    sections=(
        Section(
            N_("The organisation"),
            (
                Field("name", N_("Name"), Text(200, 2), required=True, listed=True, searched=True),
                Field("short_name", N_("Short name"), Text(40), listed=True, searched=True),
                Field("name_urdu", N_("Name in Urdu"), Text(200), searched=True),
                Field("type", N_("Type"), Choice("org_type"), listed=True),
                Field("country", N_("Country"), Choice("country"), listed=True),
                Field("parent", N_("Part of"), Ref("organisation", joining=FOLLOWS), more=True),
                Field("roles", N_("Roles"), Choices("org_role"), more=True),
                Field("office", N_("Office"), Text(200), searched=True, more=True),
                Field("phone", N_("Phone"), Text(60), more=True),
                Field("hours", N_("Opening hours"), Text(120), more=True),
                Field("contact_person", N_("Contact person"), Text(120), searched=True, more=True),
            ),
        ),
    ),
)
