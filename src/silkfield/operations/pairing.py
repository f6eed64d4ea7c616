"""Pairing: two clients of a site are one person, or are not; both are remembered, travel, and can be taken back.

Nothing is moved: every contact stays with the code it was recorded under, and clients that were joined are read together.
So whatever was added or corrected meanwhile is with its own client when they are parted again.
"""

from __future__ import annotations

from collections.abc import Iterable

from silkfield.errors import Trouble
from silkfield.forms.client_pair import DIFFERENT, SAME
from silkfield.language import _
from silkfield.operations import recording
from silkfield.operations.allowing import needs
from silkfield.operations.recording import Wanted
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.store.reading import Reader, Shown

PAIR = "client_pair"
_MOST_ROUNDS = 8
"""So many codes in a row may stand for one person; each round costs two statements, however many clients there are."""


@needs(Ability.COUNSEL)
def join(sitting: Sitting, client: str, other: str) -> Changes:
    """Say that two clients are one person. Raises Trouble."""
    return _say(sitting, client, other, SAME)


@needs(Ability.COUNSEL)
def tell_apart(sitting: Sitting, client: str, other: str) -> Changes:
    """Say that two clients are not the same person, so that nobody is asked again. Raises Trouble."""
    return _say(sitting, client, other, DIFFERENT)


@needs(Ability.COUNSEL)
def separate(sitting: Sitting, client: str) -> Changes:
    """Part a client from all it was joined with; what was recorded under each code stays with that code."""
    with sitting.store.reading() as connection:
        joined = [one for one in _pairs(sitting.reader(connection), [client]) if one.values.get("verdict") == SAME]
    return recording.save_together(sitting, [_changed(one, DIFFERENT) for one in joined])


def joined(reader: Reader, client: str) -> tuple[str, ...]:
    """Return all codes that stand for this person, the oldest first; that one is the code to go by.

    Where one laptop joined two clients and another told them apart, they are apart: a wrong join shows somebody's affairs
    to a stranger, a missing one only asks again.
    """
    known, fresh = {client}, {client}
    for _round in range(_MOST_ROUNDS):
        if not fresh:
            break
        found = _neighbours(_pairs(reader, fresh))
        fresh = {other for pair, verdicts in found.items() if verdicts == {SAME} for other in pair} - known
        known |= fresh
    if len(known) == 1:
        return (client,)
    here = [one for one in reader.several("client", sorted(known)) if not one.removed]
    return tuple(one.id for one in sorted(here, key=lambda one: (one.created, one.id))) or (client,)


def all_joined(reader: Reader) -> dict[str, str]:
    """Return every client that was joined to another one, with the code that stands for both, so that people count once."""
    found = _neighbours(reader.listing(PAIR))
    first: dict[str, str] = {}
    for pair in sorted((pair for pair, verdicts in found.items() if verdicts == {SAME}), key=sorted):
        ends = {first.get(one, one) for one in pair}
        members = ends | {one for one, end in first.items() if end in ends}
        first.update(dict.fromkeys(members, min(ends)))
    return {one: end for one, end in first.items() if one != end}


def told_apart(reader: Reader, client: str) -> frozenset[str]:
    """Return the clients of whom somebody said that they are not this person."""
    found = _neighbours(_pairs(reader, [client]))
    return frozenset(other for pair, verdicts in found.items() if DIFFERENT in verdicts for other in pair) - {client}


def _say(sitting: Sitting, client: str, other: str, verdict: str) -> Changes:
    for one in (client, other):
        if recording.known(sitting, one, "client").removed:
            raise Trouble(_("This client was removed."), _("Bring it back first."), code="removed")
    with sitting.store.reading() as connection:
        kept = [one for one in _pairs(sitting.reader(connection), [client]) if other in _both(one)]
    new = Wanted(PAIR, {"client": client, "other": other, "verdict": verdict})
    return recording.save_together(sitting, [_changed(one, verdict) for one in kept] or [new])


def _changed(pair: Shown, verdict: str) -> Wanted:
    return Wanted(PAIR, {**pair.values, "verdict": verdict}, pair.id, pair.revision)


def _pairs(reader: Reader, clients: Iterable[str]) -> list[Shown]:
    chosen = sorted(clients)
    found = [one for side in ("client", "other") for one in reader.listing(PAIR, where={side: chosen})]
    return list({one.id: one for one in found}.values())


def _both(pair: Shown) -> frozenset[str]:
    """Return the two clients of a pair; none where another program wrote something else there."""
    both = (pair.values.get("client"), pair.values.get("other"))
    return (
        frozenset(one for one in both if isinstance(one, str))
        if all(isinstance(one, str) for one in both)
        else frozenset()
    )


def _neighbours(pairs: Iterable[Shown]) -> dict[frozenset[str], set[str]]:
    found: dict[frozenset[str], set[str]] = {}
    for one in pairs:
        found.setdefault(_both(one), set()).add(str(one.values.get("verdict", "")))
    return found
