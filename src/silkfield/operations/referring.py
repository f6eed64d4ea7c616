"""Referring: sending a client to an office with their yes, and asking what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from silkfield.formkit.days import iso_day
from silkfield.forms.referral import DRAFT, DUE_AFTER, OPEN, PROTECTORATE, REFER, SENT, WITHDRAWN, agreement_fault
from silkfield.operations import finding, recording
from silkfield.operations.allowing import needs
from silkfield.operations.recording import Wanted
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.records.identity import new_id
from silkfield.store.reading import Shown

FORM = "referral"
AGREED = "REFERRED"
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Waiting:
    """A referral nobody has heard the end of: to whom, its status, and the day an answer was due."""

    record: str
    contact: str
    to_kind: str
    office: str
    status: str
    day: date
    overdue: bool


def waiting(sitting: Sitting, day: date) -> list[Waiting]:
    """Return the referrals that are open on a day, those first that have waited longest."""
    found = finding.listing(sitting, FORM, where={"status": OPEN}, limit=_MOST).records
    return sorted((_waits(one, day) for one in found), key=lambda one: one.day)


def _waits(one: Shown, day: date) -> Waiting:
    answers = one.values
    begun = iso_day(answers.get("sent_on")) or iso_day(answers.get("status_on")) or day
    until = iso_day(answers.get("due")) or begun + timedelta(DUE_AFTER.days)
    contact, to_kind, office, status = (answers.get(name, "") for name in ("contact", "to_kind", "office", "status"))
    return Waiting(one.id, contact, to_kind, office, status, until, until < day)


def wanted_with_contact(
    sitting: Sitting,
    contact: Mapping[str, Any],
    record: str,
    *,
    is_new: bool,
    consent: tuple[str, Mapping[str, Any]] | None = None,
) -> list[Wanted]:
    """Return a referral for each office that a contact names and that has none yet.

    It counts as sent when nothing is missing: a client's consent (its id and answers) to just that, and which
    Protectorate. Else it waits as a draft, so that no contact is lost for it.
    """
    offices = contact.get("referred_to") or () if AGREED in (contact.get("outcomes") or ()) else ()
    if not offices:
        return []
    kept = () if is_new else finding.listing(sitting, FORM, where={"contact": record}).records
    known = {one.values.get("to_kind") for one in kept}
    today = sitting.around().today
    day = str(contact.get("contact_date") or today.isoformat())
    due = ((iso_day(day) or today) + timedelta(DUE_AFTER.days)).isoformat()
    wanted = []
    for office in dict.fromkeys(offices):
        if office in known:
            continue
        client = contact.get("client")
        agreed = not client or (consent is not None and agreement_fault(consent[1], office, day) is None)
        answers = {
            "contact": record,
            "client": client,
            "to_kind": office,
            "reason": next(iter(contact.get("topics") or ()), None),
            "urgency": "ROUTINE",
            "method": "LETTER",
            "due": due,
        }
        if agreed and office != PROTECTORATE:
            yes = consent[0] if client and consent else None
            answers |= {"status": SENT, "status_on": day, "sent_on": day, "consent": yes}
        else:
            answers |= {"status": DRAFT, "status_on": day}
        wanted.append(Wanted(FORM, answers, new_id(sitting.clock.now()), is_new=True))
    return wanted


@needs(Ability.COUNSEL)
def change_status(sitting: Sitting, record: str, status: str) -> Changes:
    """Note since today what became of a referral; one that is sent was sent today when no day stands there. Raises Refused."""
    shown = recording.known(sitting, record, FORM)
    return _save(sitting, shown, _status(sitting, shown, status))


@needs(Ability.COUNSEL)
def send(sitting: Sitting, record: str, *, agreed: bool = False) -> Changes:
    """Send a referral today; `agreed` notes the client's spoken yes to it, as a consent of its own. Raises Refused."""
    shown = recording.known(sitting, record, FORM)
    answers = _status(sitting, shown, SENT)
    client = shown.values.get("client")
    kept = carrying_consent(sitting, client, shown.values.get("to_kind", "")) if client else None
    if kept is not None or not agreed or not client:
        return _save(sitting, shown, {**answers, "consent": kept.id} if kept else answers)
    consent = new_id(sitting.clock.now())
    yes = {
        "client": client,
        "form": "VERBAL",
        "purposes": [REFER],
        "given_on": sitting.around().today.isoformat(),
        "certified_by": sitting.person.name[:60],
    }
    both = [Wanted("consent", yes, consent), Wanted(FORM, {**answers, "consent": consent}, shown.id, shown.revision)]
    return recording.save_together(sitting, both)


def carrying_consent(sitting: Sitting, client: str, to_kind: str = "") -> Shown | None:
    """Return the newest consent of a client that carries a referral today, or None."""
    today = sitting.around().today.isoformat()
    found = finding.listing(sitting, "consent", where={"client": client}).records
    return next((one for one in found if agreement_fault(one.values, to_kind, today) is None), None)


def _status(sitting: Sitting, shown: Shown, status: str) -> dict[str, Any]:
    today = sitting.around().today.isoformat()
    sent = {"sent_on": shown.values.get("sent_on") or today} if status not in (DRAFT, WITHDRAWN) else {}
    return {**shown.values, "status": status, "status_on": today, **sent}


def _save(sitting: Sitting, shown: Shown, answers: Mapping[str, Any]) -> Changes:
    return recording.save(sitting, FORM, answers, shown.id, made_from=shown.revision)
