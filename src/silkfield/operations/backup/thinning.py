"""Thinning: of this store's own backups the newest of each of the last days stays, and before that the newest of each week.

Of the safety copies that restores leave beside a store, the newest three stay.
"""

from __future__ import annotations

import shutil
from collections.abc import Hashable, Iterable
from contextlib import suppress
from pathlib import Path

from silkfield.operations.backup.folders import START, Account, Backup, Standing, found_in

DAYS, WEEKS, SAFETY = 7, 7, 3


def thin(place: Path, newest: Account) -> list[Path]:
    """Delete what is not kept of the whole backups in a folder that the laptop of the newest one made; returns what is gone.

    Nothing else is touched, and what cannot be deleted stays.
    """
    own = _own(place, newest)
    return _delete(place, newest, own, {one.folder for one in kept(own)})


def thin_safety(saved: Path, newest: Account, backup: Path) -> int:
    """Delete the older safety copies beside the one that a restore has left; returns how many are kept.

    `backup` is what was put back and stays. Only what is marked as a safety copy of the same laptop is looked at: backups
    that people made in that folder are theirs. What cannot be deleted stays.
    """
    own = [one for one in _own(saved.parent, newest) if one.account is not None and one.account.safety]
    stays = {one.folder for one in own if one.folder.resolve() == backup.resolve()}
    stays |= {one.folder for one in own[:SAFETY]} | {saved}
    return len(own) - len(_delete(saved.parent, newest, own, stays))


def _own(place: Path, newest: Account) -> list[Backup]:
    """Return the whole backups in a folder that the laptop of the newest one made, the newest first."""
    whole = [one for one in found_in(place) if one.standing is Standing.WHOLE]
    return [one for one in whole if one.account is not None and one.account.device == newest.device]


def _delete(place: Path, newest: Account, own: list[Backup], stays: set[Path]) -> list[Path]:
    gone = []
    for one in own:
        if one.folder not in stays:
            with suppress(OSError):
                one.folder.replace(place / f".{one.folder.name}.part")  # half deleted it is not to be taken for one
                gone.append(one.folder)
    for leaving in place.glob(f".{START}-{newest.label}-*.part"):
        shutil.rmtree(leaving, ignore_errors=True)
    return gone


def kept(backups: Iterable[Backup]) -> list[Backup]:
    """Return the backups that stay, the newest first: one for each of the last days that have any, then one for each week."""
    newest_first = sorted(backups, key=lambda one: one.account.made if one.account else 0, reverse=True)
    days: dict[Hashable, Backup] = {}
    weeks: dict[Hashable, Backup] = {}
    for one in newest_first:
        if one.account is not None:
            day = one.account.when.date()
            if day in days or len(days) < DAYS:
                days.setdefault(day, one)
            else:
                weeks.setdefault(day.isocalendar()[:2], one)
    return [*days.values(), *list(weeks.values())[:WEEKS]]
