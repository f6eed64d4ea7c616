"""attachment: writes a plain copy of an attached file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.attachments import attachment, save_copy

HELP = _("write a copy of an attached file (the copy is not encrypted)")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("id", metavar="ID", help=_("the id of the attachment"))
    store_arguments(parser)
    parser.add_argument("--save", type=Path, required=True, metavar="PATH", help=_("the file or folder to write it to"))


def run(chosen: Namespace, console: Console) -> int:
    """Write the copy and say that it is not encrypted."""
    with opened(chosen) as sitting:
        found = attachment(sitting, chosen.id)
        path = save_copy(sitting, chosen.id, chosen.save)
    console.say(_("Written: {path}").format(path=path))
    console.say(_("This copy is not encrypted. Delete it when you no longer need it."))
    console.give({"id": found.id, "path": str(path), "size": found.size, "sha256": found.sha256})
    return 0
