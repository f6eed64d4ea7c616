"""What the send page knows at one moment: what waits, what was sent, who opens it, and what stays here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from silkfield.errors import Trouble
from silkfield.formkit.form import Audience
from silkfield.language import _, ngettext
from silkfield.operations import drafting, finding, opening
from silkfield.operations.exchange import finishing, joining, mates, network, phoning, receiving, sending
from silkfield.operations.exchange.mates import MatesOverview
from silkfield.operations.exchange.outcomes import Outcome
from silkfield.operations.exchange.sending import Overview
from silkfield.operations.progress import Progress
from silkfield.operations.sitting import Sitting
from silkfield.store.outbox import Unfinished
from silkfield.store.reading import State


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the send page shows; `admitted` tells whether headquarters' list of laptops names this one,
    `taken_off` that it was taken off it; `line` is how far this laptop is, to be read aloud."""

    overview: Overview
    states: Mapping[State, int]
    drafts: int
    digits: tuple[str, ...]
    admitted: bool
    folder: str
    mates: MatesOverview
    unfinished: tuple[Unfinished, ...]
    taken_off: bool = False
    line: str = ""


def standing(sitting: Sitting) -> Standing:
    """Return what the send page shows."""
    roster = network.held_roster(sitting)
    devices = roster.devices if roster else ()
    return Standing(
        sending.overview(sitting),
        finding.states(sitting),
        len(drafting.drafts(sitting)),
        joining.own_digits(sitting),
        any(one.key_id == sitting.office.device and not one.revoked for one in devices),
        opening.settings(sitting).send_folder,
        mates.mates(sitting),
        finishing.all_unfinished(sitting),
        any(one.key_id == sitting.office.device and one.revoked for one in devices),
        _line(sitting),
    )


def _line(sitting: Sitting) -> str:
    try:
        return phoning.own_line(sitting)
    except Trouble:  # nothing was ever written here
        return ""


def goes_and_stays(sitting: Sitting) -> tuple[str, str]:
    """Return what headquarters is sent and what never leaves the site, as the forms themselves declare it."""
    forms = [form for form in sitting.forms.values() if sitting.office.kind in form.kept_at]
    forms.sort(key=lambda form: not form.own_page)
    goes = [_(form.plural) for form in forms if form.audience is Audience.HQ]
    stays = [_(form.plural) for form in forms if form.audience is Audience.SITE]
    return _(", ").join(goes), _(", ").join(stays)


def all_of_it(sitting: Sitting) -> str:
    """Return what the other laptops of the site are sent: all that is recorded here."""
    forms = [form for form in sitting.forms.values() if sitting.office.kind in form.kept_at]
    forms.sort(key=lambda form: not form.own_page)
    return _(", ").join(_(form.plural) for form in forms)


@dataclass(frozen=True, slots=True)
class ReadReceipt:
    """Files from headquarters that were read: what became of each, and which bundles are confirmed since."""

    outcomes: tuple[Outcome, ...]
    confirmed: tuple[int, ...]


def read_receipt(sitting: Sitting, paths: Sequence[Path], progress: Progress | None = None) -> ReadReceipt:
    """Take in files from headquarters and say which bundles they confirm. Raises Trouble."""
    before = _confirmed(sitting)
    outcomes = receiving.receive(sitting, paths, progress=progress)
    return ReadReceipt(tuple(outcomes), tuple(sorted(_confirmed(sitting) - before)))


def told(result: ReadReceipt) -> tuple[str, str]:
    """Say what reading a receipt has changed: the fact, and what follows from it."""
    if not result.outcomes:
        return _("There are no bundle files there."), _("Choose the file that headquarters gave you.")
    if result.confirmed:
        numbers = _(", ").join(str(number) for number in result.confirmed)
        many = ngettext(
            "Headquarters has received bundle {numbers}.",
            "Headquarters has received bundles {numbers}.",
            len(result.confirmed),
        )
        return many.format(numbers=numbers), _("You may delete its files from the stick.")
    if all(one.result == "known" for one in result.outcomes):
        return _("This file was read before."), _("There is nothing to do.")
    return _("The file is read."), _("It confirms no bundle that was still open.")


def _confirmed(sitting: Sitting) -> set[int]:
    return {bundle.number for bundle in sending.overview(sitting).bundles if bundle.received}
