"""restore: puts a backup back; says first what it is and what would be lost, and asks."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console, folder_of, passphrase, store_arguments
from silkfield.language import _
from silkfield.operations import swapping
from silkfield.operations.backup.restoring import Preview, chosen, preview, restore
from silkfield.operations.backup.telling import what_was_kept, what_would_change

HELP = _("put a backup back (see what would change without --yes)")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument(
        "backup", type=Path, metavar="BACKUP", help=_("the folder of the backup, or the one that backups are kept in")
    )
    store_arguments(parser)
    parser.add_argument("--yes", action="store_true", help=_("put it back; without it nothing is changed"))


def run(words: Namespace, console: Console) -> int:
    """Say what would change, and put the backup back when that was confirmed."""
    store = folder_of(words).absolute()
    if said := swapping.settle(store):
        console.say(said)
    backup = chosen(words.backup.absolute())
    given = passphrase()
    found = preview(backup, store, given, words.user)
    for sentence in what_would_change(found):
        console.say(sentence)
    if not words.yes:
        console.say(_("Nothing was changed yet. Say it again with --yes to put the backup back."))
        console.give({**_document(found), "restored": False, "kept": None, "copies": 0})
        return 0
    done = restore(backup, store, given, words.user)
    if kept := what_was_kept(done):
        console.say(kept)
    console.say(_("The backup is back. The passphrases are those of then; what you send goes on from here."))
    console.give(
        {**_document(found), "restored": True, "kept": str(done.kept) if done.kept else None, "copies": done.copies}
    )
    return 0


def _document(found: Preview) -> dict[str, object]:
    return {
        "backup": str(found.backup),
        "label": found.account.label,
        "made": found.account.minute,
        "records": found.account.records,
        "present": found.present.value,
        "newer": {"changes": found.newer.entries, "records": found.newer.records},
    }
