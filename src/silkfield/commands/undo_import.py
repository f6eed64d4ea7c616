"""undo-import: sets aside what one import brought; it stays in the log and counts nowhere."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _, ngettext
from silkfield.operations.exchange.withholding import undo

HELP = _("set aside what one import brought")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("bundle", metavar="BUNDLE", help=_("a label like ISB1-13, an export id, or a part's path"))
    store_arguments(parser)


def run(chosen: Namespace, console: Console) -> int:
    """Set the import aside."""
    with opened(chosen) as sitting:
        undone = undo(sitting, chosen.bundle)
    console.say(
        ngettext(
            "{label} is set aside: {count} change no longer counts. Nothing was deleted.",
            "{label} is set aside: {count} changes no longer count. Nothing was deleted.",
            undone.changes,
        ).format(label=undone.label, count=undone.changes)
    )
    console.give({"label": undone.label, "changes": undone.changes})
    return 0
