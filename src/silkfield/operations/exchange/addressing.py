"""Whom a bundle is for, and which entries of the log it holds.

A laptop sends its own stream for headquarters, and to the other laptops of its site all that this site's laptops wrote:
both streams of each of them. Headquarters sends what is for all sites and what is for the one.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from silkfield import __version__
from silkfield.bundles.cutting import StreamToSend
from silkfield.bundles.envelope import Kind
from silkfield.bundles.sending import Sending
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.log.chains import Tip
from silkfield.log.streams import TO_ALL_SITES, TO_HEADQUARTERS, WITHIN_SITE, Stream, to_site
from silkfield.operations.allowing import open_to_all
from silkfield.operations.attachments import whole_until
from silkfield.operations.exchange import network
from silkfield.operations.sitting import Sitting
from silkfield.store import alerts, facts, receipts, replicas
from silkfield.store.store import Connection
from silkfield.store.streams import KnownStream, all_streams, branches, find_stream, streams_written_by
from silkfield.store.timekeeping import behind, doubted
from silkfield.trust.roster import Device

UNSEEN = (0, "")


@dataclass(frozen=True, slots=True)
class Addressed:
    """A bundle before it is written: what its parts state, and the streams they are cut from."""

    sending: Sending
    streams: tuple[StreamToSend, ...]


def next_number(connection: Connection) -> int:
    """Return the number of the next bundle of this laptop."""
    return int(facts.read(connection, "bundle", 0)) + 1


def to_headquarters(
    connection: Connection, sitting: Sitting, *, everything: bool, again: Mapping[str, int] | None = None
) -> Addressed:
    """Address what headquarters has not confirmed, or everything. Raises Trouble when nothing was recorded yet.

    Only what this laptop wrote itself: headquarters believes a stream from the laptop that writes it and from no other,
    so what a mate wrote waits for that mate's own bundle, or was adopted before when that laptop is lost. `again` are
    streams by name that headquarters wants once more, each from an entry on.
    """
    office = sitting.office
    own = streams_written_by(connection, office.device, TO_HEADQUARTERS)
    if not own:
        raise Trouble(_("Nothing was recorded yet."), _("Record something, then send."), code="nothing")
    travels = sitting.reader(connection).travels
    wanted = {one.id: (again or {}).get(str(one.log), one.tip + 1) - 1 for one in own}
    # Only headquarters' own streams: how much there is within the site is not for headquarters.
    seen = {one.log: (one.tip, one.tip_hash) for one in all_streams(connection) if one.audience not in OF_A_LAPTOP}
    to = network.recipients_of_headquarters(connection, sitting)
    sending = _sending(connection, sitting, Kind.UPLINK, office.site, to, seen)
    streams: list[StreamToSend] = []
    for one in own:  # of a former replica what is not confirmed yet; of the one written now at least a sign of life
        reach = 0 if everything else min(travels.reach(one.id), wanted[one.id])
        known = set() if everything else receipts.confirmed_ends(connection, one.id)
        streams += _all_of(connection, sitting, one, reach, alive=one is own[-1], known=known)
    return Addressed(sending, tuple(streams))


OF_A_LAPTOP = (TO_HEADQUARTERS, WITHIN_SITE)
"""The audiences of the streams that a laptop writes."""


def to_mates(connection: Connection, sitting: Sitting, *, everything: bool) -> Addressed:
    """Address to the other laptops of this site what one of them may not have yet, or everything. Raises Trouble.

    All that any laptop of the site wrote is carried on, so that a laptop that joins, or comes back after a loss, gets the
    whole site from one mate. What a mate said it has seen is its receipt.
    """
    office = sitting.office
    mates = mates_of(connection, sitting)
    if not mates:
        raise Trouble(
            _("This site has no other laptop."),
            _("When headquarters has admitted one, receive headquarters' next bundle here, then send again."),
            code="no_mates",
        )
    known = [one for one in all_streams(connection, office.site) if one.audience in OF_A_LAPTOP]
    newest = {one.audience: one for one in known if one.device == office.device}
    streams: list[StreamToSend] = []
    for one in known:
        readers = [mate for mate in mates if mate.key_id != one.device or _asks_back(connection, mate, one)]
        reach = (
            0 if everything else min((laptop_has(connection, sitting, mate, one) for mate in readers), default=one.tip)
        )
        if readers:  # of our own at least a sign of life
            streams += _all_of(connection, sitting, one, reach, alive=one in newest.values())
    seen = {one.log: _whole(connection, sitting, one) for one in known if one not in newest.values()}
    to = tuple(mate.transport for mate in mates)
    return Addressed(_sending(connection, sitting, Kind.SITE_MATES, office.site, to, seen), tuple(streams))


def _whole(connection: Connection, sitting: Sitting, one: KnownStream) -> tuple[int, bytes]:
    """Return how far a stream is here with all files of its attachments: what a mate hears, so that it sends the rest again."""
    n = min(one.tip, whole_until(connection, sitting, one))
    own = sitting.store.journal(connection).hash_at(one.id, n) if n < one.tip else None
    return (n, own) if own else (one.tip, one.tip_hash)


def mates_of(connection: Connection, sitting: Sitting) -> tuple[Device, ...]:
    """Return the other laptops of this site that may be sent to."""
    held = network.roster(connection, sitting)
    laptops = held.laptops(sitting.office.site) if held else ()
    return tuple(one for one in laptops if one.key_id != sitting.office.device)


def _asks_back(connection: Connection, mate: Device, stream: KnownStream) -> bool:
    """Tell whether a laptop says what it has of a stream that it wrote itself: it was put back and goes on in another one.

    Nobody is told what they write themselves.
    """
    return str(stream.log) in receipts.seen_by(connection, mate.key_id)


def laptop_has(connection: Connection, sitting: Sitting, laptop: Device, stream: KnownStream) -> int:
    """Return up to which entry a laptop has said to have a stream as it is known here; 0 when it said nothing, or lost it."""
    n, end = receipts.seen_by(connection, laptop.key_id).get(str(stream.log), UNSEEN)
    own = sitting.store.journal(connection).hash_at(stream.id, n)
    return n if own is not None and own.hex() == end else 0


def to_a_site(connection: Connection, sitting: Sitting, site: str, *, everything: bool) -> Addressed:
    """Address what a site has not seen of headquarters' streams for it, or everything. Raises Trouble."""
    office = sitting.office
    held = network.roster(connection, sitting)
    laptops = held.laptops(site) if held else ()
    if not laptops:
        raise Trouble(_("No laptop of this site is admitted."), _("Invite and admit one first."), code="no_laptop")
    streams = []
    for audience in (TO_ALL_SITES, to_site(site)):
        written = streams_written_by(connection, office.device, audience)
        for own in written:
            reach = 0 if everything else min(laptop_has(connection, sitting, laptop, own) for laptop in laptops)
            if own is written[-1] and audience == TO_ALL_SITES:
                # The list of laptops and the orders to erase go with every bundle.
                reach = min(reach, max(0, int(facts.read(connection, "restated", 1)) - 1))
            if reach < own.tip or own is written[-1]:
                streams.append(_from(connection, sitting, own, min(reach, own.tip)))
    seen_here = {one.log: (one.tip, one.tip_hash) for one in all_streams(connection, site)}
    to = tuple(laptop.transport for laptop in laptops)
    return Addressed(_sending(connection, sitting, Kind.DOWNLINK, site, to, seen_here), tuple(streams))


