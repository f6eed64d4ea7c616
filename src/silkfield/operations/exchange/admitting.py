"""Admitting: how headquarters takes a laptop into the network, once two people have compared 40 digits."""

from __future__ import annotations

from dataclasses import dataclass

from silkfield.bundles.envelope import Kind
from silkfield.bundles.opening import EnrolmentContent, read_part
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.log.streams import TO_HEADQUARTERS
from silkfield.operations.allowing import needs, only_at_headquarters
from silkfield.operations.exchange import network
from silkfield.operations.exchange.documents import expect
from silkfield.operations.exchange.founding import publish
from silkfield.operations.exchange.retrying import retry_if_changed
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.store import invitations
from silkfield.store.streams import begin_stream
from silkfield.trust.documents import SiteKind
from silkfield.trust.enrolment import digits_to_compare
from silkfield.trust.fingerprint import Comparison, compare, groups
from silkfield.trust.invitation import (
    token_hash,
)
from silkfield.trust.keys import key_id
from silkfield.trust.roster import Device, Roster, Site


@dataclass(frozen=True, slots=True)
class Answer:
    """A laptop's answer as headquarters reads it, before anything is admitted."""

    content: EnrolmentContent
    site: str
    code: str
    name: str
    kind: str
    laptop: int
    digits: tuple[str, ...]


def read_answer(sitting: Sitting, part: bytes) -> Answer:
    """Read a laptop's answer and work out its 40 digits; nothing is admitted. Raises Trouble."""
    only_at_headquarters(sitting)
    expect(
        part,
        Kind.ENROLMENT,
        _("This file is no answer to an invitation."),
        _("Ask for the file that ends in .skf-enrol."),
    )
    with sitting.store.reading() as connection:
        opened = read_part(part, network.part_reader(connection, sitting))
        content = opened.content
        assert isinstance(content, EnrolmentContent)  # what a part of this kind holds  # noqa: S101
        enrolment = content.enrolment
        pending = {bytes.fromhex(one.token): one for one in invitations.all_of_them(connection)}
        enrolment.refuse_unknown(
            sitting.office.network,
            {token for token, one in pending.items() if not one.used},
            {token for token, one in pending.items() if one.used},
        )
        invited = pending[token_hash(enrolment.token)]
        if sitting.clock.now() > invited.expires:
            raise Trouble(
                _("This invitation has expired."),
                _("Make a new invitation for this laptop."),
                code="E_POLICY",
                exit_code=3,
            )
    digits = groups(digits_to_compare(network.signing_key(sitting).public, content.document))
    return Answer(content, invited.site, invited.code, invited.name, invited.kind, invited.laptop, digits)


@needs(Ability.KEYS)
def admit(sitting: Sitting, answer: Answer, typed: str) -> Roster:
    """Add a laptop to the roster once the digits its people read match; returns the new roster. Raises Trouble."""
    match compare(typed, "".join(answer.digits)):
        case Comparison.INCOMPLETE:
            raise Trouble(
                _("These are not 40 digits."), _("Let them read all eight groups again."), code="digits_incomplete"
            )
        case Comparison.MISTYPED:
            raise Trouble(
                _("One of the digits was mistyped or misheard."),
                _("Let them read all eight groups again."),
                code="digits_mistyped",
            )
        case Comparison.DIFFERENT:
            raise Trouble(
                _("The digits differ: this answer was not made by the laptop that you are talking to."),
                _("Do not admit it. Make a new invitation and hand it over yourself."),
                code="digits_differ",
                exit_code=3,
            )
    enrolment = answer.content.enrolment
    now = sitting.clock.now()
    roster = network.held_roster(sitting)
    assert roster is not None  # headquarters always holds one  # noqa: S101
    if roster.site(answer.site) is None:
        stated: SiteKind = "team" if answer.kind == "team" else "centre"
        site = Site(id=answer.site, code=answer.code, name=answer.name, stated_kind=stated)
        roster = roster.with_site(site, now)
    device = Device(
        key_id=key_id(enrolment.device_key).hex(),
        signing=enrolment.device.signing,
        transport=enrolment.device.transport,
        site=answer.site,
        name=enrolment.device.name,
        added=roster.version + 1,
        stated_laptop=answer.laptop,
    )
    roster = roster.with_device(device, now)
    publish(sitting, roster, used=token_hash(enrolment.token).hex())
    with sitting.store.writing() as connection:
        begin_stream(connection, enrolment.replica, TO_HEADQUARTERS, device.key_id, answer.site)
    retry_if_changed(sitting)  # what it sent before it was admitted waits in the quarantine
    return roster
