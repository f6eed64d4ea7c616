"""What would be missing: changes of a laptop that have not arrived before a part that waits to be imported."""

from __future__ import annotations

from silkfield.log.streams import TO_HEADQUARTERS
from silkfield.store import arrivals
from silkfield.store.arrivals import Arrival
from silkfield.store.store import Connection
from silkfield.store.streams import all_streams, beyond


def missing_before(connection: Connection, arrival: Arrival) -> tuple[tuple[int, int], ...]:
    """Return the changes of the same laptop before a part that waits, which are neither here nor waiting too."""
    known = all_streams(connection, arrival.site)
    stream = next((one for one in known if (one.device, one.audience) == (arrival.device, TO_HEADQUARTERS)), None)
    spans = [(one.first, one.last) for one in arrivals.waiting_of(connection, arrival.device)]
    spans += [(first, last) for first, last, _end in beyond(connection, stream)[0]] if stream else []
    holes: list[tuple[int, int]] = []
    expected = (stream.tip if stream else 0) + 1
    for first, last in sorted([*spans, (arrival.first, arrival.last)]):
        if expected < min(first, arrival.first):
            holes.append((expected, min(first, arrival.first) - 1))
        expected = max(expected, last + 1)
    return tuple(holes)
