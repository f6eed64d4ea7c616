"""A month is locked by a coordinator; what changes afterwards warns, saves, and is an adjustment beside restated figures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop_seed import contact
from network_of_stores import Network
from offices import PASSPHRASE, session
from silkfield.errors import Trouble
from silkfield.operations import finding, locking, peopling, recording, reporting
from silkfield.operations.sitting import Sitting

ABOUT_400 = {"cells": {"U": {"AUN": 400}}, "estimate": True}
COUNTED = {"cells": {"U": {"AUN": 362}}}


def coordinator(sitting: Sitting) -> Sitting:
    person = peopling.add_person(sitting, PASSPHRASE, "Nadia", "a walk of her own", role="coordinator")
    return replace(sitting, person=person)


def fair(sitting: Sitting, **answers: Any) -> str:
    return recording.save(sitting, "session", session(session_type="STALL", **answers)).record


def main_table(sitting: Sitting, period: str, site: str = "") -> dict[str, Any]:
    made = reporting.report(sitting, "R1", period, site)
    return {str(row[1]): row for row in made.tables[0].rows}


def test_an_estimate_counted_after_the_lock_is_an_adjustment_and_a_restated_column(network: Network) -> None:
    laptop = network.add("ISB")
    expo = fair(laptop, heads=ABOUT_400)
    nadia = coordinator(laptop)
    locking.lock(nadia, "2016-05")
    changes = recording.patch(laptop, "session", {"heads": COUNTED}, expo)
    assert [one.sentence for one in changes.warnings] == ["May is locked; this will be shown as an adjustment."]
    recording.save(laptop, "session", session(held_on="2016-06-01"))  # June is open
    for sitting in (laptop, network.headquarters):
        if sitting is network.headquarters:
            network.deliver(network.send(laptop))
        june = main_table(sitting, "2016-06", "ISB")
        assert june["Adjustment of May 2016, locked before: A + C + D"][6] == -38
        restated = reporting.report(sitting, "R1", "2016-05", "ISB").tables[1]
        assert restated.title == "May 2016: locked on 1 June 2016, approved by Nadia"
        assert restated.columns[2:] == ("Approved", "Adjustment", "Restated")
        assert ("C", "Heads at awareness sessions", 400, -38, 362) in restated.rows
        figures = reporting.report(sitting, "R1", "2016-05", "ISB").figures["ISB"]["locked"]["month"]
        assert (figures["approved"]["awareness_heads"], figures["restated"]["awareness_heads"]) == (400, 362)


def test_a_contact_of_a_locked_month_warns_and_is_saved_and_one_of_an_open_month_does_not(sitting: Sitting) -> None:
    nadia = coordinator(sitting)
    locking.lock(nadia, "2016-05")
    late = recording.save(sitting, "counselling_contact", contact(contact_date="2016-05-30"))
    assert [one.code for one in late.warnings] == ["locked_month"]
    assert recording.save(sitting, "counselling_contact", contact()).warnings == ()


def test_moving_removing_and_bringing_back_in_a_locked_month_warns_too(sitting: Sitting) -> None:
    held = recording.save(sitting, "session", session()).record
    locking.lock(coordinator(sitting), "2016-05")
    for changes in (
        recording.patch(sitting, "session", {"held_on": "2016-06-01"}, held),
        recording.patch(sitting, "session", {"held_on": "2016-05-30"}, held),
        recording.remove(sitting, held),
        recording.restore(sitting, held),
    ):
        assert [one.code for one in changes.warnings] == ["locked_month"]


def test_a_month_is_opened_only_with_a_reason_that_its_history_keeps_and_is_locked_anew(sitting: Sitting) -> None:
    nadia = coordinator(sitting)
    fair(sitting, heads=ABOUT_400)
    record = locking.lock(nadia, "2016-05").record
    with pytest.raises(Trouble, match="locked already"):
        locking.lock(nadia, "2016-05")
    with pytest.raises(Trouble, match="Write why"):
        locking.unlock(nadia, "2016-05", "  ")
    locking.unlock(nadia, "2016-05", "A whole register was missing.")
    assert recording.save(sitting, "session", session()).warnings == ()
    step = finding.history(sitting, record)[-1]
    assert (step.why, step.note, step.who) == ("unlock", "A whole register was missing.", "Nadia")
    assert len(reporting.report(sitting, "R1", "2016-05").tables) == 4  # nothing is set beside what was approved
    with pytest.raises(Trouble, match="not locked"):
        locking.unlock(nadia, "2016-05", "again")
    locking.lock(nadia, "2016-05")
    found = locking.lock_of(sitting, "2016-05")
    assert found is not None
    assert (found.holds, found.record, found.figures["awareness_heads"]) == (True, record, 442)


def test_only_a_coordinator_locks_and_only_a_month_that_is_over(sitting: Sitting) -> None:
    counsellor = replace(sitting, person=replace(sitting.person, role="counsellor"))
    with pytest.raises(Trouble, match="lock months"):
        locking.lock(counsellor, "2016-05")
    with pytest.raises(Trouble, match="was not saved"):  # nor by writing the record oneself
        recording.save(counsellor, "month_lock", {"month": "2016-05", "approved_by": "Somebody"})
    nadia = coordinator(sitting)
    with pytest.raises(Trouble, match="was not saved"):
        locking.lock(nadia, "2016-06")
    with pytest.raises(Trouble, match="is no month"):
        locking.lock(nadia, "May")
