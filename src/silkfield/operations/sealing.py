"""Sealing: what a safeguarding record says is locked as it is saved, under a key that only coordinators are given.

Everybody at a laptop may lock with the public half. The secret half lies in records of the site, sealed once for each
coordinator's own key, which only that person's passphrase opens; so it travels to the other laptops, is backed up, checked
and rebuilt like any record. A coordinator of another laptop asks for it, and one who has it says yes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from silkfield.errors import Trouble
from silkfield.forms.safeguarding_key import FORM
from silkfield.language import _
from silkfield.log.streams import WITHIN_SITE
from silkfield.operations.roles import Ability, can
from silkfield.records.identity import new_id
from silkfield.store import facts, people
from silkfield.store.store import VAULT, Connection, Store
from silkfield.store.writing import Put, Writer
from silkfield.trust.sealed_answers import SEALED, new_secret, public_half, sealed, unsealed
from silkfield.vault.slots import Vault

KEY_FORM = FORM.key
RECIPIENT = "safeguarding_recipient"
"""The fact that holds the public half this laptop locks with."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A coordinator who has the key, or asks for it: on which laptop, and the public half of their own key."""

    id: str
    name: str
    office: str
    public: str


def secrets(store: Store, person: str, own: str) -> tuple[str, ...]:
    """Return the keys that were handed to a person, whose own secret opens them."""
    return store.remembered((KEY_FORM, person), partial(_secrets, store, person, own))


def _secrets(store: Store, person: str, own: str, connection: Connection) -> tuple[str, ...]:
    handed = (one for one in kept(store, connection) if one.get("holder") == person)
    opened = (unsealed(one.get("envelope", ""), [own]) for one in handed)
    return tuple(dict.fromkeys(str(one) for found in opened if isinstance(found, list) for one in found))


def kept(store: Store, connection: Connection) -> list[Mapping[str, Any]]:
    """Return what all laptops of the site have written about keys."""
    return store.projection.shapes[KEY_FORM].standing(connection)


def seal(office: str, writer: Writer, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """Lock answers for the coordinators: with the key of the site, a new one where no laptop has made any."""
    recipient = facts.read(writer.connection, RECIPIENT) or _of_the_site(writer) or new_key(office, writer)
    return {SEALED: sealed(dict(answers), recipient)}


def _of_the_site(writer: Writer) -> str:
    """Go on with the first key that another laptop of the site has made, so that the site has one."""
    made = (one.get("opens", "").split() for one in kept(writer.store, writer.connection))
    found = next((keys[0] for keys in made if keys), "")
    if found:
        facts.note(writer.connection, RECIPIENT, found)
    return found


def new_key(office: str, writer: Writer) -> str:
    """Make a key for what is sealed from now on, hand it to the coordinators of this laptop, return its public half."""
    holders = coordinators(office, writer.store, writer.connection)
    if not holders:
        raise Trouble(
            _("No coordinator can read a safeguarding record here yet."),
            _("Let a coordinator unlock this laptop once, then save."),
            code="no_coordinator",
        )
    secret = new_secret()
    recipient = public_half(secret)
    hand_over(writer, holders, [secret])
    facts.note(writer.connection, RECIPIENT, recipient)
    return recipient


def hand_over(writer: Writer, holders: Iterable[Holder], keys: Sequence[str]) -> None:
    """Write keys into the log, once for each of these people; nobody else can open them. Without keys it asks for them."""
    opens = " ".join(map(public_half, keys))
    puts = [
        Put(
            KEY_FORM,
            new_id(writer.author.now),
            {
                "holder": one.id,
                "name": one.name,
                "office": one.office,
                "public": one.public,
                **({"opens": opens, "envelope": sealed(list(keys), one.public)} if keys else {}),
            },
            WITHIN_SITE,
        )
        for one in holders
    ]
    writer.save(puts, "create", apart=True)


def coordinators(office: str, store: Store, connection: Connection) -> list[Holder]:
    """Return the coordinators of this laptop who have a key of their own."""
    public = {slot.user: slot.public for slot in Vault.open(store.folder / VAULT).people()}
    return [
        Holder(person, name, office, public[person])
        for person, name, role in people.all_of(connection)
        if can(role, Ability.SAFEGUARD) and public.get(person)
    ]
