"""Rotating headquarters' transport key, so that what was sent long ago can be opened by nobody any more.

1. A new key is announced with the list of laptops; laptops that hear of it write for both keys.
2. When every laptop on the list has said that it holds that list, the next list names the new key alone.
3. When every laptop holds that one too, and 90 days have passed, the old key is destroyed: old bundles in mailboxes die.

Steps 2 and 3 happen by themselves when headquarters sends or receives; a person may destroy old keys at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from silkfield.bundles import faults
from silkfield.errors import Trouble
from silkfield.language import _, ngettext
from silkfield.operations.allowing import needs, only_at_headquarters, open_to_all
from silkfield.operations.exchange import network
from silkfield.operations.exchange.founding import is_behind, publish
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting, as_json
from silkfield.store import arrivals, facts, laptops, transport_keys
from silkfield.store.store import Connection
from silkfield.store.transport_keys import KeptKey
from silkfield.trust.keys import TransportKey
from silkfield.trust.roster import Roster

DAYS = 90
"""How long after the last laptop was told an old key still opens what was forgotten in a mailbox."""

_DAY = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One transport key as headquarters sees it.

    `waiting` are the labels of laptops that have not said yet that they hold the list which moves it on; `due` is when it is
    destroyed at the earliest (ms), 0 while that is not known.
    """

    recipient: str
    announced: int
    dropped: int
    destroyed_at: int
    waiting: tuple[str, ...]
    due: int

    @property
    def state(self) -> str:
        """Say in words what the key is used for."""
        if self.destroyed_at:
            return _("destroyed")
        if self.due:
            return _("old; opens what is on its way until it is destroyed")
        if self.dropped:
            return _("old; not every laptop has heard yet that it is used no more")
        return _("in use")


def standing(sitting: Sitting) -> tuple[KeyLine, ...]:
    """Return headquarters' transport keys, the newest first. Raises Trouble elsewhere."""
    only_at_headquarters(sitting)
    with sitting.store.reading() as connection:
        held = _held(connection, sitting)
        return tuple(_line(connection, held, one) for one in _keys(connection, sitting, held))


def _held(connection: Connection, sitting: Sitting) -> Roster:
    held = network.roster(connection, sitting)
    if held is None:
        raise Trouble(_("This store has no roster."), _("Bring back the newest backup."), code="no_roster")
    return held


def _keys(connection: Connection, sitting: Sitting, held: Roster) -> list[KeptKey]:
    """Return every key; before the first rotation the one that headquarters was made with."""
    own = network.transport_key(sitting)
    return transport_keys.all_keys(connection) or [KeptKey(own.recipient, own.secret, 1 if held.version else 0)]


def _line(connection: Connection, held: Roster, key: KeptKey) -> KeyLine:
    newest = held.headquarters.transport[0] == key.recipient
    behind = _behind(connection, held, key.dropped or key.announced)
    waits = not key.destroyed_at and (bool(key.dropped) or (newest and len(held.headquarters.transport) > 1))
    due = key.dropped_at + DAYS * _DAY if key.dropped and not key.destroyed_at and not behind else 0
    return KeyLine(key.recipient, key.announced, key.dropped, key.destroyed_at, behind if waits else (), due)


def _behind(connection: Connection, held: Roster, version: int) -> tuple[str, ...]:
    """Return the laptops on the list that have not said yet that they hold a version of it."""
    lists = laptops.lists_held(connection)
    live = (one for one in held.devices if not one.revoked)
    return tuple(held.label(one) for one in live if lists.get(one.key_id, 0) < version)


@needs(Ability.KEYS)
def rotate(sitting: Sitting) -> tuple[KeyLine, ...]:
    """Announce a new transport key. Raises Trouble while laptops still have to hear of the last one."""
    only_at_headquarters(sitting)
    settle(sitting)
    with sitting.store.reading() as connection:
        held = _held(connection, sitting)
        kept = transport_keys.all_keys(connection)
        before = _keys(connection, sitting, held)
        behind = _behind(connection, held, before[0].announced)
    if len(held.headquarters.transport) > 1:
        raise Trouble(
            _("A new key was announced before, and not every laptop has heard of it: {laptops}.").format(
                laptops=_(", ").join(behind)
            ),
            _("Write those sites a bundle and let them answer. Then rotate again."),
            code="rotating",
        )
    fresh, now = TransportKey.generate(), sitting.clock.now()
    roster = held.with_transport_keys((fresh.recipient, *held.headquarters.transport), now)

    def note(connection: Connection) -> None:
        for one in before if not kept else ():
            transport_keys.add(connection, one)
        transport_keys.add(connection, KeptKey(fresh.recipient, fresh.secret, roster.version))
        _note_office(connection, sitting, fresh.secret, roster)

    publish(sitting, roster, also=note)
    return standing(sitting)


