"""Two organisations compared: one under two spellings ("FIA", "F.I.A."), or two that only look alike."""

from __future__ import annotations

from silkfield.forms.comparing import comparison
from silkfield.language import N_

FORM = comparison(
    "organisation",
    N_("Organisations compared"),
    (N_("Organisation"), N_("The other organisation")),
    icon="list-details",
    shared=True,
)
