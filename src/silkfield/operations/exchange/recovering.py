"""Recovering headquarters: a kit that is made, tried and kept apart, and a new store from it that the sites fill again.

The kit holds keys and the list of laptops, no records: those come back from the sites, which keep all they ever sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from silkfield.clock import Clock, ComputerClock, local_time
from silkfield.errors import Trouble
from silkfield.formkit.form import HEADQUARTERS
from silkfield.language import _
from silkfield.log.orders import Want
from silkfield.log.streams import to_site
from silkfield.log.words import new_salt
from silkfield.operations.allowing import needs, only_at_headquarters
from silkfield.operations.exchange import network
from silkfield.operations.exchange.founding import RECOVERED, hold
from silkfield.operations.leaflet import Leaflet, Section
from silkfield.operations.opening import make_store
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Office, Sitting
from silkfield.store import facts, transport_keys
from silkfield.store.store import Connection
from silkfield.store.transport_keys import KeptKey
from silkfield.trust.keys import SigningKey, TransportKey, decoded
from silkfield.trust.recovery_kit import Kit, lock_kit, new_code, open_kit
from silkfield.trust.roster import Roster, Site, read_roster

NOTED = "recovery_kit"
"""The fact that tells of the newest kit: digest, keys, list of laptops, when it was made and tried (ms)."""


@dataclass(frozen=True, slots=True)
class MadeKit:
    """A kit that was just made: its file, the code to print, and the page to print. The code is kept nowhere."""

    file: bytes
    code: str
    page: Leaflet


@dataclass(frozen=True, slots=True)
class KitState:
    """Whether headquarters could be brought back: `sentence` and `advice` say what is to be done, empty when all is well."""

    made: int
    tried: int
    sentence: str = ""
    advice: str = ""

    @property
    def is_urgent(self) -> bool:
        """Tell whether headquarters would be lost with its computer."""
        return bool(self.sentence) and not self.tried


@needs(Ability.KEYS)
def make_kit(sitting: Sitting) -> MadeKit:
    """Make a recovery kit; it counts once its code was typed back. Raises Trouble elsewhere than at headquarters."""
    only_at_headquarters(sitting)
    office, now = sitting.office, sitting.clock.now()
    code = new_code()
    with sitting.store.writing() as connection:
        kit = Kit(
            format=1,
            network=office.network,
            network_name=office.network_name,
            site=office.site,
            code=office.code,
            name=office.name,
            signing=office.signing_seed,
            transport=tuple(key.secret for key in network.transport_keys_held(connection, sitting)),
            roster=str(facts.read(connection, "roster", "")),
            made=now,
        )
        file = lock_kit(kit, code)
        facts.note(
            connection, NOTED, {**_contents(connection, sitting), "digest": _digest(file), "made": now, "tried": 0}
        )
    return MadeKit(file, code, _page(sitting, code))


def _digest(file: bytes) -> str:
    return sha256(file).hexdigest()


def _contents(connection: Connection, sitting: Sitting) -> dict[str, object]:
    held = network.roster(connection, sitting)
    keys = [key.recipient for key in network.transport_keys_held(connection, sitting)]
    return {"roster": held.version if held else 0, "key": keys[0]}


def _page(sitting: Sitting, code: str) -> Leaflet:
    day = local_time(sitting.clock.now(), sitting.clock.zone()).date().isoformat()
    return Leaflet(
        _("Recovery code of headquarters"),
        (
            _("{network}, {day}").format(network=sitting.office.network_name, day=day),
            _("This code opens the recovery kit, a small file. Neither is of use without the other."),
        ),
        (
            Section(
                _("What it is for"),
                (
                    _(
                        "When the computer of headquarters is lost or broken and no backup is left: headquarters begins again."
                    ),
                    _("It holds keys and the list of laptops, but no records: those the sites send again."),
                    _(
                        "What headquarters itself wrote (decisions, targets, joined records) comes back only from a backup."
                    ),
                ),
            ),
            Section(
                _("How it is kept"),
                (
                    _("This page lies in the safe, in a closed envelope with the date and a name on it."),
                    _("The file lies on two sticks in two other places. It is never mailed."),
                    _("Delete this page from the computer once it is printed, and empty the bin."),
                ),
                to_do=True,
            ),
            Section(
                _("How headquarters comes back"),
                (
                    _("Install Silkfield on another computer and choose “recover” with the kit and this code."),
                    _("Give every site the bundle that headquarters then writes; each sends everything once more."),
                    _("Was a laptop admitted or taken off since? Take the newest list from a site (“sites --copy”)."),
                    _(
                        "Print a new kit at once. If somebody else may have seen code and file together, call ICMPD's security."
                    ),
                ),
                to_do=True,
            ),
        ),
        code=code,
        signed=(_("Day"), _("Name"), _("Place of the sticks")),
    )


@needs(Ability.KEYS)
def try_kit(sitting: Sitting, file: bytes, typed: str) -> None:
    """Open a kit with the code as it was typed back, and compare it with this store. Raises Trouble when it would not help."""
    only_at_headquarters(sitting)
    kit = open_kit(file, typed)
    own = (sitting.office.network, sitting.office.signing_seed)
    with sitting.store.writing() as connection:
        keys = tuple(key.secret for key in network.transport_keys_held(connection, sitting))
        if (kit.network, kit.signing) != own or not set(keys) <= set(kit.transport):
            raise Trouble(
                _("This kit would not bring this headquarters back: it holds other keys."),
                _("Make a new kit, and destroy this one."),
                code="kit_of_others",
            )
        noted = facts.read(connection, NOTED, {})
        if noted.get("digest") == _digest(file):
            facts.note(connection, NOTED, {**noted, "tried": sitting.clock.now()})


def kit_state(sitting: Sitting) -> KitState | None:
    """Return whether headquarters could be brought back; None at a site."""
    if not sitting.office.is_headquarters:
        return None
    with sitting.store.reading() as connection:
        noted, now = facts.read(connection, NOTED), _contents(connection, sitting)
    if noted is None:
        return KitState(
            0,
            0,
            _("There is no recovery kit of headquarters."),
            _("Make one now, and print its code."),
        )
    made, tried = int(noted["made"]), int(noted["tried"])
    if not tried:
        return KitState(
            made,
            0,
            _("The recovery kit was never tried."),
            _("Type the printed code back."),
        )
    if noted["key"] != now["key"]:
        return KitState(
            made, tried, _("The recovery kit has an old transport key."), _("Make a new kit, destroy the old one.")
        )
    if noted["roster"] != now["roster"]:
        return KitState(
            made,
            tried,
            _("The recovery kit has an old list of laptops."),
            _("Make a new kit when you have a moment."),
        )
    return KitState(made, tried)


def recover(folder: Path, file: bytes, code: str, user: str, passphrase: str, *, clock: Clock | None = None) -> Sitting:
    """Make headquarters' store anew from its kit; every site is asked for everything. Raises Trouble; then nothing is made."""
    if not user.strip():
        raise Trouble(_("Nobody is named to work with the new store."), _("Give a name with --user."), code="no_user")
    kit = open_kit(file, code)
    signing = SigningKey(decoded(kit.signing))
    roster = read_roster(kit.roster.encode(), signing.public)
    office = Office(
        kind=HEADQUARTERS,
        network=kit.network,
        network_name=kit.network_name,
        site=kit.site,
        code=kit.code,
        name=kit.name,
        laptop=1,
        device=signing.id.hex(),
        signing_seed=kit.signing,
        transport_secret=kit.transport[0],
        headquarters_key=roster.headquarters.signing,
        headquarters_transport=roster.headquarters.transport,
    )

    def begin(made: Sitting) -> None:
        with made.store.writing() as connection:
            facts.note(connection, "why_replica", "restore")
            facts.note(connection, RECOVERED, kit.made)
            for secret in reversed(kit.transport):
                transport_keys.add(connection, _kept(secret, roster, made.clock.now()))
            hold(connection, made, kit.roster)
            _ask(connection, made, roster.sites)

    return make_store(folder, office, user, passphrase, clock=clock or ComputerClock(), begin=begin)


