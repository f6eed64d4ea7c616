"""Putting a backup back: looked at first, made and checked beside the store, and only then put in its place.

What is there now is backed up before, or, when it cannot be read, kept under another name; nothing is ever deleted that is
not whole somewhere else. What was erased since stays erased.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from silkfield.clock import Clock, ComputerClock, local_time
from silkfield.errors import Trouble
from silkfield.forms import all_forms, fingerprint, schema
from silkfield.language import _
from silkfield.locations import cannot_write, expect_room, write_whole
from silkfield.operations import clearing, swapping
from silkfield.operations import sitting as sittings
from silkfield.operations.backup.copying import OF_THE_MOMENT, SLACK, copy_file, push_tree
from silkfield.operations.backup.folders import Account, Standing, found_in, needed
from silkfield.operations.backup.making import Made, make
from silkfield.operations.backup.proving import damaged, prove
from silkfield.operations.backup.remembering import Last, remember
from silkfield.operations.backup.thinning import thin_safety
from silkfield.operations.exchange import orders
from silkfield.operations.opening import open_store
from silkfield.operations.progress import Progress, Silent, step
from silkfield.operations.sitting import Person, Sitting
from silkfield.store import carrying, facts, replicas
from silkfield.store.carrying import Carried
from silkfield.store.copies import Newer, newer_than
from silkfield.store.store import DATABASE, VAULT, Store
from silkfield.vault.slots import Vault

DAMAGES = ("database_damaged", "database_missing", "vault_damaged", "vault_missing", "no_store")
"""Codes of a Trouble that says that a store cannot be read: a backup is what helps."""


class Present(StrEnum):
    """What lies where a backup is put back: no store, one that can be read, or one that cannot."""

    NONE = "none"
    READABLE = "readable"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Preview:
    """What putting a backup back would do. `newer` is what the store has now that the backup has not."""

    backup: Path
    store: Path
    account: Account
    present: Present
    newer: Newer


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that was put back; `kept` is where the store before is: its backup, or the folder that could not be read.

    `copies` are the safety copies of this laptop that lie beside the store now, that backup among them.
    """

    account: Account
    present: Present
    kept: Path | None
    copies: int = 0


def chosen(path: Path) -> Path:
    """Return the backup that a person means: the folder itself, or the newest whole one in it. Raises Trouble."""
    whole = [one for one in found_in(path) if one.standing is Standing.WHOLE]
    folder = whole[0].folder if whole else path
    needed(folder)
    return folder


def people_of(backup: Path) -> tuple[str, ...]:
    """Return who may open a backup. Raises Trouble."""
    return tuple(slot.name for slot in Vault.open(backup / VAULT).people())


def preview(backup: Path, store: Path, passphrase: str, name: str = "") -> Preview:
    """Say what putting a backup back would do; nothing is changed.

    Raises Trouble: no backup, a wrong passphrase, a store of other people there, a store in use.
    """
    account = needed(backup)
    key = _key(backup, passphrase, name)
    with _present(store, backup, key, ComputerClock()) as there:
        if there is None:
            broken = (store / VAULT).exists() or (store / DATABASE).exists()
            return Preview(backup, store, account, Present.BROKEN if broken else Present.NONE, Newer())
        with there.store.reading() as connection:
            newer = newer_than(connection, account.ends)
        return Preview(backup, store, account, Present.READABLE, newer)


def restore(
    backup: Path,
    store: Path,
    passphrase: str,
    name: str = "",
    *,
    clock: Clock | None = None,
    progress: Progress | None = None,
) -> Restored:
    """Put a backup in the place of a store. Raises Trouble; then the store is as it was.

    The passphrases are those of the backup. The store goes on in a history of its own, so that nothing it writes is taken
    for what it had written after the backup.
    """
    clock, progress = clock or ComputerClock(), progress or Silent()
    account = needed(backup)
    key = _key(backup, passphrase, name)
    swapping.settle(store)
    with swapping.swapping(store):
        part = swapping.part_of(store)
        try:
            with _present(store, backup, key, clock) as there:
                if there is not None and not _has_keys(store):
                    _mend_keys(store, backup)
                saved, carried = _save(there, store.parent, progress)
            _copy(backup, part, account, key, progress)
            _make_ours(part, passphrase, name, clock, carried)
            remember(part, Last(str(backup.parent.resolve()), backup.name, account.made))
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        there_was = (store / VAULT).exists() or (store / DATABASE).exists()
        broken = _aside(store, clock) if there_was and saved is None else None
        swapping.swap(store, broken)
        copies = (
            thin_safety(saved.folder, saved.account, backup) if saved else 0
        )  # the store is in its place: what is older may go
    present = Present.READABLE if saved else Present.BROKEN if broken else Present.NONE
    return Restored(account, present, saved.folder if saved else broken, copies)


