"""tell-apart: says that two records are not the same, so that nobody asks again."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations import pairing

HELP = _("say that two records are not the same, so that nobody asks again")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument("other", metavar="ID")
    store_arguments(parser)


def run(chosen: Namespace, console: Console) -> int:
    """Remember it."""
    with opened(chosen) as sitting:
        changes = pairing.tell_apart(sitting, chosen.id, chosen.other)
    console.say(_("Not the same: remembered."))
    console.give({"apart": [chosen.id, chosen.other], "transaction": changes.transaction})
    return 0
