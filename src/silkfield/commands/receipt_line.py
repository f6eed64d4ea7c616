"""receipt-line: the receipt to read aloud by phone, or what a line that was read aloud says."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.exchange.phoning import own_line, take

HELP = _("a receipt to read aloud by phone, or what a line that was read aloud says")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument(
        "laptop", nargs="?", default="", metavar="LAPTOP", help=_("at headquarters: whose line, for example LHE2")
    )
    store_arguments(parser)
    parser.add_argument("--heard", default="", metavar="LINE", help=_("the line that was read aloud to you"))


def run(chosen: Namespace, console: Console) -> int:
    """Say the line, or what a line says; 3 when changes are missing."""
    with opened(chosen) as sitting:
        if not chosen.heard:
            line = own_line(sitting, chosen.laptop)
            console.say(line)
            console.give({"line": line})
            return 0
        heard = take(sitting, chosen.heard)
    console.say(heard.sentence)
    console.give(
        {
            "laptop": heard.label,
            "change": heard.n,
            "sentence": heard.sentence,
            "missing": [list(gap) for gap in heard.missing],
        }
    )
    return 3 if heard.missing else 0
