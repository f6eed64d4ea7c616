"""Inviting: how headquarters asks the next laptop of a site to join."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from silkfield.bundles.sending import write_invite
from silkfield.errors import Trouble
from silkfield.formkit.form import CENTRE
from silkfield.language import _
from silkfield.operations.allowing import needs, only_at_headquarters
from silkfield.operations.exchange import network
from silkfield.operations.exchange.documents import FileToGive, letter
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records.identity import new_id
from silkfield.store import invitations
from silkfield.trust.invitation import (
    VALID_FOR,
    HeadquartersKeys,
    Invitation,
    new_token,
    token_hash,
    write_invitation,
)


@dataclass(frozen=True, slots=True)
class Invited(FileToGive):
    """An invitation for one laptop; `until` is the last day it is good for."""

    code: str
    name: str
    laptop: int
    until: str


@needs(Ability.KEYS)
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
                signing=sitting.office.headquarters_key, transport=roster.headquarters.transport
            ),
            roster=roster.version,
            token=token,
            expires=now + VALID_FOR,
            stated_laptop=laptop,
            stated_kind="team" if kind == "team" else "centre",
        )
        document = _written(invitation)
        part = write_invite(document, letter(network.signing_key(sitting), sitting.office.network, sitting.clock))
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


def _written(invitation: Invitation) -> bytes:
    try:
        return write_invitation(invitation)
    except Trouble as fault:
        raise Trouble(
            _("The site cannot be called that."),
            _("A code is 1 to 12 capital letters and digits, for example ISB; a name is up to 200 characters."),
            code="site_code",
        ) from fault
