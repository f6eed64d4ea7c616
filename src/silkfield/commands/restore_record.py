"""restore-record: brings a removed record back as it was."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.recording import restore

HELP = _("bring a removed record back")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("id", metavar="ID")
    store_arguments(parser)


def run(chosen: Namespace, console: Console) -> int:
    """Bring the record back."""
    with opened(chosen) as sitting:
        changes = restore(sitting, chosen.id)
    console.say(_("The record is back.") if changes else _("It was not removed."))
    console.give({"id": chosen.id, "changed": bool(changes)})
    return 0
