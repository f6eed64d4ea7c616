"""The network as this store knows it: sites and laptops on headquarters' roster, and who may be believed."""

from __future__ import annotations

from dataclasses import dataclass

from silkfield.bundles.policy import Reader as PartReader
from silkfield.errors import Trouble
from silkfield.formkit.form import HEADQUARTERS, Audience
from silkfield.language import _
from silkfield.operations.sitting import Sitting
from silkfield.store import facts, transport_keys
from silkfield.store.store import Connection
from silkfield.store.streams import all_streams
from silkfield.trust.keys import SigningKey, TransportKey, decoded
from silkfield.trust.roster import Device, Roster, read_roster


@dataclass(frozen=True, slots=True)
class SiteName:
    """A site by its id, code and name."""

    id: str
    code: str
    name: str


def signing_key(sitting: Sitting) -> SigningKey:
    """Return the key this laptop (or headquarters) signs with."""
    return SigningKey(decoded(sitting.office.signing_seed))


def transport_key(sitting: Sitting) -> TransportKey:
    """Return the key that opens what is sent here."""
    return TransportKey(sitting.office.transport_secret)


def transport_keys_held(connection: Connection, sitting: Sitting) -> tuple[TransportKey, ...]:
    """Return every key that opens what is sent here, the newest first; at headquarters former ones until they are destroyed."""
    kept = transport_keys.all_keys(connection)
    return tuple(TransportKey(one.secret) for one in kept if not one.destroyed_at) or (transport_key(sitting),)


def recipients_of_headquarters(connection: Connection, sitting: Sitting) -> tuple[str, ...]:
    """Return whom a bundle for headquarters is encrypted to: the keys on the newest list, else those of the invitation."""
    held = roster(connection, sitting)
    return held.headquarters.transport if held else sitting.office.headquarters_transport


def roster(connection: Connection, sitting: Sitting) -> Roster | None:
    """Return the newest roster held, checked again; None on a laptop that has heard nothing from headquarters yet."""
    line = facts.read(connection, "roster")
    return read_roster(line.encode(), decoded(sitting.office.headquarters_key)) if line else None


def held_roster(sitting: Sitting) -> Roster | None:
    """Return the newest roster held, for a question of its own."""
    with sitting.store.reading() as connection:
        return roster(connection, sitting)


def laptop_named(held: Roster | None, label: str) -> Device:
    """Return the laptop of a short name (LHE2). Raises Trouble."""
    wanted = "".join(label.split()).upper()
    for device in held.devices if held else ():
        if held and held.label(device).upper() == wanted:
            return device
    raise Trouble(
        _("There is no laptop “{label}” on the list.").format(label=label.strip()),
        _("Name one of: {laptops}.").format(
            laptops=_(", ").join(held.label(device) for device in held.devices) if held else ""
        ),
        code="no_laptop",
    )


def taken_off(connection: Connection, sitting: Sitting) -> bool:
    """Tell whether headquarters has taken this very laptop off its list."""
    held = roster(connection, sitting)
    own = held.device(bytes.fromhex(sitting.office.device)) if held else None
    return own is not None and own.revoked > 0


def refuse_taken_off(connection: Connection, sitting: Sitting) -> None:
    """Refuse to send from a laptop that headquarters has taken off its list. Raises Trouble."""
    if taken_off(connection, sitting):
        raise Trouble(
            _("Headquarters has taken this laptop off its list: nothing can be sent from it."),
            _("Call headquarters. All records stay here; to go on, this laptop has to be invited and joined anew."),
            code="E_REVOKED",
        )


def labels(sitting: Sitting) -> dict[str, str]:
    """Return the short names of laptops by the hex id of their key: those on the roster, and this one."""
    with sitting.store.reading() as connection:
        return labels_of(connection, sitting)


def labels_of(connection: Connection, sitting: Sitting) -> dict[str, str]:
    """Return the short names of laptops, as `labels` does, through a connection that is open already."""
    held = roster(connection, sitting)
    named = {device.key_id: held.label(device) for device in held.devices} if held else {}
    return {**named, sitting.office.device: sitting.office.label}


def sites_counted(sitting: Sitting, code: str = "") -> list[SiteName]:
    """Return the site of a code, or every site known, headquarters last when it has records. Raises Trouble."""
    office = sitting.office
    held = held_roster(sitting)
    known = [SiteName(site.id, site.code, site.name) for site in held.sites] if held else []
    if not office.is_headquarters:
        known = [SiteName(office.site, office.code, office.name)]
    elif not code:
        with sitting.store.reading() as connection:
            if any(stream.audience == "own" and stream.tip > 1 for stream in all_streams(connection, office.site)):
                known.append(SiteName(office.site, office.code, office.name))
    if code:
        known = [site for site in known if site.code == code.upper().removeprefix("MIC-")]
        if not known:
            raise Trouble(
                _("There is no site “{code}” here.").format(code=code),
                _("Check its code, for example ISB."),
                code="no_site",
            )
    return known


def part_reader(connection: Connection, sitting: Sitting) -> PartReader:
    """Return who we are to a part that arrives: our keys, and whom we believe."""
    office = sitting.office
    owners = {stream.replica: stream.device for stream in all_streams(connection) if stream.device}
    return PartReader(
        keys=transport_keys_held(connection, sitting),
        network=office.network,
        headquarters=decoded(office.headquarters_key),
        roster=roster(connection, sitting),
        site=None if office.is_headquarters else office.site,
        owner=owners.get,
        only_site=frozenset(form.key for form in sitting.forms.values() if form.audience is Audience.SITE),
        only_headquarters=frozenset(
            form.key for form in sitting.forms.values() if form.kept_at == frozenset({HEADQUARTERS})
        ),
    )