def _note_office(connection: Connection, sitting: Sitting, secret: str, roster: Roster) -> None:
    changed = replace(sitting.office, transport_secret=secret, headquarters_transport=roster.headquarters.transport)
    facts.note(connection, "office", as_json(changed))


@open_to_all
def settle(sitting: Sitting) -> None:
    """Move old keys on as far as laptops have heard: first out of the list, in the end destroyed. At headquarters."""
    with sitting.store.reading() as connection:
        kept = transport_keys.all_keys(connection)
        if not any(not one.destroyed_at for one in kept[1:]):
            return
        held = _held(connection, sitting)
        if is_behind(connection, held.version):
            return  # headquarters came back from its kit and has to take the newest list first
        heard = not _behind(connection, held, kept[0].announced)
        lines = [_line(connection, held, one) for one in kept]
        waits = _waiting(connection)
    if len(held.headquarters.transport) > 1 and heard:
        _drop_old(sitting, held)
        return
    now = sitting.clock.now()
    due = [one.recipient for one in lines if one.due and one.due <= now]
    if due and not waits:
        _destroy(sitting, due)


def _waiting(connection: Connection) -> int:
    """Return how many parts wait here that may be taken in later, and so have to be opened once more."""
    codes = (faults.REVOKED, faults.POLICY, faults.UNKNOWN_SENDER)
    aside = sum(one.result == arrivals.HELD or one.code in codes for one in arrivals.aside(connection))
    return aside + sum(one.result == arrivals.PLANNED for one in arrivals.all_arrivals(connection))


def _drop_old(sitting: Sitting, held: Roster) -> Roster:
    now = sitting.clock.now()
    newest, *old = held.headquarters.transport
    roster = held.with_transport_keys((newest,), now)

    def note(connection: Connection) -> None:
        for recipient in old:
            transport_keys.drop(connection, recipient, roster.version, now)
        (secret,) = (one.secret for one in transport_keys.all_keys(connection) if one.recipient == newest)
        _note_office(connection, sitting, secret, roster)

    publish(sitting, roster, also=note)
    return roster


def _destroy(sitting: Sitting, recipients: list[str]) -> None:
    with sitting.store.writing() as connection:
        for recipient in recipients:
            transport_keys.destroy(connection, recipient, sitting.clock.now())
    sitting.store.database.fold()


@open_to_all
def losses(sitting: Sitting) -> tuple[str, ...]:
    """Say what can be opened no more once all old keys are destroyed; nothing when there is no old key. Raises Trouble."""
    only_at_headquarters(sitting)
    with sitting.store.reading() as connection:
        kept = transport_keys.all_keys(connection)
        if all(one.destroyed_at for one in kept[1:]):
            return ()
        behind = _behind(connection, _held(connection, sitting), kept[0].announced)
        waiting = _waiting(connection)
    said = [
        _(
            "Bundles that were written before list {version} and have not arrived yet, on sticks and in mailboxes."
        ).format(version=kept[0].announced)
    ]
    if behind:
        said.append(
            _("Everything that {laptops} sends before it has heard of the new key: it has to be sent again.").format(
                laptops=_(", ").join(behind)
            )
        )
    if waiting:
        words = ngettext(
            "{count} part that waits in the inbox or in quarantine here.",
            "{count} parts that wait in the inbox or in quarantine here.",
            waiting,
        )
        said.append(words.format(count=waiting))
    said.append(_("Backups made before today still hold the old key: delete them where it matters."))
    return tuple(said)


@needs(Ability.KEYS)
def destroy_old(sitting: Sitting) -> tuple[KeyLine, ...]:
    """Destroy all old keys at once, on a person's word. Raises Trouble when there is none."""
    if not losses(sitting):
        raise Trouble(_("There is no old key."), _("Rotate the key first."), code="no_old_key")
    held = network.held_roster(sitting)
    if held is not None and len(held.headquarters.transport) > 1:
        _drop_old(sitting, held)
    with sitting.store.reading() as connection:
        old = [one.recipient for one in transport_keys.all_keys(connection)[1:] if not one.destroyed_at]
    _destroy(sitting, old)
    return standing(sitting)
