"""Two officials of the directory compared: one person under two entries, or two people who only look alike."""

from __future__ import annotations

from silkfield.forms.comparing import comparison
from silkfield.language import N_

FORM = comparison(
    "person",
    N_("Officials compared"),
    (N_("Official"), N_("The other official")),
    icon="users-group",
    shared=True,
)
