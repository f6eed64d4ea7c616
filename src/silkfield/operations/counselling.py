"""Counselling: a contact and all that belongs to it, saved as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from silkfield.forms.comparing import DIFFERENT
from silkfield.forms.referral import REFER
from silkfield.forms.session import was_held
from silkfield.operations import finding, following, recording, referring
from silkfield.operations.allowing import needs
from silkfield.operations.finding import refuse_hidden
from silkfield.operations.recording import Wanted
from silkfield.operations.roles import Ability, can
from silkfield.operations.safeguarding import dangers_of
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.records.identity import new_id
from silkfield.store.reading import Shown

CONTACT, SESSION = "counselling_contact", "session"
KEEP = "KEEP"
NO_CONSENT = "NONE"
TRAFFICKING, ABOUT_THE_CENTRE = "THB", "ABOUT"
IDENTIFIED = "I2"
_OF_THE_CLIENT = ("sex", "age_group", "district", "education", "occupation")


@needs(Ability.COUNSEL)
def save_contact(
    sitting: Sitting,
    contact: Mapping[str, Any],
    *,
    note: str = "",
    consent: Mapping[str, Any] | None = None,
    identity: Mapping[str, Any] | None = None,
    client: str = "",
    not_the_same: Sequence[str] = (),
    dangers: Sequence[str] = (),
    record: str = "",
    made_from: str = "",
) -> Changes:
    """Save a contact with its note, its client, the consent and the name, all of them or none. Raises Refused.

    A name is kept only with a consent; without one, or with the answer no, the contact stands alone and nobody is a
    client. `client` names the client when they were here before; `record` the contact when it is corrected. `identity`
    may hold `birth_year`, which belongs to the client. A minor, possible trafficking and the `dangers` noticed open a
    safeguarding record for the coordinator; headquarters sees "about the centre" in place of trafficking. An empty note
    takes the one before away. `not_the_same` are clients of whom was said that this new one is somebody else, so that
    nobody is asked again.
    An outcome that agrees on a follow-up or a referral makes these too, also of somebody anonymous.
    """
    now = sitting.clock.now()
    contact_id = record or new_id(now)
    agreed = consent is not None and consent.get("form") != NO_CONSENT
    known = client or (new_id(now) if agreed else "")
    wanted = [_contact(contact, contact_id, made_from, known)]
    if agreed:
        wanted += _client(sitting, contact, known, dict(consent or {}), dict(identity or {}), is_new=not client)
        pairs = [] if client else not_the_same
        wanted += [Wanted("client_pair", {"client": known, "other": other, "verdict": DIFFERENT}) for other in pairs]
    earlier = finding.record(sitting, record).values if record else {}
    trafficking = [TRAFFICKING] if TRAFFICKING in (contact.get("topics") or ()) else []
    wanted += _danger(sitting, contact_id, dangers_of(contact, earlier, (*dangers, *trafficking)))
    wanted += _what_follows(sitting, wanted, is_new=not record)
    before = _of(sitting, "counselling_note", "contact", contact_id) if record else None
    if note.strip():
        answers = {"contact": contact_id, "note": note.strip()}
        wanted.append(Wanted("counselling_note", answers, before.id if before else ""))
    changes = recording.save_together(sitting, wanted)
    if before and not note.strip():
        changes |= recording.remove(sitting, before.id)
    return changes


@needs(Ability.COUNSEL)
def save_as_given(sitting: Sitting, contact: Mapping[str, Any], record: str = "") -> Changes:
    """Save a contact just as it is given, with the follow-up and the referrals it agrees on. Raises Refused.

    Of a `record` these answers are corrected and the others stay as they are; None takes an answer out.
    """
    before = recording.known(sitting, record, CONTACT) if record else None
    answers = {**(before.values if before else {}), **contact}
    made_from = before.revision if before else ""
    own = Wanted(CONTACT, answers, record or new_id(sitting.clock.now()), made_from, is_new=not record)
    danger = _danger(sitting, own.record, dangers_of(answers, before.values if before else {}))
    return recording.save_together(sitting, [own, *danger, *_what_follows(sitting, [own], is_new=not record)])


def may_follow(sitting: Sitting, session: Shown) -> bool:
    """Tell whether somebody may stay after a session of this office for a talk that is recorded here."""
    recorded = sitting.office.kind in sitting.form(CONTACT).kept_at and can(sitting.person.role, Ability.COUNSEL)
    return session.form == SESSION and recorded and was_held(session.values)


def talk_after(session: Shown) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the contacts of people who stayed after a session usually begin with, and what the first one begins with."""
    values = session.values
    usual = {"origin_session": session.id, "contact_date": values.get("held_on")}
    channel = "POE" if values.get("session_type") == "PDO" else "OUTREACH"
    leaving = {"stage": "OUT"} if channel == "POE" else {}
    return {**usual, "channel": channel, **leaving}, {"channel": channel}


