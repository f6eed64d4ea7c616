"""What a contact agrees on is saved with it: its follow-up comes back on its day, its referrals wait for their end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desktop_seed import contact
from silkfield.errors import Trouble
from silkfield.operations import consenting, counselling, finding, following, recording, referring
from silkfield.operations.recording import Refused
from silkfield.operations.roles import COUNSELLOR
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import Shown

YES = {"form": "VERBAL", "purposes": ["KEEP", "REFER"]}
NAME = {"full_name": "Muhammad Ashraf", "phone": "+923001234567"}
TODAY = date(2016, 6, 1)


def all_of(sitting: Sitting, form: str) -> tuple[Shown, ...]:
    return finding.listing(sitting, form).records


def only(sitting: Sitting, form: str) -> Shown:
    (record,) = all_of(sitting, form)
    return record


def referred(sitting: Sitting, *offices: str, **around: Any) -> dict[str, Any]:
    counselling.save_contact(sitting, contact(outcomes=["REFERRED"], referred_to=list(offices)), **around)
    return {one.values["to_kind"]: one.values for one in all_of(sitting, "referral")}


def agreed(sitting: Sitting, day: str = "2016-06-01", **answers: Any) -> Shown:
    counselling.save_contact(sitting, contact(outcomes=["FOLLOWUP"], follow_up_on=day, **answers))
    return only(sitting, "follow_up")


def test_a_follow_up_is_saved_with_its_contact_in_one_transaction(sitting: Sitting) -> None:
    changes = counselling.save_contact(sitting, contact(outcomes=["FOLLOWUP"], follow_up_on="2016-06-08"))
    assert changes.kinds == {"counselling_contact", "follow_up"}
    kept = only(sitting, "follow_up").values
    assert kept == {"contact": only(sitting, "counselling_contact").id, "due": "2016-06-08"}


def test_the_command_line_s_way_of_saving_makes_them_too_and_refuses_as_before(sitting: Sitting) -> None:
    counselling.save_as_given(sitting, contact(outcomes=["REFERRED", "INFO"], referred_to=["OPF"]))
    kept = only(sitting, "counselling_contact")
    assert only(sitting, "referral").values["contact"] == kept.id
    counselling.save_as_given(sitting, {"outcomes": ["FOLLOWUP"], "follow_up_on": "2016-06-08"}, kept.id)
    assert only(sitting, "follow_up").values["due"] == "2016-06-08"
    assert len(all_of(sitting, "referral")) == 1
    with pytest.raises(Refused):
        counselling.save_as_given(sitting, contact(outcomes=5, referred_to="OPF"))
    with pytest.raises(Refused):
        counselling.save_as_given(sitting, contact(topics=["THB"]))


def test_the_day_of_a_follow_up_moves_with_its_contact_until_it_was_tried(sitting: Sitting) -> None:
    kept = agreed(sitting)
    record = kept.values["contact"]
    for day, expected in (("2016-06-09", "2016-06-09"), ("2016-06-10", "2016-06-09")):
        counselling.save_contact(sitting, contact(outcomes=["FOLLOWUP"], follow_up_on=day), record=record)
        assert only(sitting, "follow_up").values["due"] == expected
        following.note_attempt(sitting, kept.id, reached=False)


def test_what_is_due_and_overdue_is_listed_for_a_day(sitting: Sitting) -> None:
    for day in ("2016-06-03", "2016-06-01", "2016-06-08"):
        counselling.save_contact(sitting, contact(outcomes=["FOLLOWUP"], follow_up_on=day))

    def days(day: date, **ahead: Any) -> list[tuple[int, bool]]:
        return [(one.day.day, one.overdue) for one in following.due(sitting, day, **ahead)]

    assert days(TODAY) == [(1, False)]
    assert days(date(2016, 6, 3)) == [(1, True), (3, False)]
    assert days(TODAY, ahead=timedelta(7)) == [(1, False), (3, False), (8, False)]


def test_a_result_closes_a_follow_up_and_so_does_the_third_attempt_in_vain(sitting: Sitting) -> None:
    kept = agreed(sitting)
    following.note_attempt(sitting, kept.id, reached=False)
    following.note_attempt(sitting, kept.id, reached=True)
    (due,) = following.due(sitting, TODAY)
    assert due.tried == 2
    following.note_attempt(sitting, kept.id, reached=False)
    closed = only(sitting, "follow_up").values
    assert (closed["result"], closed["closed_on"]) == ("UNREACH", "2016-06-01")
    assert [one["by"] for one in closed["attempts"]] == ["Ayesha"] * 3
    assert following.due(sitting, TODAY) == []
    with pytest.raises(Trouble, match="closed"):
        following.note_attempt(sitting, kept.id, reached=True)


def test_one_attempt_with_a_result_is_enough(sitting: Sitting) -> None:
    following.note_attempt(sitting, agreed(sitting).id, reached=True, result="REGULAR")
    assert only(sitting, "follow_up").values["result"] == "REGULAR"


def test_a_later_contact_does_a_follow_up(sitting: Sitting) -> None:
    kept = agreed(sitting)
    counselling.save_contact(sitting, contact(follow_up_of=kept.values["contact"]))
    assert following.due(sitting, TODAY) == []


def test_somebody_anonymous_is_referred_at_once(sitting: Sitting) -> None:
    kept = referred(sitting, "OPF", "NADRA")
    assert {one["status"] for one in kept.values()} == {"SENT"}
    assert kept["OPF"]["due"] == "2016-06-15"
    assert kept["OPF"]["number"].startswith("REF-")
    assert kept["OPF"]["reason"] == "JOB"


@pytest.mark.parametrize(("purposes", "status"), [(["KEEP", "REFER"], "SENT"), (["KEEP"], "DRAFT")])
def test_a_client_s_referral_is_sent_with_a_yes_and_else_waits(
    sitting: Sitting, purposes: list[str], status: str
) -> None:
    kept = referred(sitting, "OPF", "POE", "FIA", consent={**YES, "purposes": purposes}, identity=NAME)
    assert {to: one["status"] for to, one in kept.items()} == {"OPF": status, "POE": "DRAFT", "FIA": "DRAFT"}
    assert kept["OPF"].get("consent") == (only(sitting, "consent").id if status == "SENT" else None)


def test_a_contact_that_is_corrected_is_referred_once(sitting: Sitting) -> None:
    referred(sitting, "OPF")
    record = only(sitting, "counselling_contact").id
    assert set(referred(sitting, "OPF", "OEC", record=record)) == {"OPF", "OEC"}
    assert len(all_of(sitting, "referral")) == 2


def test_a_draft_is_sent_once_the_client_says_yes(sitting: Sitting) -> None:
    referred(sitting, "OPF", consent={"form": "VERBAL"}, identity=NAME)
    record = only(sitting, "referral").id
    with pytest.raises(Refused) as refused:
        referring.send(sitting, record)
    assert {one.code for one in refused.value.problems} == {"consent_missing"}
    assert only(sitting, "consent").values["purposes"] == ["KEEP"]
    referring.send(sitting, record, agreed=True)
    assert only(sitting, "referral").values["status"] == "SENT"
    assert [one.values["purposes"] for one in all_of(sitting, "consent")] == [["REFER"], ["KEEP"]]


def test_what_became_of_a_referral_is_told_though_the_yes_was_taken_back(sitting: Sitting) -> None:
    kept = referred(sitting, "OPF", consent=YES, identity=NAME)["OPF"]
    consenting.withdraw(sitting, kept["client"], "REFER")
    sitting.clock.milliseconds += 24 * 3600 * 1000  # type: ignore[attr-defined]
    referring.change_status(sitting, only(sitting, "referral").id, "SERVED")
    assert only(sitting, "referral").values["status"] == "SERVED"


def test_a_withdrawn_consent_is_not_woken_but_given_anew(sitting: Sitting) -> None:
    referred(sitting, "OPF", consent={"form": "VERBAL"}, identity=NAME)
    before = only(sitting, "consent")
    recording.patch(sitting, "consent", {"withdrawn_on": "2016-06-01"}, before.id)
    referring.send(sitting, only(sitting, "referral").id, agreed=True)
    first, second = sorted(all_of(sitting, "consent"), key=lambda one: one.id != before.id)
    assert first.values["withdrawn_on"] == "2016-06-01"
    assert second.values["purposes"] == ["REFER"]
    assert only(sitting, "referral").values["consent"] == second.id


def test_only_a_coordinator_refers_without_a_yes(sitting: Sitting) -> None:
    referred(sitting, "CHILD", consent={"form": "VERBAL"}, identity=NAME)
    record = only(sitting, "referral").id
    sent = {"override": "LIFE", "status": "SENT", "sent_on": "2016-06-01"}
    counsellor = replace(sitting, person=replace(sitting.person, role=COUNSELLOR))
    with pytest.raises(Refused, match="not saved") as refused:
        recording.patch(counsellor, "referral", sent, record)
    assert [one.code for one in refused.value.problems] == ["not_your_role"]
    recording.patch(sitting, "referral", sent, record)
    referring.change_status(sitting, record, "SERVED")
    assert only(sitting, "referral").values["override"] == "LIFE"


def test_open_referrals_wait_until_their_end_and_unknown_is_one(sitting: Sitting) -> None:
    referred(sitting, "OPF")
    record = only(sitting, "referral").id
    assert [one.overdue for one in referring.waiting(sitting, date(2016, 6, 15))] == [False]
    assert [one.overdue for one in referring.waiting(sitting, date(2016, 6, 16))] == [True]
    referring.change_status(sitting, record, "ACK")
    assert len(referring.waiting(sitting, TODAY)) == 1
    referring.change_status(sitting, record, "LOST")
    assert referring.waiting(sitting, TODAY) == []
    assert only(sitting, "referral").values["status_on"] == "2016-06-01"
