"""Sending: what was not yet confirmed goes into a signed, encrypted bundle; sending again is always safe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from silkfield import __version__
from silkfield.bundles.cutting import EntryText, StreamToSend
from silkfield.bundles.envelope import Kind
from silkfield.bundles.packing import PRESETS, write_parts
from silkfield.bundles.sending import Sending
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.locations import write_whole
from silkfield.log.streams import TO_ALL_SITES, TO_HEADQUARTERS, Stream, to_site
from silkfield.log.words import new_salt
from silkfield.operations.exchange import network
from silkfield.operations.opening import SCHEMA
from silkfield.operations.progress import Progress, Silent, step
from silkfield.operations.sitting import Sitting
from silkfield.store import facts, receipts, sendings
from silkfield.store.reading import Reader
from silkfield.store.sendings import Made, MadePart
from silkfield.store.store import Connection
from silkfield.store.streams import KnownStream, all_streams, find_stream, tips_and_islands
from silkfield.trust.receipt import receipt, write_receipt
from silkfield.trust.roster import Roster

UNSEEN = (0, "")


@dataclass(frozen=True, slots=True)
class Sent:
    """A finished bundle: its number and label, its files, and how many records of each form it holds."""

    number: int
    label: str
    export: str
    paths: tuple[Path, ...]
    size: int
    records: dict[str, int]


@dataclass(frozen=True, slots=True)
class SentBundle:
    """A bundle as the send page lists it. `confirmed` counts the changes of it that headquarters has."""

    number: int
    made: int
    records: int
    changes: int
    confirmed: int
    files: tuple[str, ...]
    folder: str

    @property
    def received(self) -> bool:
        """Tell whether headquarters has confirmed all of it."""
        return self.confirmed == self.changes


@dataclass(frozen=True, slots=True)
class Overview:
    """What the send page shows: the next number, what waits, and what was sent before."""

    number: int
    waiting: dict[str, int]
    last_made: int
    bundles: tuple[SentBundle, ...]


def overview(sitting: Sitting) -> Overview:
    """Return what waits to be sent to headquarters and what became of the bundles before."""
    with sitting.store.reading() as connection:
        number = int(facts.read(connection, "bundle", 0)) + 1
        own = find_stream(connection, sitting.office.replica, TO_HEADQUARTERS)
        made = [one for one in sendings.all_made(connection) if one[0].kind == Kind.UPLINK]
        if own is None:
            return Overview(number, {}, 0, ())
        sent_to = max((part.last for _made, parts in made for part in parts), default=0)
        waiting = sendings.records_between(connection, own.id, sent_to + 1, own.tip)
        reader = sitting.reader(connection)
        bundles = tuple(_bundle(reader, own, one, parts) for one, parts in made)
    return Overview(number, waiting, max((one.made for one in bundles), default=0), bundles)


def _bundle(reader: Reader, own: KnownStream, made: Made, parts: Sequence[MadePart]) -> SentBundle:
    mine = [part for part in parts if part.stream == own.id]
    changes = sum(part.last - part.first + 1 for part in mine)
    confirmed = sum(
        reader.travels.state(own.id, n)[0].value == "received"
        for part in mine
        for n in range(part.first, part.last + 1)
    )
    return SentBundle(
        made.number, made.made, made.records, changes, confirmed, tuple(part.name for part in parts), made.folder
    )


def send(
    sitting: Sitting,
    folder: Path,
    *,
    site: str = "",
    part_bytes: int = PRESETS["mail-10"],
    everything: bool = False,
    progress: Progress | None = None,
) -> Sent:
    """Make a bundle for headquarters, or at headquarters for a site, and write its files, each read back and compared.

    It holds all that the other side has not confirmed, or everything. Raises Trouble; then no bundle is noted, and
    files already written do no harm.
    """
    progress = progress or Silent()
    addressee = _addressee(sitting, site) if sitting.office.is_headquarters else ""
    if addressee:
        _acknowledge(sitting, addressee)
    with sitting.store.reading() as connection:
        number = int(facts.read(connection, "bundle", 0)) + 1
        plan = _downlink if addressee else _uplink
        sending, streams = plan(connection, sitting, addressee, number, everything=everything)
        numbers = {one.log: one.id for one in all_streams(connection)}
        parts: list[MadePart] = []
        paths: list[Path] = []
        for written in write_parts(sending, streams, part_bytes=part_bytes):
            step(progress, written.part - 1, written.parts, _("Writing {name}").format(name=written.name))
            if not paths:
                _take_number(sitting, number)
            paths.append(_write_and_compare(folder / written.name, written.data))
            place = numbers[written.stream] if written.stream else 0
            digest = sha256(written.data).hexdigest()
            parts.append(MadePart(written.name, len(written.data), digest, place, written.first, written.last))
        records = _records(connection, parts)
    made = Made(
        sending.export.hex(),
        number,
        sending.kind,
        addressee,
        sitting.clock.now(),
        sitting.person.id,
        str(folder),
        sum(records.values()),
    )
    with sitting.store.writing() as connection:
        sendings.note(connection, made, parts)
    size = sum(part.size for part in parts)
    return Sent(number, f"{sitting.office.label}-{number}", made.export, tuple(paths), size, records)


def _take_number(sitting: Sitting, number: int) -> None:
    """Take a bundle's number before its first file is written: no other bundle ever has it, even if this one fails."""
    with sitting.store.writing() as connection:
        facts.note(connection, "bundle", number)


