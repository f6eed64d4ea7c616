"""The inbox: every part that arrived, what became of it, and which parts of a bundle are still missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from silkfield.bundles import faults
from silkfield.operations.exchange.importing import plan_from_json
from silkfield.operations.exchange.outcomes import Outcome, outcome_aside, outcome_known, outcome_of
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals


def arrived_parts(sitting: Sitting) -> list[Outcome]:
    """Return every part that arrived, the newest first, as the inbox shows it."""
    with sitting.store.reading() as connection:
        found = []
        for one in arrivals.all_arrivals(connection):
            if one.result == arrivals.DISCARDED:
                continue
            if one.result in (arrivals.HELD, arrivals.QUARANTINED):
                found.append(outcome_aside(sitting, one))
            elif one.result == arrivals.WITHHELD:
                found.append(replace(outcome_known(connection, one, one.name), result=arrivals.WITHHELD))
            else:
                found.append(outcome_of(connection, sitting, one, plan_from_json(one.plan)))
    return found


def kept_aside(sitting: Sitting) -> int:
    """Return how many parts arrived and were not taken in."""
    with sitting.store.reading() as connection:
        return len(arrivals.aside(connection))


def missing_parts(arrived: Iterable[Outcome]) -> dict[str, tuple[int, ...]]:
    """Return which parts of a bundle are not here whole, by export id, for bundles of which a part is here."""
    here: dict[str, set[int]] = {}
    of: dict[str, int] = {}
    for one in arrived:
        if one.export:
            here.setdefault(one.export, set())
            of[one.export] = one.place[1]
            if one.result != arrivals.QUARANTINED or one.code in _WHOLE:
                here[one.export].add(one.place[0])
    lacking = {export: tuple(sorted({*range(1, of[export] + 1)} - parts)) for export, parts in here.items()}
    return {export: parts for export, parts in lacking.items() if parts}


_WHOLE = (faults.NOT_FOR_US, faults.UNKNOWN_SENDER, faults.REVOKED, faults.POLICY, faults.NETWORK, faults.INTERNAL)
"""Faults of parts that arrived as they were sent, so that nobody has to send them again for being incomplete."""
