"""Who a client is: name, father's name and phone number; it never leaves the site, and goes when the client says so."""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.answers import Choice, Phone, Ref, Text
from silkfield.formkit.form import CENTRE, Audience, Field, Form, Section
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.formkit.references import OWN
from silkfield.language import N_, _


def kept_with_consent(values: Values, around: Around) -> Iterator[Problem]:
    """A name belongs to a client who agreed to be known by name, and never to a minor."""
    client = around.resolve("client", values["client"]) if values.get("client") else None
    if client is None:
        return
    if client.get("age_group") == "A00":
        yield error("client", "minor_identified", _("A minor is never identified. Keep a code only."))
    elif client.get("identity_level") != "I2":
        yield error("client", "not_agreed", _("Ask first: a name is kept only after the client said yes."))


FORM = Form(
    key="client_identity",
    title=N_("Client's name"),
    plural=N_("Clients' names"),
    audience=Audience.SITE,
    icon="id",
    kept_at=frozenset({CENTRE}),
    own_page=False,
    heading=("full_name", "relative_name"),
    rules=(kept_with_consent,),
    sections=(
        Section(
            N_("The name"),
            (
                Field("client", N_("Client"), Ref("client", joining=OWN), required=True),
                Field(
                    "full_name",
                    N_("Full name"),
                    Text(120, 2),
                    required=True,
                    listed=True,
                    searched=True,
                    sensitive=True,
                    known_by="name",
                    help=N_(
                        "Write it as on the identity card. One box, no first or last name. "
                        "Urdu or Roman letters, whichever you have; the other is optional."
                    ),
                ),
                Field(
                    "name_urdu",
                    N_("Name in Urdu"),
                    Text(120),
                    listed=True,
                    searched=True,
                    sensitive=True,
                    known_by="name",
                ),
                Field(
                    "phone",
                    N_("Mobile number"),
                    Phone(),
                    listed=True,
                    searched=True,
                    sensitive=True,
                    known_by="phone",
                    help=N_("0300 1234567, or with + and the country code for a number abroad."),
                ),
                Field(
                    "relative_name",
                    N_("Father’s name"),
                    Text(120),
                    searched=True,
                    sensitive=True,
                    known_by="relative",
                    group="relative",
                    help=N_("Or the husband's name. It tells people with the same name apart."),
                ),
                Field(
                    "relative_kind",
                    N_("Son, daughter or wife of"),
                    Choice("relative_kind", ("S", "D", "W"), ("S", "D", "W")),
                    sensitive=True,
                    group="relative",
                    more=True,
                ),
                Field("alias", N_("Also called"), Text(120), searched=True, sensitive=True, known_by="name", more=True),
                Field(
                    "phone_2", N_("Second number"), Phone(), searched=True, sensitive=True, known_by="phone", more=True
                ),
                Field("tehsil", N_("Tehsil or town"), Text(80), sensitive=True, more=True),
            ),
        ),
    ),
)
