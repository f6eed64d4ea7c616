"""Joining: how a laptop makes its store from an invitation, and answers headquarters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from silkfield.bundles.envelope import Kind
from silkfield.bundles.opening import InvitationContent, read_part
from silkfield.bundles.policy import Reader
from silkfield.bundles.sending import write_enrol
from silkfield.clock import Clock, ComputerClock
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.log.streams import TO_HEADQUARTERS, WITHIN_SITE
from silkfield.operations.exchange.documents import FileToGive, expect, letter
from silkfield.operations.opening import make_store
from silkfield.operations.sitting import Office, Sitting
from silkfield.records.identity import new_id
from silkfield.store import facts
from silkfield.trust.enrolment import answer as answer_invitation
from silkfield.trust.enrolment import digits_to_compare, write_enrolment
from silkfield.trust.fingerprint import groups
from silkfield.trust.invitation import (
    Invitation,
)
from silkfield.trust.keys import SigningKey, TransportKey, decoded, encoded


@dataclass(frozen=True, slots=True)
class Joined(FileToGive):
    """A laptop's new store, its answer for headquarters, and the 40 digits to read to them."""

    sitting: Sitting
    digits: tuple[str, ...]


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
        device=signing.id.hex(),
        signing_seed=encoded(signing.seed),
        transport_secret=transport.secret,
        headquarters_key=invitation.headquarters.signing,
        headquarters_transport=invitation.headquarters.transport,
    )
    replica = new_id(now)
    enrolment = answer_invitation(
        invitation,
        document,
        signing=signing,
        transport=transport,
        name=laptop_name or _("Laptop {number}").format(number=invitation.laptop),
        replica=replica,
        at=now,
    )
    answer = write_enrolment(enrolment)
    told = letter(signing, office.network, clock, office.headquarters_transport)
    written = write_enrol(answer, told)
    digits = groups(digits_to_compare(invitation.headquarters_key, answer))

    def begin(made: Sitting) -> None:
        with made.store.writing() as connection:
            writer = made.writer(connection)
            for audience in (TO_HEADQUARTERS, WITHIN_SITE):
                writer.begin(audience)
            writer.flush()
            facts.note(connection, "own_digits", list(digits))
            facts.note(connection, "own_answer", [written.name, encoded(written.data)])

    sitting = make_store(folder, office, user, passphrase, replica=replica, clock=clock, begin=begin)
    return Joined(written.data, written.name, sitting, digits)


def read_invitation_file(part: bytes) -> tuple[Invitation, bytes]:
    """Read an invitation's file: what it says, and the exact document. Raises Trouble."""
    expect(
        part,
        Kind.INVITATION,
        _("This file is no invitation."),
        _("Ask headquarters for the file that ends in .skf-invite."),
    )
    content = read_part(part, Reader()).content
    assert isinstance(content, InvitationContent)  # what a part of this kind holds  # noqa: S101
    return content.invitation, content.document


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
