"""A person of the directory: an official, trainer or expert who takes part in events, in clear for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.answers import Choice, Phone, Ref, Text
from silkfield.formkit.form import Audience, Erasing, Field, Form, Section
from silkfield.formkit.problems import ALIKE, Around, Problem, Values, warning
from silkfield.formkit.references import FOLLOWS
from silkfield.language import N_, _


def sex_is_known(values: Values, around: Around) -> Iterator[Problem]:
    """Every report counts women: an unknown sex is said once."""
    if values.get("sex") == "U":
        yield warning("sex", "sex_unknown", _("Every report counts women and men. Add the sex when you know it."))


def nobody_else_by_that_name(values: Values, around: Around) -> Iterator[Problem]:
    """An official who is in the directory already, in this or another post, is said once to who types it."""
    if around.typed:
        for name in around.alike("person", around.record, values):
            sentence = _("“{name}” may be the same official. If so, join the two.")
            yield warning("full_name", ALIKE, sentence.format(name=name))


FORM = Form(
    key="person",
    title=N_("Official"),
    plural=N_("Officials"),
    audience=Audience.HQ,
    erasing=Erasing.NAMES,
    icon="id",
    shared=True,
    heading=("full_name", "position"),
    rules=(sex_is_known, nobody_else_by_that_name),
    sections=(
        Section(
            N_("The person"),
            (
                Field(
                    "full_name",
                    N_("Full name"),
                    Text(160, 2),
                    required=True,
                    listed=True,
                    searched=True,
                    known_by="name",
                    help=N_("As on the nomination letter. The spelling for the certificate has a box of its own."),
                ),
                Field("name_local", N_("Name in local script"), Text(160), listed=True, searched=True, known_by="name"),
                Field("title", N_("Title"), Text(40), more=True),
                Field("certificate_name", N_("Name on the certificate"), Text(160), searched=True, more=True),
                Field(
                    "sex",
                    N_("Sex"),
                    Choice("sex", ("M", "F", "X", "U"), ("M", "F", "X", "?")),
                    required=True,
                    listed=True,
                ),
                Field(
                    "organisation", N_("Organisation"), Ref("organisation", joining=FOLLOWS), listed=True, group="post"
                ),
                Field("unit", N_("Unit"), Text(120), searched=True, group="post"),
                Field("position", N_("Position"), Text(120), listed=True, searched=True, group="post"),
                Field("grade", N_("Grade"), Text(40), group="post", more=True),
                Field(
                    "country",
                    N_("Country represented"),
                    Choice("country"),
                    listed=True,
                    help=N_("The country the person speaks for; it may differ from nationality and venue."),
                ),
                Field(
                    "email",
                    N_("Email"),
                    Text(
                        120,
                        pattern=r"[^\s@<>(),;]+@[^\s@<>(),;]+\.[^\s@<>(),;.]{2,}",
                        pattern_sentence=N_("Write the address as name@example.org."),
                    ),
                    searched=True,
                ),
                Field("phone", N_("Phone"), Phone(), searched=True),
            ),
        ),
    ),
)
