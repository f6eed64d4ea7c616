"""Keyed marks by which headquarters finds that two client codes are one person, without learning who it is."""

from __future__ import annotations

from silkfield.formkit.answers import Choice, Ref, Text
from silkfield.formkit.form import CENTRE, Audience, Erasing, Field, Form, Section
from silkfield.formkit.grids import Rows
from silkfield.formkit.references import OWN
from silkfield.language import N_

FORM = Form(
    key="client_match",
    title=N_("Client's marks"),
    plural=N_("Clients' marks"),
    audience=Audience.HQ,
    erasing=Erasing.NAMES,
    icon="key",
    kept_at=frozenset({CENTRE}),
    own_page=False,
    heading=("client",),
    sections=(
        Section(
            N_("The marks"),
            (
                Field("client", N_("Client"), Ref("client", joining=OWN), required=True),
                Field(
                    "tokens",
                    N_("Marks"),
                    Rows(
                        (
                            Field("kind", N_("Kind"), Choice("match_kind"), required=True),
                            Field("token", N_("Mark"), Text(128, 1), required=True),
                        ),
                        most=20,
                    ),
                ),
            ),
        ),
    ),
)
