"""backup: makes a whole copy of the store on another disk or stick, and checks it before it is called good."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _, ngettext
from silkfield.locations import size
from silkfield.operations.backup.making import make
from silkfield.operations.backup.telling import counted

HELP = _("make a backup of the whole store in a folder on another disk or stick")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("place", type=Path, metavar="PLACE", help=_("the folder that backups are kept in"))
    store_arguments(parser)


def run(chosen: Namespace, console: Console) -> int:
    """Make the backup and say where it is."""
    with opened(chosen) as sitting:
        made = make(sitting, chosen.place)
    account = made.account
    console.say(
        _("The backup is whole: it was read back and opened. {records}, {size}.").format(
            records=counted(account.records), size=size(account.size)
        )
    )
    console.say(f"  {made.folder}")
    if made.same_disk:
        console.say(_("It lies on the disk that the store is on; a broken disk takes both."))
    if made.thinned:
        gone = ngettext("{count} older backup was deleted.", "{count} older backups were deleted.", made.thinned)
        console.say(gone.format(count=made.thinned))
    console.give(
        {
            "backup": str(made.folder),
            "made": account.minute,
            "records": account.records,
            "changes": account.entries,
            "size": account.size,
            "thinned": made.thinned,
            "same_disk": made.same_disk,
        }
    )
    return 0
