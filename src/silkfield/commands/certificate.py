"""certificate: check the square code of a printed certificate, or look its number up; no network is needed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.certificates import check

HELP = _("check the square code of a certificate")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("code", metavar="CODE", help=_("the text that the square code holds, or the number"))
    store_arguments(parser)


def run(chosen: Namespace, console: Console) -> int:
    """Check it; what is not genuine is a refusal."""
    with opened(chosen) as sitting:
        found = check(sitting, chosen.code)
    one = found.certificate
    if found.signed:
        console.say(
            _("{number} is genuine: {name}, {event}.").format(number=one.number, name=one.name, event=one.event)
        )
        console.say(_("Signed by {office}.").format(office=found.by))
    else:
        said = _("{number} is in the records here: {name}, {event}. Compare the paper with it.")
        console.say(said.format(number=one.number, name=one.name, event=one.event))
    if found.taken_off:
        console.say(_("That laptop was lost later: ask the office whether the certificate is from before."))
    console.give({**asdict(one), "by": found.by, "taken_off": found.taken_off, "signed": found.signed})
    return 0