def _kept(secret: str, roster: Roster, now: int) -> KeptKey:
    recipient = TransportKey(secret).recipient
    named = recipient in roster.headquarters.transport
    return KeptKey(recipient, secret, roster.version, 0 if named else roster.version, 0 if named else now)


def _ask(connection: Connection, sitting: Sitting, asked: Iterable[Site]) -> None:
    writer = sitting.writer(connection)
    for site in asked:
        writer.add(to_site(site.id), [Want(everything=True, salt=new_salt())], "want")
    writer.flush()


def copy_of_list(sitting: Sitting) -> bytes:
    """Return the newest list of laptops as headquarters has signed it, to be given to a headquarters that comes back.

    Raises Trouble when none has arrived.
    """
    with sitting.store.reading() as connection:
        line = str(facts.read(connection, "roster", ""))
    if not line:
        raise Trouble(
            _("Headquarters' list of laptops has not arrived here yet."),
            _("Receive a bundle of headquarters first."),
            code="no_roster",
        )
    return line.encode()


@needs(Ability.KEYS)
def take_list(sitting: Sitting, line: bytes) -> Roster:
    """Take a newer list of laptops from a site's copy, at a headquarters that came back; returns it. Raises Trouble."""
    only_at_headquarters(sitting)
    held = network.held_roster(sitting)
    roster = read_roster(line.strip(), decoded(sitting.office.headquarters_key), held)
    if held is not None and roster.version == held.version:
        return held
    with sitting.store.writing() as connection:
        known = {one.recipient for one in network.transport_keys_held(connection, sitting)}
        hold(connection, sitting, line.strip().decode())
        _ask(connection, sitting, (site for site in roster.sites if held is None or held.site(site.id) is None))
    if known.isdisjoint(roster.headquarters.transport):
        raise Trouble(
            _("Laptops that hold this list write for a key that is not here."),
            _("The kit is older than the last change of keys. Rotate the key at once, and write every site a bundle."),
            code="kit_old_key",
            exit_code=3,
        )
    return roster