def _write_and_compare(path: Path, content: bytes) -> Path:
    write_whole(path, content)
    try:
        written = path.read_bytes()
    except OSError:  # the stick was pulled out
        written = b""
    if written != content:
        raise Trouble(
            _("“{name}” was not written correctly.").format(name=path.name),
            _("Use another stick or folder, then send again."),
            code="not_written",
        )
    return path


def _records(connection: Connection, parts: Sequence[MadePart]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for part in parts:
        for form, count in sendings.records_between(connection, part.stream, part.first, part.last).items():
            counts[form] = counts.get(form, 0) + count
    return counts


def _uplink(
    connection: Connection, sitting: Sitting, _site: str, number: int, *, everything: bool
) -> tuple[Sending, list[StreamToSend]]:
    office = sitting.office
    own = find_stream(connection, office.replica, TO_HEADQUARTERS)
    if own is None:
        raise Trouble(_("Nothing was recorded yet."), _("Record something, then send."), code="nothing")
    reach = 0 if everything else sitting.reader(connection).travels.reach(own.id)
    known = {one.log: (one.tip, one.tip_hash) for one in all_streams(connection) if one.replica != office.replica}
    held = network.roster(connection, sitting)
    sending = _sending(sitting, Kind.UPLINK, office.site, office.headquarters_transport, number, held, known)
    return sending, [_from(connection, sitting, own, reach)]


def _downlink(
    connection: Connection, sitting: Sitting, site: str, number: int, *, everything: bool
) -> tuple[Sending, list[StreamToSend]]:
    office = sitting.office
    held = network.roster(connection, sitting)
    laptops = held.laptops(site) if held else ()
    if not laptops:
        raise Trouble(_("No laptop of this site is admitted."), _("Invite and admit one first."), code="no_laptop")
    seen = [receipts.seen_by(connection, laptop.key_id) for laptop in laptops]
    streams = []
    for audience in (TO_ALL_SITES, to_site(site)):
        own = find_stream(connection, office.replica, audience)
        if own is not None:
            reach = 0 if everything else min(told.get(str(own.log), UNSEEN)[0] for told in seen)
            streams.append(_from(connection, sitting, own, min(reach, own.tip)))
    known = {one.log: (one.tip, one.tip_hash) for one in all_streams(connection, site)}
    to = tuple(laptop.transport for laptop in laptops)
    return _sending(sitting, Kind.DOWNLINK, site, to, number, held, known), streams


def _sending(
    sitting: Sitting,
    kind: Kind,
    site: str,
    to: tuple[str, ...],
    number: int,
    held: Roster | None,
    known: Mapping[Stream, tuple[int, bytes]],
) -> Sending:
    return Sending(
        kind=kind,
        key=network.signing_key(sitting),
        network=sitting.office.network,
        wall=sitting.clock.now(),
        zone=sitting.clock.zone(),
        app=__version__,
        to=to,
        replica=sitting.office.replica,
        site=site,
        schema=SCHEMA,
        roster=held.version if held else 1,
        seen=known,
        number=number,
    )


def _from(connection: Connection, sitting: Sitting, own: KnownStream, reach: int) -> StreamToSend:
    """Return a stream from the entry after `reach` on, read from the journal as it is written."""
    journal = sitting.store.journal(connection)

    def read(first: int, last: int) -> Iterable[EntryText]:
        return (EntryText(one.n, one.hash, one.text, one.schema) for one in journal.entries(own, first, last))

    previous = journal.hash_at(own.id, reach) if reach else own.log.genesis
    if previous is None:
        return _from(connection, sitting, own, 0)
    return StreamToSend(own.log, reach + 1, previous, own.tip, own.tip_hash, read)


def _addressee(sitting: Sitting, site: str) -> str:
    """Return the id of the site that headquarters sends to, named by code or id."""
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


def _acknowledge(sitting: Sitting, site: str) -> None:
    """Write a receipt for each stream of a site into its stream, where there is something new to say."""
    with sitting.store.writing() as connection:
        writer = sitting.writer(connection)
        clashes = sitting.reader(connection).clashes(site)
        for stream in all_streams(connection, site):
            if stream.audience != TO_HEADQUARTERS or not (stream.tip or stream.heard):
                continue
            tips, islands = tips_and_islands(connection, stream)
            said = {"tips": [[n, end.hex()] for n, end in tips], "islands": [[a, b, c.hex()] for a, b, c in islands]}
            key = f"receipt:{stream.id}"
            if facts.read(connection, key) == {**said, "clashes": clashes}:
                continue
            ack = receipt(stream.replica, stream.audience, tips=tips, islands=islands, clashes=clashes, salt=new_salt())
            writer.add(to_site(site), [write_receipt(ack)], "ack")
            facts.note(connection, key, {**said, "clashes": clashes})
        writer.begin(to_site(site))
        writer.flush()
