"""practice: makes a store to try everything in, with invented work that is never sent, and fills it again."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, folder_of, opened, passphrase, store_arguments
from silkfield.language import _
from silkfield.operations import opening
from silkfield.operations.starting_out import KINDS, begin_practice, fill_practice

HELP = _("make a practice store with sample events; nothing of it is ever sent")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)
    parser.add_argument("--kind", choices=KINDS, default=KINDS[0], help=_("the kind of office it is for"))


def run(chosen: Namespace, console: Console) -> int:
    """Make it, or fill the one that is there."""
    folder = folder_of(chosen)
    if opening.exists(folder):
        with opened(chosen) as sitting:
            fill_practice(sitting)
    else:
        begin_practice(folder, chosen.kind, chosen.user or _("Practice"), passphrase(again=True)).store.close()
    console.say(_("The practice store is in {folder}. Nothing of it is ever sent.").format(folder=folder))
    console.give({"store": str(folder)})
    return 0
