"""A referral is sent with a yes to just that; a follow-up is tried three times at most."""

from __future__ import annotations

from typing import Any

import pytest

from forms.checking import CLIENT, EVENT, OTHER_EVENT, PERSON, problems

CONTACT, CONSENT, OFFICE = EVENT, OTHER_EVENT, PERSON
AGREED = {"client": CLIENT, "form": "VERBAL", "purposes": ["KEEP", "REFER"]}
SENT: dict[str, Any] = {
    "contact": CONTACT,
    "to_kind": "OPF",
    "status": "SENT",
    "status_on": "2016-05-30",
    "sent_on": "2016-05-30",
}
ATTEMPT = {"on": "2016-05-30", "by": "Ayesha", "reached": False}
THREE = [{"key": str(number), **ATTEMPT} for number in range(3)]


def referred(consent: dict[str, Any] | None = None, client: str | None = CLIENT, **answers: Any) -> list[Any]:
    beside = {CONTACT: {"client": client}, **({CONSENT: consent} if consent else {})}
    return problems("referral", {**SENT, **answers}, beside)


def test_nobody_s_name_is_told_when_somebody_anonymous_is_referred() -> None:
    assert referred(client=None) == []


def test_a_client_is_referred_with_a_yes_and_a_draft_waits_for_it() -> None:
    assert referred() == [("consent", "consent_missing")]
    assert referred(status="DRAFT", sent_on=None) == []
    assert referred(None, override="LIFE") == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"purposes": ["KEEP"]}, "consent_other"),
        ({"withdrawn_on": "2016-05-30"}, "consent_withdrawn"),
        ({"withdrawn_on": "2016-05-31"}, None),
        ({"client": PERSON}, "consent_of_another"),
    ],
)
def test_the_yes_is_to_this_given_by_them_and_not_taken_back(changed: dict[str, Any], code: str | None) -> None:
    beside = {CONTACT: {"client": CLIENT}, CONSENT: {**AGREED, **changed}}
    found = problems("referral", {**SENT, "consent": CONSENT}, beside)
    assert found == ([("consent", code)] if code else [])


def test_the_fia_asks_for_a_written_yes() -> None:
    for form, found in (("VERBAL", [("consent", "consent_written")]), ("WRITTEN", [])):
        beside = {CONTACT: {"client": CLIENT}, CONSENT: {**AGREED, "form": form}}
        assert problems("referral", {**SENT, "to_kind": "FIA", "consent": CONSENT}, beside) == found


def test_a_protectorate_is_named_once_it_is_sent() -> None:
    assert referred(client=None, to_kind="POE") == [("office", "office_missing")]
    assert referred(client=None, to_kind="POE", office=OFFICE) == []
    assert referred(client=None, to_kind="POE", status="DRAFT", sent_on=None) == []


def test_what_was_sent_was_sent_on_a_day_before_it_was_answered() -> None:
    assert referred(client=None, sent_on=None) == [("sent_on", "missing")]
    assert referred(client=None, status="SERVED", status_on="2016-05-29") == [("status_on", "status_early")]


def test_trafficking_is_no_reason_that_headquarters_reads() -> None:
    assert referred(client=None, reason="THB") == [("reason", "restricted_thb")]


def test_a_follow_up_is_closed_by_its_last_attempt() -> None:
    open_one = {"contact": CONTACT, "due": "2016-06-15"}
    assert problems("follow_up", open_one) == []
    assert problems("follow_up", {**open_one, "attempts": THREE[:2]}) == []
    assert problems("follow_up", {**open_one, "attempts": THREE}) == [("result", "last_attempt")]
    assert problems("follow_up", {**open_one, "attempts": THREE, "result": "UNREACH"}) == []
    assert problems("follow_up", {**open_one, "attempts": [*THREE, {"key": "4", **ATTEMPT}]}) == [("attempts", "fault")]
    assert problems("follow_up", {**open_one, "closed_on": "2016-05-30"}) == [("result", "missing")]
