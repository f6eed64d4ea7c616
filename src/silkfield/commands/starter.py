"""starter: adds the organisations that a network begins with to headquarters' directory."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _, ngettext
from silkfield.operations.starting_out import add_directory

HELP = _("add the organisations a network begins with to headquarters' directory")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)


def run(chosen: Namespace, console: Console) -> int:
    """Add what is not there yet."""
    with opened(chosen) as sitting:
        added = len(add_directory(sitting).records)
    words = ngettext("{count} organisation was added.", "{count} organisations were added.", added)
    console.say(words.format(count=added))
    console.give({"added": added})
    return 0