def _contact(contact: Mapping[str, Any], record: str, made_from: str, client: str) -> Wanted:
    topics = [ABOUT_THE_CENTRE if topic == TRAFFICKING else topic for topic in contact.get("topics") or ()]
    answers = {**contact, "topics": list(dict.fromkeys(topics)), "client": client or contact.get("client")}
    return Wanted(CONTACT, answers, record, made_from)


def _client(
    sitting: Sitting,
    contact: Mapping[str, Any],
    client: str,
    consent: dict[str, Any],
    identity: dict[str, Any],
    *,
    is_new: bool,
) -> list[Wanted]:
    """What is saved of somebody who agreed to be known by name; what is known already is added to, never emptied."""
    before = None if is_new else finding.record(sitting, client)
    born = identity.pop("birth_year", None)
    snapshot = {name: contact.get(name) for name in _OF_THE_CLIENT}
    person = {
        **_given({**snapshot, "birth_year": born}),
        **(before.values if before else {}),
        "identity_level": IDENTIFIED,
    }
    wanted = [Wanted("client", person, client)]
    name = None if is_new else _of(sitting, "client_identity", "client", client)
    if identity:
        answers = {**(name.values if name else {}), **identity, "client": client}
        wanted.append(Wanted("client_identity", answers, name.id if name else ""))
    agreement = None if is_new else _agreement(sitting, client)
    kept = dict(agreement.values) if agreement else {}
    purposes = [*(kept.get("purposes") or ()), *(consent.get("purposes") or ())] or [KEEP]
    form = sitting.form("consent")
    answers = {
        **form.blank(sitting.around()),
        **kept,
        **consent,
        "purposes": list(dict.fromkeys(purposes)),  # one that was agreed to before is taken back by itself
        "client": client,
    }
    if answers.get("form") == "VERBAL":
        answers.setdefault("certified_by", sitting.person.name)
    wanted.append(Wanted("consent", answers, agreement.id if agreement else new_id(sitting.clock.now())))
    return wanted


def _agreement(sitting: Sitting, client: str) -> Shown | None:
    """Return the consent that stands; one that was taken back is kept as it is, and a new yes is a new consent."""
    found = finding.listing(sitting, "consent", where={"client": client}).records
    return next((one for one in found if not one.values.get("withdrawn_on")), None)


def _danger(sitting: Sitting, contact: str, flags: Sequence[str]) -> list[Wanted]:
    """Add to the record that a coordinator can read of this contact; whoever cannot opens another one."""
    if not flags:
        return []
    before = _of(sitting, "safeguarding", "contact", contact)
    kept = dict(before.values) if before else {}
    said = list(dict.fromkeys([*(kept.get("flags") or ()), *flags]))
    return [Wanted("safeguarding", {**kept, "contact": contact, "flags": said}, before.id if before else "")]


def _what_follows(sitting: Sitting, wanted: Sequence[Wanted], *, is_new: bool) -> list[Wanted]:
    """The referrals and the follow-up that a contact agrees on, with the consent saved beside it or kept before."""
    contact = wanted[0]
    if any(one.blocks for one in sitting.form(CONTACT).problems(contact.answers, sitting.around())):
        return []  # the save will refuse it
    client, consent = contact.answers.get("client"), None
    given = next((one for one in wanted if one.form == "consent"), None)
    if given and REFER in (given.answers.get("purposes") or ()):
        consent = (given.record, given.answers)
    elif client and contact.answers.get("referred_to") and (kept := referring.carrying_consent(sitting, client)):
        consent = (kept.id, kept.values)
    return [
        *referring.wanted_with_contact(sitting, contact.answers, contact.record, is_new=is_new, consent=consent),
        *following.wanted_with_contact(sitting, contact.answers, contact.record, is_new=is_new),
    ]


def _given(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if value not in (None, "", [])}


def _of(sitting: Sitting, form: str, field: str, record: str) -> Shown | None:
    found = finding.listing(sitting, form, where={field: record}, limit=1).records
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a contact: its note, and the client's name and consent, as far as there are any."""

    note: str
    client: str
    identity: Mapping[str, Any]
    consent: Mapping[str, Any]


def around_contact(sitting: Sitting, contact: Shown) -> Around:
    """Return what belongs to a contact and stands in other records of this site. Raises Trouble while names are hidden."""
    note = _of(sitting, "counselling_note", "contact", contact.id)
    client = contact.values.get("client") or ""
    identity = _of(sitting, "client_identity", "client", client) if client else None
    consent = _agreement(sitting, client) if client else None
    for one in (note, identity):
        refuse_hidden(one)
    return Around(
        note.values["note"] if note else "",
        client,
        dict(identity.values) if identity else {},
        dict(consent.values) if consent else {},
    )
