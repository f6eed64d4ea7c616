"""verify: recomputes the log, rebuilds what is shown from it, and compares."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.checking import verify

HELP = _("check that what is shown follows from the log, and that the log is whole")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)


def run(chosen: Namespace, console: Console) -> int:
    """Check the store; 3 when something is wrong."""
    with opened(chosen) as sitting:
        verdict = verify(sitting)
    console.say(verdict.sentence())
    for fault in verdict.faults:
        console.say(f"  {fault}")
    console.give(
        {"sound": verdict.sound, "entries": verdict.entries, "records": verdict.records, "faults": list(verdict.faults)}
    )
    return 0 if verdict.sound else 3
