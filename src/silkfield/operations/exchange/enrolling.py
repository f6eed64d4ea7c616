"""Enrolling: how headquarters begins, invites a laptop, and admits it once two people have compared 40 digits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from silkfield import __version__
from silkfield.bundles.envelope import Kind, read_preamble
from silkfield.bundles.opening import EnrolmentContent, InvitationContent, read_part
from silkfield.bundles.policy import Reader
from silkfield.bundles.sending import Letter, write_enrol, write_invite
from silkfield.clock import Clock, ComputerClock
from silkfield.errors import Trouble
from silkfield.formkit.form import CENTRE, HEADQUARTERS
from silkfield.language import _
from silkfield.log.streams import TO_HEADQUARTERS, WITHIN_SITE
from silkfield.log.words import new_salt
from silkfield.operations.exchange import network, orders
from silkfield.operations.exchange.retrying import retry_if_changed
from silkfield.operations.opening import make_store
from silkfield.operations.sitting import Office, Sitting
from silkfield.records.identity import new_id
from silkfield.store import facts, invitations
from silkfield.store.streams import begin_stream
from silkfield.trust.documents import SiteKind
from silkfield.trust.enrolment import answer as answer_invitation
from silkfield.trust.enrolment import digits_to_compare, write_enrolment
from silkfield.trust.fingerprint import Comparison, compare, groups
from silkfield.trust.invitation import (
    VALID_FOR,
    HeadquartersKeys,
    Invitation,
    new_token,
    token_hash,
    write_invitation,
)
from silkfield.trust.keys import SigningKey, TransportKey, decoded, encoded, key_id
from silkfield.trust.roster import Device, Roster, Site, first_roster, sign_roster


@dataclass(frozen=True, slots=True)
class FileToGive:
    """A small file that goes to the other side by stick or mail."""

    part: bytes
    file_name: str

    def path_in(self, chosen: Path) -> Path:
        """Return where to write it: the file somebody named, or its own name in a folder."""
        return chosen / self.file_name if chosen.is_dir() else chosen


@dataclass(frozen=True, slots=True)
class Invited(FileToGive):
    """An invitation for one laptop; `until` is the last day it is good for."""

    code: str
    name: str
    laptop: int
    until: str


@dataclass(frozen=True, slots=True)
class Joined(FileToGive):
    """A laptop's new store, its answer for headquarters, and the 40 digits to read to them."""

    sitting: Sitting
    digits: tuple[str, ...]


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


def create_headquarters(folder: Path, name: str, user: str, passphrase: str, *, clock: Clock | None = None) -> Sitting:
    """Make headquarters' store: its keys, its network, and a roster without sites. Raises Trouble."""
    if not user.strip():
        raise Trouble(_("Nobody is named to work with the new store."), _("Give a name with --user."), code="no_user")
    clock = clock or ComputerClock()
    now = clock.now()
    signing, transport = SigningKey.generate(), TransportKey.generate()
    office = Office(
        kind=HEADQUARTERS,
        network=new_id(now),
        network_name=name,
        site=new_id(now),
        code="HQ",
        name=name,
        laptop=1,
        replica=new_id(now),
        device=signing.id.hex(),
        signing_seed=encoded(signing.seed),
        transport_secret=transport.secret,
        headquarters_key=encoded(signing.public),
        headquarters_transport=(transport.recipient,),
    )
    roster = first_roster(office.network, signing, office.headquarters_transport, now)
    return make_store(folder, office, user, passphrase, clock=clock, begin=lambda made: publish(made, roster))


def publish(sitting: Sitting, roster: Roster, *, used: str = "") -> None:
    """Sign a roster, put it into the log for all sites, and hold it. At headquarters only.

    `used` is the hash of the token that this answers: a laptop is admitted once. Raises Trouble.
    """
    line = sign_roster(roster, network.signing_key(sitting), new_salt())
    with sitting.store.writing() as connection:
        if used and not invitations.use(connection, used, sitting.clock.now()):
            raise Trouble(
                _("This invitation was answered before."),
                _("Make a new invitation for this laptop."),
                code="E_POLICY",
                exit_code=3,
            )
        facts.note(connection, "roster", line.decode())
        writer = sitting.writer(connection)
        orders.restate(connection, writer)
        writer.flush()


def invite(sitting: Sitting, code: str, name: str, kind: str = CENTRE) -> Invited:
    """Make an invitation for the next laptop of a site; a new code makes a new site. Raises Trouble."""
    only_at_headquarters(sitting)
    code = code.strip().upper()
    if code == sitting.office.code:
        raise Trouble(
            _("{code} is the code of headquarters.").format(code=code), _("Choose another one."), code="site_code"
        )
    now = sitting.clock.now()
    roster = network.held_roster(sitting)
    if roster is None:
        raise Trouble(_("This store has no roster."), _("Bring back the newest backup."), code="no_roster")
    known = next((site for site in roster.sites if site.code == code), None)
    token = new_token()
    with sitting.store.writing() as connection:
        pending = invitations.of_site(connection, code)
        site = known.id if known else pending[0].site if pending else new_id(now)
        laptop = max([roster.next_laptop(site) - 1, *(one.laptop for one in pending)]) + 1
        invitation = Invitation(
            version=1,
            network=sitting.office.network,
            network_name=sitting.office.network_name,
            site=site,
            code=code,
            name=name.strip(),
            headquarters=HeadquartersKeys(
                signing=sitting.office.headquarters_key, transport=sitting.office.headquarters_transport
            ),
            roster=roster.version,
            token=token,
            expires=now + VALID_FOR,
            stated_laptop=laptop,
            stated_kind="team" if kind == "team" else "centre",
        )
        document = _written(invitation)
        part = write_invite(document, _letter(network.signing_key(sitting), sitting.office.network, sitting.clock))
        invitations.note(
            connection,
            invitations.Pending(
                token_hash(token).hex(),
                site,
                code,
                invitation.name,
                invitation.kind,
                laptop,
                invitation.expires,
                0,
                document,
            ),
        )
    until = datetime.fromtimestamp(invitation.expires / 1000, UTC).date().isoformat()
    return Invited(part.data, part.name, code, invitation.name, laptop, until)


