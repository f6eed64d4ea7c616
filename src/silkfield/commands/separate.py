"""separate: parts a record from all that it was joined with."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations import pairing

HELP = _("part a record from all that it was joined with")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("id", metavar="ID")
    store_arguments(parser)


def run(chosen: Namespace, console: Console) -> int:
    """Part it."""
    with opened(chosen) as sitting:
        changes = pairing.separate(sitting, chosen.id)
    console.say(_("Separated. What was recorded or corrected under each one is with that one."))
    console.give({"id": chosen.id, "records": list(changes.records), "transaction": changes.transaction})
    return 0
