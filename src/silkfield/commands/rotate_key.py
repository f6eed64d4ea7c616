"""rotate-key: gives headquarters a new transport key, says where the old ones stand, and destroys them on a person's word."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from silkfield.clock import local_time
from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.exchange.rotating import destroy_old, losses, rotate, standing

HELP = _("a new transport key for headquarters; old ones are destroyed on schedule")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--look", action="store_true", help=_("only say which keys there are and what they wait for"))
    what.add_argument("--destroy-old", action="store_true", help=_("destroy old keys now; what they opened is lost"))


def run(chosen: Namespace, console: Console) -> int:
    """Announce a new key, or destroy the old ones, or only look."""
    with opened(chosen) as sitting:
        lost = losses(sitting)
        keys = (standing if chosen.look else destroy_old if chosen.destroy_old else rotate)(sitting)
        zone = sitting.clock.zone()
    for key in keys:
        console.say(
            _("{recipient} · since list {version} · {state}").format(
                recipient=key.recipient, version=key.announced, state=key.state
            )
        )
        if key.waiting:
            console.say(_("  waits for {laptops}").format(laptops=_(", ").join(key.waiting)))
        if key.due:
            console.say(_("  is destroyed after {day}").format(day=local_time(key.due, zone).date().isoformat()))
    if chosen.destroy_old:
        console.say(_("The old keys are destroyed. What can be opened no more:"))
    elif lost:
        console.say(_("When old keys are destroyed, this can be opened no more:"))
    for sentence in lost:
        console.say(f"  {sentence}")
    if not (chosen.look or chosen.destroy_old):
        console.say(_("The new key goes to every site with its next bundle: write them one."))
    console.give({"keys": [{**asdict(key), "state": key.state} for key in keys], "losses": list(lost)})
    return 0
