"""Two clients compared: one person under two codes, or two people who only look alike; no name stands in it.

Two centres may each know one of the two, so headquarters, which sees that their marks are alike, says so to both, or asks them.
"""

from __future__ import annotations

from silkfield.formkit.answers import Text
from silkfield.formkit.form import CENTRE, HEADQUARTERS, Field
from silkfield.forms.comparing import comparison
from silkfield.language import N_

FORM = comparison(
    "client",
    N_("Clients compared"),
    (N_("Client"), N_("The other client")),
    (Field("codes", N_("Client codes"), Text(80), help=N_("Both codes, for the site that has only one of the two.")),),
    icon="users-group",
    kept_at=frozenset({CENTRE, HEADQUARTERS}),
    shared=True,
)
