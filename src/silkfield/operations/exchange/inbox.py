"""The inbox: every part that arrived, and what became of it."""

from __future__ import annotations

from dataclasses import replace

from silkfield.bundles import faults
from silkfield.bundles.faults import explain
from silkfield.operations.exchange.importing import plan_from_json
from silkfield.operations.exchange.outcomes import Outcome, outcome_of
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals


def arrived_parts(sitting: Sitting) -> list[Outcome]:
    """Return every part that arrived, the newest first, as the inbox shows it."""
    with sitting.store.reading() as connection:
        found = []
        for one in arrivals.all_arrivals(connection):
            outcome = outcome_of(connection, sitting, one, plan_from_json(one.plan))
            if one.code in faults.CODES and one.result in (arrivals.HELD, arrivals.QUARANTINED):
                sentence, advice = explain(one.code)
                outcome = replace(outcome, sentence=sentence, advice=advice, code=one.code)
            elif one.result == arrivals.WITHHELD:
                outcome = replace(outcome, sentence=explain(faults.WITHHELD)[0], advice=explain(faults.WITHHELD)[1])
            found.append(outcome)
    return found
