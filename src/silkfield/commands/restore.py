"""restore: puts a backup back; says first what it is and what would be lost, and asks."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.clock import local_time
from silkfield.commands.console import Console, folder_of, passphrase, store_arguments
from silkfield.language import _, ngettext
from silkfield.operations import swapping
from silkfield.operations.backup.restoring import Present, Preview, chosen, preview, restore

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
    for sentence in sentences(found):
        console.say(sentence)
    if not words.yes:
        console.say(_("Nothing was changed yet. Say it again with --yes to put the backup back."))
        console.give({**_document(found), "restored": False, "kept": None})
        return 0
    done = restore(backup, store, given, words.user)
    if done.kept is not None:
        kept = (
            _("What was there before is in this backup: {folder}")
            if done.present is Present.READABLE
            else _("What was there before could not be read and is kept as it was: {folder}")
        )
        console.say(kept.format(folder=done.kept))
    console.say(_("The backup is back. The passphrases are those of then; what you send goes on from here."))
    console.give({**_document(found), "restored": True, "kept": str(done.kept) if done.kept else None})
    return 0


def sentences(found: Preview) -> list[str]:
    """Say what a backup is, and what the store has now that it has not."""
    account, newer = found.account, found.newer
    records = ngettext("{count} record", "{count} records", account.records).format(count=account.records)
    said = [
        _("The backup of {label} was made on {day} and holds {records}.").format(
            label=account.label, day=account.minute, records=records
        )
    ]
    if found.present is Present.BROKEN:
        said.append(_("The store here cannot be read. It will be kept under another name."))
    elif newer.entries:
        last = f"{local_time(newer.newest, account.zone):%Y-%m-%d %H:%M}"
        changes = ngettext("{count} change", "{count} changes", newer.entries).format(count=newer.entries)
        said.append(
            _("The store here has {changes} that the backup does not have, the last of {day}.").format(
                changes=changes, day=last
            )
        )
        said.append(_("They will be gone from the store; a backup of it is made first."))
    elif found.present is Present.READABLE:
        said.append(_("The store here has nothing that the backup does not have."))
    return said


def _document(found: Preview) -> dict[str, object]:
    return {
        "backup": str(found.backup),
        "label": found.account.label,
        "made": found.account.minute,
        "records": found.account.records,
        "present": found.present.value,
        "newer": {"changes": found.newer.entries, "records": found.newer.records},
    }
