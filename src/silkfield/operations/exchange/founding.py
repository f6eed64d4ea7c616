"""Founding: how headquarters begins, and puts its list of laptops before all sites."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from silkfield.clock import Clock, ComputerClock
from silkfield.errors import Trouble
from silkfield.formkit.form import HEADQUARTERS
from silkfield.language import _
from silkfield.log.words import new_salt
from silkfield.operations.allowing import needs
from silkfield.operations.exchange import network, orders
from silkfield.operations.opening import make_store
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Office, Sitting
from silkfield.records.identity import new_id
from silkfield.store import facts, invitations, laptops
from silkfield.store.store import Connection
from silkfield.trust.keys import SigningKey, TransportKey, encoded
from silkfield.trust.roster import Roster, first_roster, sign_roster


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
        device=signing.id.hex(),
        signing_seed=encoded(signing.seed),
        transport_secret=transport.secret,
        headquarters_key=encoded(signing.public),
        headquarters_transport=(transport.recipient,),
    )
    roster = first_roster(office.network, signing, office.headquarters_transport, now)
    return make_store(folder, office, user, passphrase, clock=clock, begin=lambda made: publish(made, roster))


@needs(Ability.KEYS)
def publish(
    sitting: Sitting, roster: Roster, *, used: str = "", also: Callable[[Connection], object] | None = None
) -> None:
    """Sign a roster, put it into the log for all sites, and hold it. At headquarters only.

    `used` is the hash of the token that this answers: a laptop is admitted once. `also` notes what belongs to the change,
    in the same transaction. Raises Trouble.
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
        if also:
            also(connection)
        if is_behind(connection, roster.version - 1):
            raise Trouble(
                _("Laptops hold a newer list of laptops than this headquarters, which came back from its kit."),
                _("Take the newest list from a site first: “sites --copy” there, “sites --take” here."),
                code="list_older",
            )
        hold(connection, sitting, line.decode())


RECOVERED = "recovered"
"""The fact that headquarters came back from its kit, and so may hold an older list than its laptops."""


def is_behind(connection: Connection, version: int) -> bool:
    """Tell whether a headquarters that came back from its kit has heard of a newer list than this version."""
    newest = max(laptops.lists_held(connection).values(), default=0)
    return facts.read(connection, RECOVERED) is not None and newest > version


def hold(connection: Connection, sitting: Sitting, line: str) -> None:
    """Hold a list of laptops that headquarters has signed, and say it to all sites, in the caller's transaction."""
    facts.note(connection, "roster", line)
    writer = sitting.writer(connection)
    orders.restate(connection, writer)
    writer.flush()