def _key(backup: Path, passphrase: str, name: str) -> bytes:
    return Vault.open(backup / VAULT).unlock(passphrase, name)[1]


@contextmanager
def _present(folder: Path, backup: Path, key: bytes, clock: Clock) -> Iterator[Sitting | None]:
    """Open what lies where the backup is to go, with the backup's key; None when there is nothing that can be read.

    Raises Trouble when it is the store of other people, in use, or of a newer program.
    """
    _refuse_other(folder, backup)
    if not (folder / DATABASE).is_file():
        yield None
        return
    try:
        store = Store(folder, key, all_forms(), fingerprint(), schema())
    except Trouble as trouble:
        if trouble.code not in DAMAGES:
            raise
        yield None
        return
    try:
        with store.reading() as connection:
            office = sittings.from_json(facts.read(connection, "office"))
        yield Sitting(store, Person("", "", ""), office, clock)
    finally:
        store.close()


def _refuse_other(folder: Path, backup: Path) -> None:
    """Refuse to put a backup in the place of a store that other people made: theirs would be lost from sight."""
    if not _has_keys(folder):
        return
    here = {slot.user for slot in Vault.open(folder / VAULT).slots}
    if here.isdisjoint(slot.user for slot in Vault.open(backup / VAULT).slots):
        raise Trouble(
            _("The store in “{folder}” is another one, not that of this backup.").format(folder=folder),
            _("Choose the backup of this laptop, or another folder for it."),
            code="other_store",
        )


def _has_keys(folder: Path) -> bool:
    """Tell whether a store's key file can be read: without it nobody could ever open a backup of it."""
    try:
        return bool(Vault.open(folder / VAULT).slots)
    except Trouble:
        return False


def _mend_keys(folder: Path, backup: Path) -> None:
    """Give a store whose own key file is gone or spoilt that of its backup, which opens it too; the spoilt one stays."""
    try:
        content = (backup / VAULT).read_bytes()
        spoilt = (folder / VAULT).read_bytes() if (folder / VAULT).exists() else b""
    except OSError as fault:
        raise cannot_write(folder / VAULT, fault) from fault
    if spoilt:
        write_whole(folder / f"{VAULT}.broken", spoilt)
    write_whole(folder / VAULT, content)


def _save(there: Sitting | None, place: Path, progress: Progress) -> tuple[Made | None, Carried | None]:
    """Back up what is there now, and read what the coming store takes over; nothing when it cannot be read whole."""
    if there is None:
        return None, None
    try:
        saved = make(there, place, progress=progress, safety=True)
    except Trouble as trouble:
        if trouble.code not in DAMAGES:
            raise
        saved = None
    try:
        with there.store.reading() as connection:
            return saved, carrying.read(connection)
    except Trouble:
        return saved, None


def _copy(backup: Path, part: Path, account: Account, key: bytes, progress: Progress) -> None:
    """Copy a backup beside the store and check the copy whole."""
    try:
        if part.exists():
            shutil.rmtree(part)
        part.parent.mkdir(parents=True, exist_ok=True)
        expect_room(part.parent, account.size + SLACK)
        part.mkdir()
        done = 0
        for one in account.files:
            step(progress, done, account.size, _("Copying {name}").format(name=one.name))
            if one.name == DATABASE or one.name not in OF_THE_MOMENT:
                if copy_file(backup, part, one.name) != one:
                    raise damaged(backup, one.name)
                done += one.size
        push_tree(part)
    except OSError as fault:
        raise cannot_write(part, fault) from fault
    prove(part, account, key, progress)


def _make_ours(part: Path, passphrase: str, name: str, clock: Clock, carried: Carried | None) -> None:
    """Open the coming store, erase again what was erased since, and let it go on in a history of its own."""
    sitting = open_store(part, passphrase, name, clock=clock)
    try:
        with sitting.store.writing() as connection:
            replicas.begin_within(connection, sitting.store, "restore")
            if carried is None:
                carrying.leap(connection)
            else:
                fresh = carrying.write(connection, carried)
                clearing.erase_again(connection, sitting)
                if not sitting.office.is_headquarters:
                    orders.ask_again(connection, sitting, fresh)
        clearing.sweep(sitting)
    finally:
        sitting.store.close()


def _aside(store: Path, clock: Clock) -> Path:
    """Return a free name for a store that cannot be read."""
    wanted = f"{store.name}-broken-{local_time(clock.now(), clock.zone()):%Y-%m-%d-%H%M}"
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, 1000)))
    return next(path for path in (store.with_name(one) for one in names) if not path.exists())
