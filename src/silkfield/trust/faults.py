"""What can be wrong with a document of trust, named by the codes of the bundle format."""

from __future__ import annotations

from silkfield.errors import Trouble
from silkfield.language import N_, _

LIMIT = "E_LIMIT"
NEED_UPDATE = "E_NEED_UPDATE"
NETWORK = "E_NETWORK"
PAYLOAD = "E_PAYLOAD"
POLICY = "E_POLICY"
SIGNATURE = "E_SIGNATURE"

_SENTENCES = {
    LIMIT: (N_("This document is larger than any that Silkfield makes."), N_("Ask the sender for a new one.")),
    NEED_UPDATE: (N_("This document was made by a newer Silkfield."), N_("Update Silkfield, then open it again.")),
    NETWORK: (
        N_("This document belongs to another organisation's network."),
        N_("Ask the sender which file is for you."),
    ),
    PAYLOAD: (N_("This document cannot be read."), N_("Ask the sender for a new one.")),
    POLICY: (N_("This document may not be used here."), N_("Ask headquarters before you go on.")),
    SIGNATURE: (N_("The signature of this document is wrong."), N_("Do not use it. Call headquarters.")),
}


class TrustFault(Trouble):
    """Say why a document cannot be trusted; `detail` names the rule for a log or a test."""

    def __init__(self, code: str, detail: str, message: str = "", advice: str = "") -> None:
        sentence, what_to_do = _SENTENCES[code]
        super().__init__(message or _(sentence), advice or _(what_to_do), code=code, exit_code=3)
        self.detail = detail
