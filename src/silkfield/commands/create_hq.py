"""create-hq: makes headquarters' store with its keys."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, folder_of, passphrase, store_arguments
from silkfield.language import _
from silkfield.operations.exchange.founding import create_headquarters

HELP = _("make headquarters' store")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)
    parser.add_argument("--name", required=True, help=_("the name of headquarters, for example “ICMPD headquarters”"))


def run(chosen: Namespace, console: Console) -> int:
    """Make the store."""
    sitting = create_headquarters(folder_of(chosen), chosen.name, chosen.user, passphrase(again=True))
    sitting.store.close()
    console.say(
        _("Headquarters' store “{name}” is made in {folder}.").format(name=chosen.name, folder=folder_of(chosen))
    )
    console.give({"store": str(folder_of(chosen)), "network": sitting.office.network, "user": sitting.person.name})
    return 0
