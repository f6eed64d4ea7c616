"""erasures: what was erased for good, and which laptops have confirmed it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from silkfield.clock import local_time
from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.exchange.erasing import BASES, ErasureLine, listing

HELP = _("what was erased for good, and who has confirmed it")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)


def run(chosen: Namespace, console: Console) -> int:
    """List the erasures, the newest first."""
    with opened(chosen) as sitting:
        lines = listing(sitting)
        zone = sitting.clock.zone()
    for line in lines:
        day = local_time(line.at, zone).date().isoformat()
        console.say(
            _("{day} · {basis} · {gone} gone here").format(
                day=day, basis=_(BASES.get(line.basis, line.basis)), gone=line.gone
            )
        )
        _say_confirmed(console, line, zone)
    if not lines:
        console.say(_("Nothing was erased for good."))
    console.give({"erasures": [{**asdict(line), "confirmed": line.confirmed} for line in lines]})
    return 0


def _say_confirmed(console: Console, line: ErasureLine, zone: int) -> None:
    if line.asked:
        console.say(_("  headquarters has not answered yet"))
    elif line.laptops:
        console.say(
            _("  {confirmed} of {all} laptops confirmed").format(confirmed=line.confirmed, all=len(line.laptops))
        )
    for laptop in line.laptops:
        if not laptop.confirmed:
            words = _("  {label} not yet; last heard of on {day}") if laptop.heard else _("  {label} not yet")
            console.say(words.format(label=laptop.label, day=local_time(laptop.heard, zone).date().isoformat()))
