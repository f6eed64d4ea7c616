"""revoke: takes a lost laptop off the list and says what it could read and what to do now (at headquarters)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.locations import write_whole
from silkfield.operations.exchange.revoking import look, revoke
from silkfield.operations.leaflet import as_html

HELP = _("take a lost laptop off the list for good (at headquarters)")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("laptop", metavar="LAPTOP", help=_("its short name, for example LHE2"))
    store_arguments(parser)
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("what happened to it; kept at headquarters"))
    parser.add_argument("--look", action="store_true", help=_("only say what it could read; nothing is done"))
    parser.add_argument("--to", type=Path, metavar="FILE", help=_("write the page to print, an HTML file"))


def run(chosen: Namespace, console: Console) -> int:
    """Take the laptop off the list, or only look."""
    with opened(chosen) as sitting:
        lost = look(sitting, chosen.laptop) if chosen.look else revoke(sitting, chosen.laptop, chosen.reason)
    page = lost.page
    if chosen.to:
        write_whole(chosen.to, as_html(page).encode())
    console.say(page.title)
    for fact in page.facts:
        console.say(f"  {fact}")
    for section in page.sections:
        console.say(f"{section.heading}:")
        for line in section.lines:
            console.say(f"  {'[ ] ' if section.to_do else ''}{line}")
    if chosen.to:
        console.say(_("The page to print is in {path}.").format(path=chosen.to))
    console.give(
        {
            "laptop": lost.laptop.label,
            "revoked": lost.since,
            "last": lost.laptop.tip,
            "last_made": lost.laptop.tip_made,
            "readable": list(lost.readable),
            "mates": list(lost.mates),
            "page": str(chosen.to) if chosen.to else "",
        }
    )
    return 0
