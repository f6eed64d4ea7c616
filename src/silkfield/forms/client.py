"""A client: somebody who comes back, known to headquarters by a code only."""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.answers import Choice, Choices, Count, HumanNumber
from silkfield.formkit.form import CENTRE, Audience, Erasing, Field, Form, Section
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.forms.counselling_contact import AGE_GROUPS
from silkfield.language import N_, _

YOUNGEST_CLIENT = 5


def born_in_time(values: Values, around: Around) -> Iterator[Problem]:
    """Nobody younger than five is a client."""
    latest = around.today.year - YOUNGEST_CLIENT
    if (values.get("birth_year") or 0) > latest:
        yield error("birth_year", "birth_year", _("Write a year from 1920 to {latest}.").format(latest=latest))


def minor_stays_unnamed(values: Values, around: Around) -> Iterator[Problem]:
    """A minor has a code and no name."""
    if values.get("age_group") == "A00" and values.get("identity_level") == "I2":
        yield error("identity_level", "minor_identified", _("A minor is never identified. Keep a code only."))


FORM = Form(
    key="client",
    title=N_("Client"),
    plural=N_("Clients"),
    audience=Audience.HQ,
    erasing=Erasing.ABOUT,
    icon="address-book",
    kept_at=frozenset({CENTRE}),
    heading=("code", "sex", "age_group"),
    rules=(born_in_time, minor_stays_unnamed),
    sections=(
        Section(
            N_("The client"),
            (
                Field(
                    "code",
                    N_("Client code"),
                    HumanNumber("CLIENT"),
                    listed=True,
                    searched=True,
                    help=N_("Tell the client this code. With it you find the client again without a name."),
                ),
                Field(
                    "identity_level",
                    N_("What is kept"),
                    Choice("identity_level", ("I1", "I2"), ("C", "N"), closed=True),
                    required=True,
                    listed=True,
                    help=N_("A name is kept only after the client said yes. Without a yes, keep a code only."),
                ),
                Field(
                    "sex",
                    N_("Sex"),
                    Choice("sex", ("M", "F", "X", "U"), ("M", "F", "X", "?")),
                    required=True,
                    listed=True,
                ),
                Field(
                    "age_group",
                    N_("Age group"),
                    Choice("age_group", AGE_GROUPS, closed=True),
                    required=True,
                    listed=True,
                    group="age",
                ),
                Field(
                    "birth_year",
                    N_("Year of birth"),
                    Count(1920, 2100),
                    group="age",
                    help=N_("The year only; day and month are not kept. For “about 27”, take the year that fits."),
                ),
                Field("district", N_("District"), Choice("district"), listed=True, searched=True),
                Field("education", N_("Education"), Choice("education"), more=True),
                Field("occupation", N_("Occupation"), Choice("occupation"), more=True),
                Field("skill", N_("Skill level"), Choice("skill_beoe"), more=True),
                Field("languages", N_("Languages"), Choices("language", 6), more=True),
            ),
        ),
    ),
)
