"""Two clients compared: one person under two codes, or two people who only look alike; no name stands in it."""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.answers import Choice, Ref
from silkfield.formkit.form import CENTRE, Audience, Field, Form, Section
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.language import N_, _

SAME, DIFFERENT = "SAME", "DIFFERENT"


def two_clients(values: Values, around: Around) -> Iterator[Problem]:
    """Nobody is compared with himself."""
    if values.get("client") and values.get("client") == values.get("other"):
        yield error("other", "one_client", _("Choose another client: this is the same code."))


FORM = Form(
    key="client_pair",
    title=N_("Clients compared"),
    plural=N_("Clients compared"),
    audience=Audience.HQ,
    icon="users-group",
    kept_at=frozenset({CENTRE}),
    own_page=False,
    heading=("verdict",),
    rules=(two_clients,),
    sections=(
        Section(
            N_("The two clients"),
            (
                Field("client", N_("Client"), Ref("client"), required=True),
                Field("other", N_("The other client"), Ref("client"), required=True),
                Field(
                    "verdict",
                    N_("They are"),
                    Choice("same_person", (SAME, DIFFERENT), ("S", "D")),
                    required=True,
                    listed=True,
                ),
            ),
        ),
    ),
)
