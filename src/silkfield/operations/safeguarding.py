"""Safeguarding: who may read its records, and what waits for the coordinator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from silkfield import clock as clocks
from silkfield.clock import local_time
from silkfield.formkit.form import CENTRE
from silkfield.log.streams import WITHIN_SITE
from silkfield.operations import recording
from silkfield.operations.allowing import needs
from silkfield.operations.roles import Ability, can
from silkfield.operations.sealing import KEY_FORM, RECIPIENT, Holder, coordinators, hand_over, kept, new_key
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.store import facts
from silkfield.store.store import Connection
from silkfield.store.writing import Put
from silkfield.trust.sealed_answers import public_half

RECORD = "safeguarding"
MINOR = "MINOR"
UNDER_18 = "A00"


@dataclass(frozen=True, slots=True)
class Alert:
    """A safeguarding record that is not done: what was noticed (codes), of which contact, since when, whether it was seen."""

    record: str
    contact: str
    flags: tuple[str, ...]
    day: date
    seen: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What waits for the coordinator, the oldest first; others see only how many records were `opened` today.

    `locked` were sealed on another laptop and cannot be read here yet; `asked` tells that the key was asked for, `asking`
    are coordinators of other laptops who ask for ours.
    """

    alerts: tuple[Alert, ...] = ()
    opened: int = 0
    locked: int = 0
    asked: bool = False
    asking: tuple[Holder, ...] = ()


def standing(sitting: Sitting) -> Standing:
    """Return what Today says about safeguarding to this person."""
    if sitting.office.kind != CENTRE or not can(sitting.person.role, Ability.COUNSEL):
        return Standing()
    zone, today = sitting.clock.zone(), clocks.today(sitting.clock)
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        began = reader.counted(RECORD)
        readable = reader.listing(RECORD)
        asked = has_asked(sitting, connection)
    if not can(sitting.person.role, Ability.SAFEGUARD) or sitting.hiding is not None:
        return Standing(opened=sum(local_time(one, zone).date() == today for one in began))
    alerts = (
        Alert(
            one.id,
            one.values.get("contact", ""),
            tuple(one.values.get("flags") or ()),
            local_time(one.created, zone).date(),
            bool(one.values.get("seen_on")),
        )
        for one in reversed(readable)
        if not one.values.get("done_on")
    )
    return Standing(tuple(alerts), 0, len(began) - len(readable), asked, tuple(asking(sitting)))


def dangers_of(contact: Mapping[str, Any], before: Mapping[str, Any], noticed: tuple[str, ...] = ()) -> list[str]:
    """Return what a contact newly says that the coordinator must know: what was noticed, and that the client is a minor."""
    minor = contact.get("age_group") == UNDER_18 != before.get("age_group")
    return list(dict.fromkeys([*noticed, *([MINOR] if minor else [])]))


@needs(Ability.SAFEGUARD)
def note_seen(sitting: Sitting, record: str) -> Changes:
    """Note that the coordinator has seen a record today. Raises Trouble."""
    return recording.patch(sitting, RECORD, {"seen_on": clocks.today(sitting.clock).isoformat()}, record)


@needs(Ability.SAFEGUARD)
def note_done(sitting: Sitting, record: str) -> Changes:
    """Note that all is done about a record; it waits no longer. Raises Trouble."""
    today = clocks.today(sitting.clock).isoformat()
    seen = recording.known(sitting, record, RECORD).values.get("seen_on") or today
    return recording.patch(sitting, RECORD, {"seen_on": seen, "done_on": today}, record)


def take_away(sitting: Sitting, connection: Connection, holder: str) -> None:
    """Take the key from somebody who is no coordinator any more, and seal with a new one from now on."""
    found = sitting.reader(connection).listing(KEY_FORM, where={"holder": holder})
    writer = sitting.writer(connection)
    if found:
        writer.save([Put(KEY_FORM, one.id, None, WITHIN_SITE, [one.revision]) for one in found], "remove")
    if facts.read(connection, RECIPIENT):
        new_key(sitting.office.label, writer)
    writer.flush()


def give(sitting: Sitting, connection: Connection, holder: Holder) -> None:
    """Give a coordinator all keys that this person has."""
    if keys := sitting.secrets():
        writer = sitting.writer(connection)
        hand_over(writer, [holder], keys)
        writer.flush()


def asking(sitting: Sitting) -> list[Holder]:
    """Return the coordinators who lack a key that this person has: they have asked for it, and it was not given yet."""
    own = set(map(public_half, sitting.secrets()))
    if not own:
        return []
    with sitting.store.reading() as connection:
        found = kept(sitting.store, connection)
    holders: dict[str, Holder] = {}
    has: dict[str, set[str]] = {}
    for one in found:
        holder = Holder(*(one.get(name, "") for name in ("holder", "name", "office", "public")))
        holders[holder.id] = holder
        has.setdefault(holder.id, set()).update(one.get("opens", "").split())
    return [one for one in holders.values() if own - has[one.id]]


@needs(Ability.SAFEGUARD)
def let_read(sitting: Sitting, holder: str) -> Changes:
    """Give a coordinator who asks for it the key to all that this person can read; it cannot be taken back."""
    chosen = [one for one in asking(sitting) if one.id == holder]
    with sitting.store.writing() as connection:
        for one in chosen:
            give(sitting, connection, one)
    return Changes(frozenset({KEY_FORM}))


@needs(Ability.SAFEGUARD)
def ask(sitting: Sitting) -> Changes:
    """Ask the coordinators of the other laptops for the key to what was sealed there; the question goes with the bundle."""
    with sitting.store.writing() as connection:
        if not has_asked(sitting, connection):
            writer = sitting.writer(connection)
            own = [
                one
                for one in coordinators(sitting.office.label, sitting.store, connection)
                if one.id == sitting.person.id
            ]
            hand_over(writer, own, ())
            writer.flush()
    return Changes(frozenset({KEY_FORM}))


def has_asked(sitting: Sitting, connection: Connection) -> bool:
    """Tell whether the other laptops have heard, or will hear, of this coordinator."""
    return any(one.get("holder") == sitting.person.id for one in kept(sitting.store, connection))
