"""The match key on its way: made by the first laptop of the network, handed to every other one in sealed envelopes.

The envelopes stand in a laptop's stream for headquarters, headquarters passes them on to all sites unread, and the laptop
named on one opens it. The laptop that made the key seals it; when that one is revoked, any other that holds it does, so
that a lost laptop never takes the key with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from silkfield.log.entries import Entry
from silkfield.log.orders import Sealed
from silkfield.log.streams import TO_ALL_SITES, TO_HEADQUARTERS
from silkfield.log.words import new_salt
from silkfield.operations.exchange import network
from silkfield.operations.sitting import Sitting
from silkfield.store import facts
from silkfield.store.store import Connection
from silkfield.trust.faults import TrustFault
from silkfield.trust.match_key import MatchKey, new_match_key, open_envelope, seal_key, senior
from silkfield.trust.roster import Device, Roster

KEPT, SEALED_FOR, WAITING = "match_key", "match_key_sealed_for", "match_key_envelopes"
ENVELOPES = 500
"""How many envelopes stand in one entry of the log at most."""


def held_key(connection: Connection, sitting: Sitting) -> MatchKey | None:
    """Return the match key this laptop holds; None at headquarters, and until an envelope came."""
    kept = facts.read(connection, KEPT)
    if isinstance(kept, str):  # as the first laptop of a network kept its own key until keys were handed on
        return new_match_key(sitting.office.network, network.signing_key(sitting), bytes.fromhex(kept))
    return msgspec.convert(kept, MatchKey) if kept else None


def take_envelopes(connection: Connection, sitting: Sitting, entries: Iterable[Entry]) -> None:
    """Act on the sealed envelopes in entries that were just imported: open our own; headquarters passes all on unread."""
    arrived = [body.content for entry in entries for body in entry.bodies if isinstance(body.content, Sealed)]
    if not arrived:
        return
    if sitting.office.is_headquarters:
        _pass_on(connection, sitting, arrived)
    else:
        own = network.transport_key(sitting).recipient
        waiting = [*facts.read(connection, WAITING, []), *(one.data for one in arrived if one.to == own)]
        facts.note(connection, WAITING, waiting)


def _pass_on(connection: Connection, sitting: Sitting, arrived: Sequence[Sealed]) -> None:
    held = network.roster(connection, sitting)
    addressees = {one.transport for one in held.devices if not one.revoked} if held else set()
    known = [one for one in arrived if one.to in addressees]
    writer = sitting.writer(connection)
    for start in range(0, len(known), ENVELOPES):
        writer.add(TO_ALL_SITES, known[start : start + ENVELOPES], "match-key")
    writer.flush()


def settle(connection: Connection, sitting: Sitting) -> MatchKey | None:
    """Bring the match key up to date at a site: open what waits, make the key where this is the first laptop, pass it on.

    Returns the key this laptop writes its marks with, None while it has none.
    """
    held = network.roster(connection, sitting)
    if held is None or sitting.office.is_headquarters:
        return None
    key = _opened(connection, sitting, held)
    if key is None and _is_first(sitting, held):
        key = new_match_key(sitting.office.network, network.signing_key(sitting))
        _keep(connection, key)
    if key is not None:
        _hand_over(connection, sitting, held, key)
    return key


def _keep(connection: Connection, key: MatchKey) -> None:
    facts.note(connection, KEPT, msgspec.to_builtins(key))


def _opened(connection: Connection, sitting: Sitting, held: Roster) -> MatchKey | None:
    """Open the envelopes that came; one by a maker who is not on our roster yet waits for the next roster."""
    key = held_key(connection, sitting)
    later = []
    waiting = facts.read(connection, WAITING, [])
    for data in waiting:
        try:
            found = open_envelope(data, network.transport_key(sitting))
        except TrustFault:
            continue  # for somebody else, or damaged: it stays in the log and out of use
        try:
            found.refuse_forged(held)
        except TrustFault:
            later.append(data)
            continue
        key = found if key is None else senior((key, found), held)
    if waiting:
        facts.note(connection, WAITING, later)
    if key is not None:
        _keep(connection, key)
    return key


def _is_first(sitting: Sitting, held: Roster) -> bool:
    """Tell whether this is the laptop that makes the key: of those that may still send, the one admitted first."""
    laptops = [one for one in held.devices if not one.revoked]
    first = min(laptops, key=lambda one: (one.added, one.key_id), default=None)
    return first is not None and first.key_id == sitting.office.device


def _hand_over(connection: Connection, sitting: Sitting, held: Roster, key: MatchKey) -> None:
    sealed_for: dict[str, str] = facts.read(connection, SEALED_FOR, {})
    maker = held.device(bytes.fromhex(key.maker))
    made_here = key.maker == sitting.office.device
    gave_another = any(one != key.maker for one in sealed_for.values())
    if not (made_here or gave_another or maker is None or maker.revoked):
        return
    others = [one for one in held.devices if not one.revoked and one.key_id not in (sitting.office.device, key.maker)]
    lacking = [one for one in others if sealed_for.get(one.transport) != key.maker]
    if not lacking:
        return
    writer = sitting.writer(connection)
    for start in range(0, len(lacking), ENVELOPES):
        writer.add(TO_HEADQUARTERS, [_envelope(key, one) for one in lacking[start : start + ENVELOPES]], "match-key")
    writer.flush()
    facts.note(connection, SEALED_FOR, {**sealed_for, **{one.transport: key.maker for one in lacking}})


def _envelope(key: MatchKey, laptop: Device) -> Sealed:
    return Sealed(to=laptop.transport, data=seal_key(key, laptop.transport), salt=new_salt())
