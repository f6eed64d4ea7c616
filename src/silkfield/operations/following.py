"""Following up: who is to be asked again today, what each attempt brought, and the end of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from silkfield.errors import Trouble
from silkfield.formkit.days import iso_day
from silkfield.forms.follow_up import MOST_ATTEMPTS, UNREACHED
from silkfield.language import _
from silkfield.operations import finding, recording
from silkfield.operations.allowing import needs
from silkfield.operations.recording import Wanted
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.records.identity import new_id
from silkfield.store.reading import Shown

FORM, CONTACT = "follow_up", "counselling_contact"
AGREED = "FOLLOWUP"
_MOST = 1000
_RECENT = 500
"""So many of the newest contacts are looked through for a follow-up that no record was made for: half a year of a centre."""


@dataclass(frozen=True, slots=True)
class Due:
    """A follow-up that waits: of which contact, since when, and how often it was tried. `overdue` ones had an earlier day.

    `record` is the contact itself where a register, or an older version, wrote only the day into it.
    """

    record: str
    contact: str
    day: date
    tried: int
    overdue: bool


def due(sitting: Sitting, day: date, *, ahead: timedelta = timedelta()) -> list[Due]:
    """Return the open follow-ups that are due on a day or before, the oldest first; `ahead` looks so much further.

    One whose contact is the beginning of a later contact was done by it.
    """
    until = day + ahead
    found = finding.listing(sitting, FORM, where={"result": None}, limit=_MOST).records
    open_ones = [
        Due(one.id, one.values.get("contact", ""), when, len(one.values.get("attempts") or ()), when < day)
        for one in found
        if (when := iso_day(one.values.get("due"))) and when <= until
    ]
    waiting = open_ones + _of_the_day_only(sitting, day, until)
    begun = [one.contact for one in waiting]
    later = finding.listing(sitting, CONTACT, where={"follow_up_of": begun}).records if begun else ()
    done = {one.values["follow_up_of"] for one in later}
    return sorted((one for one in waiting if one.contact not in done), key=lambda one: one.day)


def _of_the_day_only(sitting: Sitting, day: date, until: date) -> list[Due]:
    recent = finding.listing(sitting, CONTACT, limit=_RECENT).records
    days = {one.id: when for one in recent if (when := iso_day(one.values.get("follow_up_on"))) and when <= until}
    kept = finding.listing(sitting, FORM, where={"contact": list(days)}).records if days else ()
    known = {one.values["contact"] for one in kept}
    return [Due(one, one, when, 0, when < day) for one, when in days.items() if one not in known]


def wanted_with_contact(sitting: Sitting, contact: Mapping[str, Any], record: str, *, is_new: bool) -> list[Wanted]:
    """Return the follow-up that belongs to a contact as it is about to be saved: a new one, or its day when that moved.

    A day moves only until the first attempt; what was tried keeps the day it was tried for.
    """
    day = contact.get("follow_up_on")
    if not day or AGREED not in (contact.get("outcomes") or ()):
        return []
    kept = None if is_new else _of(sitting, record)
    if kept is None:
        answers = {"contact": record, "client": contact.get("client"), "due": day}
        return [Wanted(FORM, answers, new_id(sitting.clock.now()), is_new=True)]
    if kept.values.get("attempts") or kept.values.get("result") or kept.values.get("due") == day:
        return []
    return [Wanted(FORM, {**kept.values, "due": day}, kept.id)]


@needs(Ability.COUNSEL)
def note_attempt(sitting: Sitting, record: str, *, reached: bool, result: str = "") -> Changes:
    """Note that somebody was tried today, and with a result close the follow-up; `record` is as `Due` names it.

    The third attempt that reaches nobody closes it too. Raises Trouble when it is closed.
    """
    shown = recording.known(sitting, record)
    if shown.form == CONTACT:
        values = shown.values
        answers: dict[str, Any] = {"contact": record, "client": values.get("client"), "due": values["follow_up_on"]}
        kept, made_from = "", ""
    else:
        answers, kept, made_from = dict(shown.values), record, shown.revision
    if answers.get("result"):
        raise Trouble(_("This follow-up is closed."), _("Correct its result when it was wrong."), code="closed")
    today = sitting.around().today.isoformat()
    attempt = {"key": new_id(sitting.clock.now()), "on": today, "by": sitting.person.name[:60], "reached": reached}
    attempts = [*(answers.get("attempts") or ()), attempt]
    outcome = result or (UNREACHED if not reached and len(attempts) >= MOST_ATTEMPTS else "")
    closing = {"result": outcome, "closed_on": today} if outcome else {}
    return recording.save(sitting, FORM, {**answers, "attempts": attempts, **closing}, kept, made_from=made_from)


def _of(sitting: Sitting, contact: str) -> Shown | None:
    found = finding.listing(sitting, FORM, where={"contact": contact}, limit=1).records
    return found[0] if found else None
