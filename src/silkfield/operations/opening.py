"""Opening a store: unlocking it with a passphrase, and making a new one around its first person."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from silkfield.clock import Clock, ComputerClock
from silkfield.errors import Trouble
from silkfield.forms import all_forms, fingerprint, schema
from silkfield.language import _
from silkfield.operations import clearing, swapping
from silkfield.operations import sitting as sittings
from silkfield.operations.allowing import open_to_all
from silkfield.operations.peopling import settle
from silkfield.operations.roles import LEADS
from silkfield.operations.sitting import Office, Person, Sitting
from silkfield.records.identity import new_id
from silkfield.settings import Settings, from_mapping
from silkfield.store import alerts, facts, people, replicas
from silkfield.store.alerts import Alert
from silkfield.store.anchor import ANCHOR
from silkfield.store.store import DATABASE, LAST_BACKUP, VAULT, Store
from silkfield.trust.sealed_answers import new_secret
from silkfield.vault.slots import Cost, Vault, lock_key, usual_cost


@dataclass(frozen=True, slots=True)
class Waiting:
    """A locked store as the unlock page shows it: who may unlock it."""

    folder: Path
    people: tuple[str, ...]
    said: str = ""
    """What was cut off here the last time and is settled now, in a sentence."""


def exists(folder: Path) -> bool:
    """Tell whether there is a store in a folder."""
    return (folder / VAULT).exists() or swapping.pending(folder) or _lacks_keys(folder)


def _lacks_keys(folder: Path) -> bool:
    """Tell whether a store has lost its key file, and a backup has it: such a one is never begun anew."""
    return not (folder / VAULT).exists() and all((folder / name).exists() for name in (DATABASE, LAST_BACKUP))


def waiting(folder: Path) -> Waiting:
    """Return who may unlock a store, and settle what was cut off. Raises Trouble when there is none."""
    said = swapping.settle(folder)
    if _lacks_keys(folder):
        raise Trouble(
            _("The key file of this store is missing."),
            _("Bring back the newest backup; do not delete anything."),
            code="vault_missing",
        )
    return Waiting(folder, tuple(slot.name for slot in Vault.open(folder / VAULT).people()), said)


def open_store(
    folder: Path, passphrase: str, name: str = "", *, clock: Clock | None = None, machine: str | None = None
) -> Sitting:
    """Unlock a store for one person. Raises Trouble: no store, wrong passphrase, in use by another program, newer.

    A store that was put back or copied begins a new replica first. `machine` is the id of this computer, where it is not
    to be asked.
    """
    vault = Vault.open(folder / VAULT)
    slot, key, own = vault.unlock(passphrase, name)
    if not (folder / DATABASE).exists():
        raise Trouble(
            _("The database of this store is missing from “{folder}”.").format(folder=folder),
            _("Bring back the newest backup; do not delete the key file."),
            code="database_missing",
        )
    store = Store(folder, key, all_forms(), fingerprint(), schema(), machine=machine)
    try:
        if not slot.own:  # of a version before people had keys of their own
            vault.put(lock_key(key, slot.user, slot.name, passphrase, usual_cost()))
            own = vault.unlock(passphrase, slot.name).own
        with store.reading() as connection:
            office = sittings.from_json(facts.read(connection, "office"))
        settle(store, office)
        with store.reading() as connection:
            person = Person(*people.find(connection, slot.user))
        opened = Sitting(store, person, office, clock or ComputerClock(), own=own)
        if replicas.look_at_anchor(store) == "rollback" and office.is_headquarters:
            _warn(opened)  # a laptop hears it from headquarters' receipts; nobody tells headquarters
        clearing.settle(opened, updated=store.refresh())
    except BaseException:
        store.close()
        raise
    return opened


def _warn(sitting: Sitting) -> None:
    now = sitting.clock.now()
    with sitting.store.writing() as connection:
        replica = replicas.current(connection)
        alerts.note(connection, Alert(alerts.ROLLBACK, sitting.office.device, 0, replica, now, now, now))


def make_store(
    folder: Path,
    office: Office,
    name: str,
    passphrase: str,
    *,
    replica: str = "",
    clock: Clock | None = None,
    cost: Cost | None = None,
    begin: Callable[[Sitting], object] | None = None,
) -> Sitting:
    """Make a new store around its first person. Raises Trouble when there is one already or nothing can be written.

    `begin` puts its first things into it; `replica` is its first one, made up when it is left out. The key file comes
    last: a store that was cut off before it is none, and is made anew (nobody could ever open it).
    """
    if exists(folder):
        raise Trouble(
            _("There is a store in “{folder}” already.").format(folder=folder),
            _("Choose another folder; nothing was changed."),
            code="store_exists",
        )
    clock = clock or ComputerClock()
    key = secrets.token_bytes(32)
    person = Person(new_id(clock.now()), name.strip(), LEADS[office.kind])
    own = new_secret()
    slot = lock_key(key, person.id, person.name, passphrase, cost or usual_cost(), own=own)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Trouble(
            _("“{folder}” cannot be written.").format(folder=folder), _("Choose another folder."), code="not_writable"
        ) from fault
    for left in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", ANCHOR):
        (folder / left).unlink(missing_ok=True)
    store = Store(folder, key, all_forms(), fingerprint(), schema(), new=True)
    try:
        with store.writing() as connection:
            facts.note(connection, "office", sittings.as_json(office))
            facts.note(connection, "replica", replica or new_id(clock.now()))
            people.add(connection, person.id, person.name, person.role)
        made = Sitting(store, person, office, clock, own=own)
        store.refresh()
        if begin is not None:
            begin(made)
        Vault.create(folder / VAULT, slot)
    except BaseException:
        store.close()
        raise
    return made


def settings(sitting: Sitting) -> Settings:
    """Return the settings of this person."""
    with sitting.store.reading() as connection:
        return from_mapping(facts.read(connection, f"settings:{sitting.person.id}", {}))


@open_to_all
def change_settings(sitting: Sitting, **changes: object) -> Settings:
    """Change some settings of this person and return all of them."""
    changed = settings(sitting).changed(**changes)
    with sitting.store.writing() as connection:
        facts.note(
            connection, f"settings:{sitting.person.id}", {name: getattr(changed, name) for name in Settings.__slots__}
        )
    return changed


@open_to_all
def change_office(sitting: Sitting, office: Office) -> Sitting:
    """Note a changed office (new keys of headquarters, another name) and return a sitting that knows it."""
    with sitting.store.writing() as connection:
        facts.note(connection, "office", sittings.as_json(office))
    return replace(sitting, office=office, hiding=None)
