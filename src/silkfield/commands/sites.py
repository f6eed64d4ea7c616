"""sites: which laptops may send, how far each has arrived, what is missing, and which keys are in use."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from silkfield.clock import local_time
from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.exchange import network
from silkfield.operations.exchange.sites import LaptopLine, sites

HELP = _("the sites and laptops: what has arrived, what is missing, who may send")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)


def run(chosen: Namespace, console: Console) -> int:
    """Say how far each laptop is."""
    with opened(chosen) as sitting:
        roster, lines, zone = network.held_roster(sitting), sites(sitting), sitting.clock.zone()
        at_headquarters = sitting.office.is_headquarters
    for site in lines:
        console.say(f"{site.code} · {site.name}")
        for laptop in site.laptops:
            console.say(f"  {laptop.label} · {_words(laptop, zone) if at_headquarters else laptop.name}")
    if roster is None:
        console.say(_("Headquarters' list of laptops has not arrived here yet."))
    else:
        console.say(_("List of laptops, version {version}.").format(version=roster.version))
    if roster and not lines:
        console.say(_("No laptop is admitted yet."))
    console.give(
        {
            "roster": roster.version if roster else 0,
            "headquarters": {
                "key": roster.headquarters.key_id if roster else "",
                "transport": list(roster.headquarters.transport) if roster else [],
            },
            "sites": [
                {
                    **asdict(site),
                    "laptops": [{**asdict(laptop), "state": laptop.state} for laptop in site.laptops],
                }
                for site in lines
            ],
        }
    )
    return 0


def _words(laptop: LaptopLine, zone: int) -> str:
    words = [laptop.state]
    if laptop.bundle:
        day = local_time(laptop.heard, zone).date().isoformat()
        words.append(_("last bundle {number} of {day}").format(number=laptop.bundle, day=day))
    if laptop.roster:
        words.append(_("holds list {version}").format(version=laptop.roster))
    return _(" · ").join(words)
