"""A key to safeguarding records: locked for one coordinator, who alone can open it; without one it asks for it."""

from __future__ import annotations

from silkfield.formkit.answers import Text
from silkfield.formkit.form import CENTRE, Audience, Field, Form, Section
from silkfield.language import N_

FORM = Form(
    key="safeguarding_key",
    title=N_("Key to safeguarding records"),
    plural=N_("Keys to safeguarding records"),
    audience=Audience.SITE,
    icon="key",
    kept_at=frozenset({CENTRE}),
    own_page=False,
    heading=("name", "office"),
    sections=(
        Section(
            N_("The key"),
            (
                Field("holder", N_("Coordinator's id"), Text(36, 1), required=True),
                Field("name", N_("Coordinator"), Text(200, 1), required=True, listed=True),
                Field("office", N_("Laptop"), Text(20, 1), required=True, listed=True),
                Field("public", N_("Public half of the coordinator's own key"), Text(100, 1), required=True),
                Field("opens", N_("Public halves of the keys in it"), Text(4_000)),
                Field("envelope", N_("The key, sealed for the coordinator"), Text(8_000), sensitive=True),
            ),
        ),
    ),
)
