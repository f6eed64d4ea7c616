"""sites: which laptops may send, how far each has arrived, what is missing, and which keys are in use."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from silkfield.clock import local_time
from silkfield.commands.console import Console, opened, read_file, store_arguments
from silkfield.language import _
from silkfield.locations import write_whole
from silkfield.operations.exchange import network
from silkfield.operations.exchange.recovering import copy_of_list, kit_state, take_list
from silkfield.operations.exchange.rotating import standing
from silkfield.operations.exchange.sites import LaptopLine, sites

HELP = _("the sites and laptops: what has arrived, what is missing, who may send")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)
    lists = parser.add_mutually_exclusive_group()
    lists.add_argument("--copy", type=Path, metavar="FILE", help=_("write the signed list of laptops to a file"))
    lists.add_argument(
        "--take", type=Path, metavar="FILE", help=_("at a headquarters that came back: take a site's copy of the list")
    )


def run(chosen: Namespace, console: Console) -> int:
    """Say how far each laptop is."""
    with opened(chosen) as sitting:
        if chosen.take:
            take_list(sitting, read_file(chosen.take))
        if chosen.copy:
            write_whole(chosen.copy, copy_of_list(sitting))
        roster, lines, zone = network.held_roster(sitting), sites(sitting), sitting.clock.zone()
        at_headquarters, kit = sitting.office.is_headquarters, kit_state(sitting)
        keys = standing(sitting) if at_headquarters else ()
    for site in lines:
        console.say(f"{site.code} · {site.name}")
        for laptop in site.laptops:
            console.say(f"  {laptop.label} · {_words(laptop, zone) if at_headquarters else laptop.name}")
    if roster is None:
        console.say(_("Headquarters' list of laptops has not arrived here yet."))
    else:
        console.say(_("List of laptops, version {version}.").format(version=roster.version))
    for key in keys:
        since = _("Transport key since list {version}: {state}.").format(version=key.announced, state=key.state)
        console.say(since)
    if roster and not lines:
        console.say(_("No laptop is admitted yet."))
    if kit and kit.sentence:
        console.say(f"{kit.sentence} {kit.advice}")
    console.give(
        {
            "roster": roster.version if roster else 0,
            "headquarters": {
                "key": roster.headquarters.key_id if roster else "",
                "transport": list(roster.headquarters.transport) if roster else [],
            },
            "keys": [{**asdict(key), "state": key.state} for key in keys],
            "recovery_kit": asdict(kit) if kit else None,
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
