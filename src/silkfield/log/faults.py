"""What can be wrong with the bytes of a log, named by the codes of the bundle format."""

from __future__ import annotations

from silkfield.errors import Trouble
from silkfield.language import _

ENTRY = "E_ENTRY"
LIMIT = "E_LIMIT"
CHAIN = "E_CHAIN"
NEED_UPDATE = "E_NEED_UPDATE"


class LogFault(Trouble):
    """Say why bytes are not a log; `detail` names the place and the rule, and never repeats an answer."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(
            _("A saved change cannot be read."),
            _("Ask headquarters for help and keep the file."),
            code=code,
            exit_code=3,
        )
        self.detail = detail
