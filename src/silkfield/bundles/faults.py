"""Everything that can be wrong with a part, each with one sentence for a person and what to do about it."""

from __future__ import annotations

from enum import Enum

from silkfield.errors import Trouble
from silkfield.language import N_, _


class Outcome(Enum):
    """What becomes of a part with a fault."""

    REFUSED = "refused"
    HELD = "held"
    REVIEW = "review"
    TAKEN = "taken"


NOT_SKF = "E_NOT_SKF"
VERSION = "E_VERSION"
TRUNCATED = "E_TRUNCATED"
DAMAGED = "E_DAMAGED"
NOT_FOR_US = "E_NOT_FOR_US"
SEAL = "E_SEAL"
UNKNOWN_SENDER = "E_UNKNOWN_SENDER"
SIGNATURE = "E_SIGNATURE"
REVOKED = "E_REVOKED"
NETWORK = "E_NETWORK"
MANIFEST = "E_MANIFEST"
NEED_UPDATE = "E_NEED_UPDATE"
LIMIT = "E_LIMIT"
PAYLOAD = "E_PAYLOAD"
ENTRY = "E_ENTRY"
CHAIN = "E_CHAIN"
POLICY = "E_POLICY"
INTERNAL = "E_INTERNAL"
GAP = "W_GAP"
FORK = "W_FORK"
CLOCK = "W_CLOCK"
WITHHELD = "W_WITHHELD"
DUPLICATE = "W_DUP"

_ASK_FOR_IT_AGAIN = N_("Ask the sender to send this file again.")
_KEEP_AND_CALL = N_("Do not delete the file. Call headquarters.")

_EXPLANATIONS: dict[str, tuple[Outcome, str, str]] = {
    NOT_SKF: (
        Outcome.REFUSED,
        N_("This file was not made by Silkfield."),
        N_("Choose a file whose name begins with SF-."),
    ),
    VERSION: (
        Outcome.REFUSED,
        N_("This file was made by a newer Silkfield."),
        N_("Update Silkfield, then receive the file again."),
    ),
    TRUNCATED: (Outcome.REFUSED, N_("This file is not complete."), _ASK_FOR_IT_AGAIN),
    DAMAGED: (Outcome.REFUSED, N_("This file was changed on the way."), _ASK_FOR_IT_AGAIN),
    NOT_FOR_US: (
        Outcome.REFUSED,
        N_("This file is for somebody else: this laptop has no key that opens it."),
        N_("Give it to the person it was made for, or ask the sender to make one for you."),
    ),
    SEAL: (Outcome.REFUSED, N_("This file opens, but what is inside was not sealed by Silkfield."), _KEEP_AND_CALL),
    UNKNOWN_SENDER: (
        Outcome.REFUSED,
        N_("The sender of this file is not on your list of laptops."),
        N_("Receive the newest file from headquarters first, then this one again."),
    ),
    SIGNATURE: (Outcome.REFUSED, N_("The signature of this file is wrong."), N_("Do not use it. Call the sender.")),
    REVOKED: (
        Outcome.REVIEW,
        N_("The laptop that made this file may not send any more."),
        N_("Find out who sent it. It can be received with a reason."),
    ),
    NETWORK: (
        Outcome.REFUSED,
        N_("This file belongs to another organisation's network."),
        N_("Ask the sender which file is for you."),
    ),
    MANIFEST: (Outcome.REFUSED, N_("What this file says about itself does not fit together."), _KEEP_AND_CALL),
    NEED_UPDATE: (
        Outcome.HELD,
        N_("This file needs a newer Silkfield."),
        N_("Update Silkfield. The file is kept and read after that."),
    ),
    LIMIT: (Outcome.REFUSED, N_("This file is larger or deeper than any that Silkfield makes."), _KEEP_AND_CALL),
    PAYLOAD: (Outcome.REFUSED, N_("The contents of this file are not what its seal promises."), _ASK_FOR_IT_AGAIN),
    ENTRY: (Outcome.REFUSED, N_("This file holds a saved change that cannot be read."), _KEEP_AND_CALL),
    CHAIN: (Outcome.REFUSED, N_("The saved changes in this file do not follow one another."), _KEEP_AND_CALL),
    POLICY: (
        Outcome.REVIEW,
        N_("This file holds something that its sender may not send."),
        N_("Do not delete the file. Ask headquarters what it is."),
    ),
    INTERNAL: (
        Outcome.REFUSED,
        N_("Silkfield made a mistake while it read this file."),
        N_("Nothing was changed. Keep the file and report this."),
    ),
    GAP: (
        Outcome.TAKEN,
        N_("Some saved changes before these have not arrived."),
        N_("Ask the sender for the missing file; these are in place."),
    ),
    FORK: (
        Outcome.TAKEN,
        N_("This laptop's history splits: it was restored or copied."),
        N_("All changes are kept. Ask the site which laptop is in use."),
    ),
    CLOCK: (
        Outcome.TAKEN,
        N_("The clock of the laptop that saved this was wrong."),
        N_("Ask the site to set its clock; the typed dates stand."),
    ),
    WITHHELD: (
        Outcome.TAKEN,
        N_("What this file brought was taken out again by a person."),
        N_("Receive it again only if that was a mistake."),
    ),
    DUPLICATE: (Outcome.TAKEN, N_("This file was received before."), N_("There is nothing to do.")),
}

CODES = tuple(_EXPLANATIONS)


def outcome(code: str) -> Outcome:
    """Return what becomes of a part with this code."""
    return _EXPLANATIONS[code][0]


def explain(code: str) -> tuple[str, str]:
    """Return the sentence for a person and what to do, in the chosen language."""
    _outcome, sentence, advice = _EXPLANATIONS[code]
    return _(sentence), _(advice)


class BundleFault(Trouble):
    """Say why a part cannot be taken; `detail` names the rule for a log or a test, never a word of what is inside."""

    def __init__(self, code: str, detail: str = "", message: str = "", advice: str = "") -> None:
        sentence, what_to_do = explain(code)
        super().__init__(message or sentence, advice or what_to_do, code=code, exit_code=3)
        self.detail = detail

    @property
    def outcome(self) -> Outcome:
        """Return what becomes of the part."""
        return outcome(self.code)
