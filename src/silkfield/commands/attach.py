"""attach: keeps a scan or a photo beside an event, a session or a participation."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.locations import size
from silkfield.operations.attaching import attach
from silkfield.operations.attachments import attachment

HELP = _("attach a PDF or a picture to an event, a session or a participation")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("record", metavar="RECORD", help=_("the id of the record it belongs to"))
    parser.add_argument("file", type=Path, metavar="FILE", help=_("PDF, JPEG or PNG, at most 256 MB"))
    store_arguments(parser)


def run(chosen: Namespace, console: Console) -> int:
    """Attach the file and say what was kept."""
    with opened(chosen) as sitting:
        kept = attachment(sitting, attach(sitting, chosen.record, chosen.file).record)
    console.say(_("Attached: {name}, {size}.").format(name=kept.name, size=size(kept.size)))
    console.give({"id": kept.id, "name": kept.name, "mime": kept.mime, "size": kept.size, "sha256": kept.sha256})
    return 0
