"""Making a backup: written beside what is there, read back, opened, and only then given its name.

The store stays in use meanwhile. The backup has the state of one moment; what belongs to it outside the database is
copied before that moment, and what came in between after it, so that nothing the database names is left out.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from silkfield import __version__
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.locations import cannot_write, expect_room, push_folder, write_whole
from silkfield.operations.allowing import open_to_all
from silkfield.operations.backup.copying import OF_THE_MOMENT, SLACK, as_it_is, copy_file, push_tree
from silkfield.operations.backup.folders import ACCOUNT, FORMAT, START, Account, KeptFile, name_of, write_account
from silkfield.operations.backup.proving import prove
from silkfield.operations.backup.remembering import Last, remember
from silkfield.operations.backup.thinning import thin
from silkfield.operations.progress import Progress, Silent, step
from silkfield.operations.sitting import Sitting
from silkfield.store.blobs import FOLDER
from silkfield.store.copies import contents, looking_into
from silkfield.store.store import DATABASE, VAULT, Store
from silkfield.vault.slots import Vault


@dataclass(frozen=True, slots=True)
class Made:
    """A good backup: its folder and account, how many older ones were deleted, and whether it lies on the store's own disk."""

    folder: Path
    account: Account
    thinned: int
    same_disk: bool


@open_to_all
def make(sitting: Sitting, place: Path, *, progress: Progress | None = None, safety: bool = False) -> Made:
    """Make a backup in a folder and remember it. Others may read and write the store meanwhile.

    One for `safety` is marked as such and thins nothing: what it replaces may be what is being put back.

    Raises Trouble, also when the copy did not read back as it was written; Stopped when somebody stopped it. Then there is
    no backup, and what was there before is untouched.
    """
    store = sitting.store
    check_place(store, place)
    Vault.open(store.folder / VAULT)  # without its keys nobody could ever open the copy
    with _one_at_a_time(store):
        folder, account = _write(sitting, place, progress or Silent(), safety=safety)
        remember(store.folder, Last(str(place.resolve()), folder.name, account.made))
        gone = [] if safety else thin(place, account)
    return Made(folder, account, len(gone), on_same_disk(store.folder, place))


def check_place(store: Store, place: Path) -> None:
    """Raise Trouble when backups cannot be made in a folder: it is not there, or it lies in the store itself."""
    if not place.is_dir():
        raise Trouble(
            _("There is no folder “{folder}”.").format(folder=place),
            _("Put the stick in, or choose another folder."),
            code="no_folder",
        )
    if place.resolve().is_relative_to(store.folder.resolve()):
        raise Trouble(
            _("A backup cannot lie in the store itself."), _("Choose another disk or a stick."), code="within_store"
        )


def on_same_disk(store: Path, place: Path) -> bool:
    """Tell whether a folder lies on the disk that the store is on, so that a broken disk takes both."""
    try:
        return store.stat().st_dev == place.stat().st_dev
    except OSError:
        return False


@contextmanager
def _one_at_a_time(store: Store) -> Iterator[None]:
    if not store.backing_up.acquire(blocking=False):
        raise Trouble(_("A backup is being made already."), _("Wait until it is done."), code="busy")
    try:
        yield
    finally:
        store.backing_up.release()


def _part(sitting: Sitting, place: Path) -> Path:
    """Return the folder that a backup is written in; its name is always the same, so that what a crash left goes."""
    return place / f".{START}-{sitting.office.label}.part"


def _free_name(place: Path, account: Account) -> str:
    wanted = name_of(account.label, account.when)
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, 1000)))
    return next(name for name in names if not (place / name).exists())


def _write(sitting: Sitting, place: Path, progress: Progress, *, safety: bool) -> tuple[Path, Account]:
    part, store = _part(sitting, place), sitting.store
    try:
        if part.exists():
            shutil.rmtree(part)
        names = belonging(store.folder)
        size = store.database.size() + sum(_size(store.folder / name) for name in names)
        expect_room(place, size + SLACK)
        part.mkdir()
        account = msgspec.structs.replace(_copy(sitting, part, names, size, progress), safety=safety)
        write_whole(part / ACCOUNT, write_account(account))
        push_tree(part)
        prove(part, account, store.database.key, progress)
        folder = place / _free_name(place, account)
        part.replace(folder)
        push_folder(place)
    except BaseException as fault:
        shutil.rmtree(part, ignore_errors=True)
        if isinstance(fault, OSError):
            raise cannot_write(part, fault) from fault
        raise
    return folder, account


def _size(path: Path) -> int:
    """Return the size of a file, 0 when it went while we looked."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def belonging(store: Path) -> list[str]:
    """Return the paths of the files that belong to a store beside its database, within its folder."""
    found = []
    for folder, folders, names in os.walk(store):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = Path(folder).relative_to(store)
        for name in sorted(names):
            temporary = name.startswith(".") or (inside == Path() and name.startswith("before-layout-"))
            if not temporary and not (inside == Path() and name in OF_THE_MOMENT):
                found.append((inside / name).as_posix())
    return sorted(found, key=lambda name: name != VAULT)  # the keys first: everybody in them is in the database


def _copy(sitting: Sitting, part: Path, names: list[str], size: int, progress: Progress) -> Account:
    store = sitting.store
    made, zone = sitting.clock.now(), sitting.clock.zone()
    files: dict[str, KeptFile] = {}

    def copy_files(some: list[str]) -> None:
        for name in some:
            step(progress, sum(one.size for one in files.values()), size, _("Copying {name}").format(name=name))
            if kept := copy_file(store.folder, part, name):
                files[name] = kept

    def report(done: int, total: int) -> None:
        before = sum(one.size for one in files.values())
        step(progress, before + (size - before) * done // total, size, _("Copying the records"))

    # Attached files grow while their pieces arrive: each is copied after the moment that says which of them it has.
    copy_files([name for name in names if not name.startswith(f"{FOLDER}/")])
    store.database.copy_to(part / DATABASE, report)
    files[DATABASE] = as_it_is(part, DATABASE)
    copy_files([name for name in belonging(store.folder) if name not in files])
    with looking_into(part / DATABASE, store.database.key) as connection:
        held = contents(connection)
    return Account(
        v=FORMAT,
        made=made,
        zone=zone,
        label=sitting.office.label,
        device=sitting.office.device,
        program=__version__,
        layout=held.layout,
        entries=held.entries,
        records=held.records,
        ends=dict(held.ends),
        files=tuple(files.values()),
    )