def _letter(key: SigningKey, network_id: str, clock: Clock, to: tuple[str, ...] = ()) -> Letter:
    return Letter(key=key, network=network_id, wall=clock.now(), zone=clock.zone(), app=__version__, to=to)


def _written(invitation: Invitation) -> bytes:
    try:
        return write_invitation(invitation)
    except Trouble as fault:
        raise Trouble(
            _("The site cannot be called that."),
            _("A code is 1 to 12 capital letters and digits, for example ISB; a name is up to 200 characters."),
            code="site_code",
        ) from fault


def join(
    folder: Path,
    part: bytes,
    user: str,
    passphrase: str,
    *,
    laptop_name: str = "",
    clock: Clock | None = None,
) -> Joined:
    """Make a laptop's store from an invitation, and its answer for headquarters. Raises Trouble; then nothing is made."""
    if not user.strip():
        raise Trouble(_("Nobody is named to work with the new store."), _("Give a name with --user."), code="no_user")
    clock = clock or ComputerClock()
    now = clock.now()
    invitation, document = read_invitation_file(part)
    invitation.refuse_expired(now)
    signing, transport = SigningKey.generate(), TransportKey.generate()
    office = Office(
        kind=invitation.kind,
        network=invitation.network,
        network_name=invitation.network_name,
        site=invitation.site,
        code=invitation.code,
        name=invitation.name,
        laptop=invitation.laptop,
        replica=new_id(now),
        device=signing.id.hex(),
        signing_seed=encoded(signing.seed),
        transport_secret=transport.secret,
        headquarters_key=invitation.headquarters.signing,
        headquarters_transport=invitation.headquarters.transport,
    )
    enrolment = answer_invitation(
        invitation,
        document,
        signing=signing,
        transport=transport,
        name=laptop_name or _("Laptop {number}").format(number=invitation.laptop),
        replica=office.replica,
        at=now,
    )
    answer = write_enrolment(enrolment)
    letter = _letter(signing, office.network, clock, office.headquarters_transport)
    written = write_enrol(answer, letter)
    digits = groups(digits_to_compare(invitation.headquarters_key, answer))

    def begin(made: Sitting) -> None:
        with made.store.writing() as connection:
            writer = made.writer(connection)
            for audience in (TO_HEADQUARTERS, WITHIN_SITE):
                writer.begin(audience)
            writer.flush()
            facts.note(connection, "own_digits", list(digits))
            facts.note(connection, "own_answer", [written.name, encoded(written.data)])

    sitting = make_store(folder, office, user, passphrase, clock=clock, begin=begin)
    return Joined(written.data, written.name, sitting, digits)


def read_invitation_file(part: bytes) -> tuple[Invitation, bytes]:
    """Read an invitation's file: what it says, and the exact document. Raises Trouble."""
    _expect(
        part,
        Kind.INVITATION,
        _("This file is no invitation."),
        _("Ask headquarters for the file that ends in .skf-invite."),
    )
    content = read_part(part, Reader()).content
    assert isinstance(content, InvitationContent)  # what a part of this kind holds  # noqa: S101
    return content.invitation, content.document


def _expect(part: bytes, kind: Kind, message: str, advice: str) -> None:
    if read_preamble(part).kind is not kind:
        raise Trouble(message, advice, code="wrong_file")


def own_digits(sitting: Sitting) -> tuple[str, ...]:
    """Return the 40 digits that this laptop's people read to headquarters; none at headquarters."""
    with sitting.store.reading() as connection:
        return tuple(facts.read(connection, "own_digits", []))


def own_answer(sitting: Sitting) -> FileToGive:
    """Return the answer this laptop made when it joined, to be given again when its file was lost. Raises Trouble."""
    with sitting.store.reading() as connection:
        kept = facts.read(connection, "own_answer")
    if kept is None:
        raise Trouble(_("This store has answered no invitation."), _("Only a laptop of a site has."), code="no_answer")
    return FileToGive(decoded(kept[1]), kept[0])


def read_answer(sitting: Sitting, part: bytes) -> Answer:
    """Read a laptop's answer and work out its 40 digits; nothing is admitted. Raises Trouble."""
    only_at_headquarters(sitting)
    _expect(
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


def only_at_headquarters(sitting: Sitting) -> None:
    """Refuse on a laptop what only headquarters does. Raises Trouble."""
    if not sitting.office.is_headquarters:
        raise Trouble(
            _("Only headquarters can do this."),
            _("This store is {label}'s.").format(label=sitting.office.label),
            code="not_headquarters",
        )
