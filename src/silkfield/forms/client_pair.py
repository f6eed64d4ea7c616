"""Two clients compared: one person under two codes, or two people who only look alike; no name stands in it."""

from __future__ import annotations

from silkfield.formkit.form import CENTRE
from silkfield.forms.comparing import comparison
from silkfield.language import N_

FORM = comparison(
    "client",
    N_("Clients compared"),
    (N_("Client"), N_("The other client")),
    icon="users-group",
    kept_at=frozenset({CENTRE}),
)
