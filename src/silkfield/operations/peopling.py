"""Who works with a store: adding people, giving them another role, and changing one's own passphrase."""

from __future__ import annotations

from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations import safeguarding
from silkfield.operations.allowing import needs, open_to_all
from silkfield.operations.roles import LEADS, OFFERED, Ability, can
from silkfield.operations.sealing import Holder, coordinators
from silkfield.operations.sitting import Office, Person, Sitting
from silkfield.records.changes import Changes, changed
from silkfield.records.identity import new_id
from silkfield.store import people
from silkfield.store.store import VAULT, Connection, Store
from silkfield.vault.slots import Vault, lock_key, usual_cost

PEOPLE = "people"
"""The kind of change that concerns who works here."""


def listing(sitting: Sitting) -> list[Person]:
    """Return everybody who works with this store, in the order they were added."""
    with sitting.store.reading() as connection:
        return [Person(*one) for one in people.all_of(connection)]


@needs(Ability.PEOPLE)
def add_person(sitting: Sitting, key_of: str, name: str, passphrase: str, *, role: str = "") -> Person:
    """Let another person work with this store; `key_of` is the passphrase of the one who adds. Raises Trouble."""
    role = role or OFFERED[sitting.office.kind][0]
    _refuse_role(sitting, role)
    vault = Vault.open(sitting.store.folder / VAULT)
    key = vault.unlock(key_of, sitting.person.name).key
    if any(slot.name.casefold() == name.strip().casefold() for slot in vault.people()):
        raise Trouble(
            _("“{name}” works with this store already.").format(name=name), _("Choose another name."), code="same_name"
        )
    person = Person(new_id(sitting.clock.now()), name.strip(), role)
    slot = lock_key(key, person.id, person.name, passphrase, usual_cost())
    with sitting.store.writing() as connection:
        people.add(connection, person.id, person.name, person.role)
        if can(role, Ability.SAFEGUARD):
            safeguarding.give(sitting, connection, Holder(person.id, person.name, sitting.office.label, slot.public))
    vault.put(slot)
    return person


@needs(Ability.PEOPLE)
def change_role(sitting: Sitting, person: str, role: str) -> Changes:
    """Give somebody else who works here another role, so that whoever leads always stays. Raises Trouble.

    A new coordinator gets the keys to safeguarding records; what is sealed after somebody ceased to be one is sealed with a
    new key.
    """
    _refuse_role(sitting, role)
    if person == sitting.person.id:
        raise Trouble(
            _("Nobody changes their own role."),
            _("Somebody else who leads this office does; so one always stays."),
            code="own_role",
        )
    with sitting.store.writing() as connection:
        before = Person(*people.find(connection, person)).role
        people.change_role(connection, person, role)
        reads, read = can(role, Ability.SAFEGUARD), can(before, Ability.SAFEGUARD)
        if reads and not read:
            for holder in coordinators(sitting.office.label, sitting.store, connection):
                if holder.id == person:
                    safeguarding.give(sitting, connection, holder)
        elif read and not reads:
            safeguarding.take_away(sitting, connection, person)
    return changed(PEOPLE)


def _refuse_role(sitting: Sitting, role: str) -> None:
    offered = OFFERED[sitting.office.kind]
    if role not in offered:
        raise Trouble(
            _("There is no such role at this office."),
            _("Choose one of: {roles}.").format(roles=_(", ").join(offered)),
            code="no_role",
        )


@open_to_all
def change_passphrase(sitting: Sitting, old: str, new: str) -> None:
    """Give this person another passphrase; the store itself is not rewritten. Raises Trouble."""
    vault = Vault.open(sitting.store.folder / VAULT)
    slot, key, own = vault.unlock(old, sitting.person.name)
    vault.put(lock_key(key, slot.user, slot.name, new, usual_cost(), own=own))


def settle(store: Store, office: Office) -> None:
    """Let the first person of a store lead it where nobody does: it was made before there were roles."""
    with store.reading() as connection:
        first = _leaderless(connection)
    if first:
        with store.writing() as connection:
            people.change_role(connection, first, LEADS[office.kind])


def _leaderless(connection: Connection) -> str:
    known = people.all_of(connection)
    return "" if any(can(role, Ability.PEOPLE) for _id, _name, role in known) else known[0][0]
