"""notice: headquarters tells a site something; without words, what was told before."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from silkfield.clock import local_time
from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.exchange.asking import notices, tell

HELP = _("tell a site something (at headquarters), or read what was told")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("site", nargs="?", default="", metavar="SITE")
    parser.add_argument("text", nargs="?", default="", metavar="TEXT", help=_("a few sentences, no names of clients"))
    store_arguments(parser)


def run(chosen: Namespace, console: Console) -> int:
    """Tell the site, then list what was told, the newest first."""
    with opened(chosen) as sitting:
        if chosen.site:
            tell(sitting, chosen.site, chosen.text)
            console.say(_("It goes to the site with the next bundle."))
        told, zone = notices(sitting), sitting.clock.zone()
    for one in told:
        console.say(f"{local_time(one.at, zone).date().isoformat()} · {one.text}")
    if not told:
        console.say(_("Nothing was told yet."))
    console.give({"notices": [asdict(one) for one in told]})
    return 0
