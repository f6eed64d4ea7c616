"""invite: headquarters makes an invitation for one laptop of a site."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.locations import write_whole
from silkfield.operations.exchange.inviting import invite

HELP = _("invite a laptop of a site (at headquarters)")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)
    parser.add_argument("--site", required=True, metavar="CODE", help=_("the site's code, for example ISB"))
    parser.add_argument("--name", required=True, help=_("the site's name, for example “MIC Islamabad”"))
    parser.add_argument("--kind", choices=("centre", "team"), default="centre")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help=_("where the invitation is written"))


def run(chosen: Namespace, console: Console) -> int:
    """Make the invitation and write its file."""
    with opened(chosen) as sitting:
        invited = invite(sitting, chosen.site, chosen.name, chosen.kind)
    path = invited.path_in(chosen.to)
    write_whole(path, invited.part)
    console.say(
        _("The invitation for laptop {laptop} of {name} is in {path}. It is good until {day}.").format(
            laptop=invited.laptop, name=chosen.name, path=path, day=invited.until
        )
    )
    console.give({"path": str(path), "site": chosen.site, "laptop": invited.laptop, "until": invited.until})
    return 0
