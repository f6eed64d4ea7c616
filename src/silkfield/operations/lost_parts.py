"""Parts of a bundle that were lost on the way: named, so that somebody can ask for them."""

from __future__ import annotations

from silkfield.language import _, ngettext
from silkfield.store import arrivals
from silkfield.store.arrivals import Arrival
from silkfield.store.store import Connection

_TAKEN = (arrivals.IMPORTED, arrivals.PLANNED, arrivals.HELD, arrivals.WITHHELD)


def missing_parts(connection: Connection, arrival: Arrival) -> tuple[int, ...]:
    """Return which parts of a bundle have not arrived, before the last one that has."""
    here = {one.part for one in arrivals.named(connection, arrival.export) if one.result in _TAKEN} | {arrival.part}
    return tuple(sorted(set(range(1, max(here))) - here))


def lost_parts(connection: Connection, device: str) -> str:
    """Name the parts that are missing of the newest bundle of a laptop that brought pieces of files; empty when none is."""
    brought = [one for one in arrivals.of_device(connection, device) if one.result in _TAKEN and not one.first]
    if not brought:
        return ""
    newest = max(brought, key=lambda one: one.number)
    here = {one.part for one in arrivals.named(connection, newest.export) if one.result in _TAKEN}
    return lost_words(newest, tuple(sorted(set(range(1, newest.parts + 1)) - here)))


def lost_words(arrival: Arrival, missing: tuple[int, ...]) -> str:
    """Say which parts of a bundle are missing; empty when none is."""
    if not missing:
        return ""
    several = ngettext(
        "Part {numbers} of {parts} of bundle {label} is missing; ask for it.",
        "Parts {numbers} of {parts} of bundle {label} are missing; ask for them.",
        len(missing),
    )
    numbers = _(", ").join(map(str, missing))
    return several.format(numbers=numbers, parts=arrival.parts, label=arrival.label)
