"""erase: takes a record, or who it is about, out of every store for good; it can never be brought back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.exchange.erasing import BASES, SUBJECT_REQUEST, Reach, erase, reach
from silkfield.operations.sitting import Sitting

HELP = _("erase a record, or who it is about, for good and everywhere (see what would go without --yes)")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("id", metavar="ID")
    store_arguments(parser)
    parser.add_argument("--basis", default=SUBJECT_REQUEST, choices=tuple(BASES), help=_("why it may be erased"))
    parser.add_argument("--yes", action="store_true", help=_("erase; without it nothing is changed"))


def run(chosen: Namespace, console: Console) -> int:
    """Say what goes and what stays, and erase when that was confirmed."""
    with opened(chosen) as sitting:
        found = reach(sitting, chosen.id, chosen.basis)
        console.say(
            _("Goes for good: {records}.").format(records=_counted(sitting, found.goes) or _("what sites hold"))
        )
        if found.stays:
            console.say(
                _("Stays, without saying who it was: {records}.").format(records=_counted(sitting, found.stays))
            )
        if not chosen.yes:
            console.give(_document(found, ""))
            console.say(_("Nothing was erased yet. Say it again with --yes to erase it for good."))
            return 0
        done = erase(sitting, chosen.id, chosen.basis)
    console.say(_("Erased here. Send a bundle: the other offices confirm it with their receipts."))
    console.give(_document(found, done.order))
    return 0


def _counted(sitting: Sitting, counts: dict[str, int]) -> str:
    return _(", ").join(f"{count} × {_(sitting.form(key).title)}" for key, count in sorted(counts.items()))


def _document(found: Reach, order: str) -> dict[str, object]:
    return {"id": found.record, "basis": found.basis, "order": order or None, "goes": found.goes, "stays": found.stays}
