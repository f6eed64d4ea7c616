"""certificate: check the square code of a printed certificate; no network is needed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.certificates import check

HELP = _("check the square code of a certificate")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("code", metavar="CODE", help=_("the text that the square code holds"))
    store_arguments(parser)


def run(chosen: Namespace, console: Console) -> int:
    """Check it; what is not genuine is a refusal."""
    with opened(chosen) as sitting:
        found = check(sitting, chosen.code)
    one = found.certificate
    console.say(_("{number} is genuine: {name}, {event}.").format(number=one.number, name=one.name, event=one.event))
    console.say(_("Signed by {office}.").format(office=found.by))
    if found.taken_off:
        console.say(_("That laptop was lost later: ask the office whether the certificate is from before."))
    console.give({**asdict(one), "by": found.by, "taken_off": found.taken_off})
    return 0
