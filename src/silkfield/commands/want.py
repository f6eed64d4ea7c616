"""want: headquarters asks a site, or one laptop, to send everything from the start."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.exchange.asking import want

HELP = _("ask a site to send everything from the start (at headquarters)")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("whose", metavar="SITE|LAPTOP", help=_("a site (LHE) or one laptop of it (LHE2)"))
    store_arguments(parser)


def run(chosen: Namespace, console: Console) -> int:
    """Ask for it."""
    with opened(chosen) as sitting:
        site = want(sitting, chosen.whose)
    console.say(
        _("It is asked for with the next bundle to {site}; the site's next bundle then holds it.").format(site=site)
    )
    console.give({"site": site, "asked": chosen.whose.strip().upper()})
    return 0
