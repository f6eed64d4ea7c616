"""alerts: what somebody should look into, such as a laptop whose store was copied, and settling it with a reason."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.exchange import alerting

HELP = _("copied or put back stores and wrong clocks that somebody should look into")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)
    parser.add_argument("--all", action="store_true", help=_("those that were settled too"))
    parser.add_argument("--settle", type=int, metavar=_("NUMBER"), help=_("this one was dealt with"))
    parser.add_argument("--reason", default="", help=_("what was found or done, with --settle"))


def run(chosen: Namespace, console: Console) -> int:
    """List what is open, or settle one."""
    with opened(chosen) as sitting:
        if chosen.settle is not None:
            done = alerting.settle(sitting, chosen.settle, chosen.reason)
            console.say(_("Settled: {sentence}").format(sentence=done.sentence))
            console.give({"alerts": [asdict(done)]})
            return 0
        lines = alerting.listing(sitting, settled=chosen.all)
    for line in lines:
        console.say(f"{line.id} · {line.sentence}")
        more = _("Settled by {person}: {reason}").format(**asdict(line)) if line.settled else line.advice
        console.say(f"  {more}")
    if not lines:
        console.say(_("There is nothing to look into."))
    console.give({"alerts": [asdict(line) for line in lines]})
    return 0
