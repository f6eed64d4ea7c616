"""remove: takes a record out of all lists and figures; it can be brought back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.recording import remove

HELP = _("remove a record (it can be brought back with restore-record)")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("id", metavar="ID")
    store_arguments(parser)
    parser.add_argument("--why", default="", metavar="TEXT", help=_("the reason, kept in the history"))


def run(chosen: Namespace, console: Console) -> int:
    """Remove the record."""
    with opened(chosen) as sitting:
        changes = remove(sitting, chosen.id, note=chosen.why)
    console.say(_("Removed. It can be brought back.") if changes else _("It was removed before."))
    console.give({"id": chosen.id, "changed": bool(changes)})
    return 0
