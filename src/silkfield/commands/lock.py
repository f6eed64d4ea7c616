"""lock: a coordinator locks the figures of a month, or opens it again with a reason."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations import locking

HELP = _("lock the figures of a month, or open it again")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("month", metavar="MONTH", help=_("for example 2016-05"))
    store_arguments(parser)
    parser.add_argument("--open-because", default="", metavar="TEXT", help=_("open it again, for this reason"))


def run(chosen: Namespace, console: Console) -> int:
    """Lock the month or open it."""
    with opened(chosen) as sitting:
        if chosen.open_because:
            locking.unlock(sitting, chosen.month, chosen.open_because)
        else:
            locking.lock(sitting, chosen.month)
        found = locking.lock_of(sitting, chosen.month)
    locked = found is not None and found.holds
    words = _("{month} is locked.") if locked else _("{month} is open again.")
    console.say(words.format(month=chosen.month))
    console.give({"month": chosen.month, "locked": locked, "figures": dict(found.figures) if found else {}})
    return 0