@open_to_all
def site_named(sitting: Sitting, site: str) -> str:
    """Return the id of the site that headquarters sends to, named by code or id. Raises Trouble."""
    held = network.held_roster(sitting)
    for one in held.sites if held else ():
        if site in (one.id, one.code) or site.upper() == one.code:
            return one.id
    raise Trouble(
        _("There is no site “{code}” here.").format(code=site) if site else _("Nobody is named to send to."),
        _("Name a site with --site: {sites}.").format(
            sites=_(", ").join(one.code for one in held.sites) if held else ""
        ),
        code="no_site",
    )


@open_to_all
def addressee(sitting: Sitting, site: str, *, mates: bool) -> str:
    """Return the id of the site that a bundle is for: one named at headquarters, one's own for mates, empty for headquarters.

    Raises Trouble.
    """
    if mates:
        return sitting.office.site
    return site_named(sitting, site) if sitting.office.is_headquarters else ""


def _sending(
    connection: Connection,
    sitting: Sitting,
    kind: Kind,
    site: str,
    to: tuple[str, ...],
    seen: Mapping[Stream, tuple[int, bytes]],
) -> Sending:
    network.refuse_taken_off(connection, sitting)
    held = network.roster(connection, sitting)
    return Sending(
        kind=kind,
        key=network.signing_key(sitting),
        network=sitting.office.network,
        wall=sitting.clock.now(),
        zone=sitting.clock.zone(),
        app=__version__,
        to=to,
        replica=replicas.current(connection),
        site=site,
        schema=sitting.store.schema,
        roster=held.version if held else 1,
        seen=seen,
        number=next_number(connection),
        clock_suspect=_clock_suspect(connection, sitting),
    )


def _clock_suspect(connection: Connection, sitting: Sitting) -> bool:
    """Tell whether the clock is in doubt, or was when something was saved that headquarters has not confirmed."""
    if behind(connection, sitting.clock.now()):
        return True
    own = find_stream(connection, replicas.current(connection), TO_HEADQUARTERS)
    return own is not None and doubted(connection, own.audience, sitting.reader(connection).travels.reach(own.id))


def _all_of(
    connection: Connection, sitting: Sitting, one: KnownStream, reach: int, *, alive: bool, known: Container[Tip] = ()
) -> Iterator[StreamToSend]:
    """Yield a stream from the entry after `reach` on, and of one that forked the other histories too, each by itself.

    `alive` says that it is sent although nothing is new; `known` are ends of histories that the other side has.
    """
    journal = sitting.store.journal(connection)
    if not alerts.is_forked(connection, one.id):
        if alive or reach < one.tip:
            yield _from(connection, sitting, one, min(reach, one.tip))
        return
    for branch in branches(connection, one):
        first, previous = branch.first, branch.previous
        if branch.end == (one.tip, one.tip_hash):
            if reach and (own := journal.hash_at(one.id, reach)) in branch.hashes:
                first, previous = reach + 1, own
        elif branch.end in known:
            continue
        if alive or first <= branch.end[0]:
            yield StreamToSend(one.log, first, previous, *branch.end, partial(journal.entries, one, only=branch.hashes))


def _from(connection: Connection, sitting: Sitting, one: KnownStream, reach: int) -> StreamToSend:
    """Return a stream from the entry after `reach` on, read from the journal as it is written."""
    journal = sitting.store.journal(connection)
    previous = journal.hash_at(one.id, reach) if reach else one.log.genesis
    if previous is None:
        return _from(connection, sitting, one, 0)
    return StreamToSend(one.log, reach + 1, previous, one.tip, one.tip_hash, partial(journal.entries, one))
