"""What a person is told of backups: how the last one stands, which there are, and what putting one back would change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from silkfield.clock import local_time
from silkfield.formkit.days import MONTH_NAMES
from silkfield.language import _, isolated, ngettext
from silkfield.operations.backup.folders import Backup, found_in
from silkfield.operations.backup.making import on_same_disk
from silkfield.operations.backup.remembering import Last, is_late, last_backup
from silkfield.operations.backup.restoring import Present, Preview, Restored
from silkfield.operations.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of this store's backups: the last good one, whether it is old, and what lies in a folder."""

    last: Last
    late: bool
    place: Path | None
    found: tuple[Backup, ...]
    same_disk: bool


def known(sitting: Sitting, place: Path | None = None) -> Known:
    """Look at the backups in a folder; in the one of the last backup when none is named."""
    last = last_backup(sitting.store.folder)
    where = place or (Path(last.place) if last.place else None)
    found = tuple(found_in(where)) if where else ()
    same_disk = where is not None and on_same_disk(sitting.store.folder, where)
    return Known(last, is_late(sitting), where, found, same_disk)


def counted(records: int) -> str:
    """Say how many records there are."""
    return ngettext("{count} record", "{count} records", records).format(count=records)


def moment(milliseconds: int, zone: int) -> str:
    """Write a moment as 1 June 2016, 09:00."""
    then = local_time(milliseconds, zone)
    return f"{then.day} {_(MONTH_NAMES[then.month - 1])} {then.year}, {isolated(f'{then:%H:%M}')}"


def what_would_change(found: Preview) -> list[str]:
    """Say what a backup is, and what the store has now that it has not."""
    account, newer = found.account, found.newer
    said = [
        _("The backup of {label} was made on {day} and holds {records}.").format(
            label=account.label, day=moment(account.made, account.zone), records=counted(account.records)
        )
    ]
    if found.present is Present.BROKEN:
        said.append(_("The store here cannot be read. It will be kept under another name."))
    elif newer.entries:
        last = moment(newer.newest, account.zone)
        changes = ngettext("{count} change", "{count} changes", newer.entries).format(count=newer.entries)
        said.append(
            _("The store here has {changes} that the backup does not have, the last of {day}.").format(
                changes=changes, day=last
            )
        )
        said.append(_("What is newer will be gone from the store; a backup of the store is made first."))
    elif found.present is Present.READABLE:
        said.append(_("The store here has nothing that the backup does not have."))
    return said


def what_was_kept(done: Restored) -> str:
    """Say where the store of before is and how many such copies are kept, empty when there was none."""
    if done.kept is None:
        return ""
    if done.present is Present.BROKEN:
        return _("What was there before could not be read and is kept as it was: {folder}").format(folder=done.kept)
    where = _("What was there before is in this backup: {folder}").format(folder=done.kept)
    many = ngettext(
        "{count} such copy is kept beside the store.",
        "{count} such copies are kept beside the store; older ones go with the next restore.",
        done.copies,
    )
    return f"{where}\n{many.format(count=done.copies)}"
